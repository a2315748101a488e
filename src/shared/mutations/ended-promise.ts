import type { TicketEvent } from '../domain/parts.ts';
import { standingPromise } from '../domain/promise.ts';
import type { Ticket } from '../domain/ticket.ts';

/** The ticket with what was promised at its end: the end of the ticket ends it, kept or not. Epoch ms. */
export function withEndedPromise(ticket: Ticket, atMs: number): Ticket {
  const standing = standingPromise(ticket);
  if (standing === null) return ticket;
  return { ...ticket, promise: { ...standing, endedAtMs: Math.max(standing.madeAtMs, atMs) } };
}

/** What the history of a ticket's end says of the promise that it ends; nothing when none stood. */
export function endedPromiseData(ticket: Ticket, atMs: number): TicketEvent['data'] {
  const standing = standingPromise(ticket);
  return standing === null ? {} : { promiseDueAtMs: standing.dueAtMs, isPromiseLate: atMs > standing.dueAtMs };
}
