import type { Ticket } from '../../shared/domain/ticket.ts';
import type { Say } from './text.ts';

/** A ticket's number as it is said, "#10432"; a draft's word until the backend has given one. */
export function ticketNumber({ number }: Pick<Ticket, 'number'>, say: Say): string {
  return number === null ? say('list.draft') : `#${number}`;
}
