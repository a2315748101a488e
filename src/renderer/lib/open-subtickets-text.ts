import type { Ticket } from '../../shared/domain/ticket.ts';
import type { Say } from './text.ts';

/** Which subtickets of a ticket are open, by their numbers, in a sentence. */
export function openSubticketsText({ openSubtickets = [] }: Pick<Ticket, 'openSubtickets'>, say: Say): string {
  const numbers = openSubtickets.map(({ number }) => (number === null ? say('subticket.draft') : String(number)));
  return say('subticket.openOnes', { count: numbers.length, numbers: numbers.join(', ') });
}
