import type { Ticket } from '../../shared/domain/ticket.ts';
import type { Say } from './text.ts';
import { ticketNumber } from './ticket-number.ts';

/** Which subtickets of a ticket are open, by their numbers, in a sentence. */
export function openSubticketsText({ openSubtickets = [] }: Pick<Ticket, 'openSubtickets'>, say: Say): string {
  const numbers = openSubtickets.map((subticket) => ticketNumber(subticket, say));
  return say('subticket.openOnes', { count: numbers.length, numbers: numbers.join(', ') });
}
