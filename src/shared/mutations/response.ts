import { hasEnded } from '../domain/status.ts';
import type { Ticket } from '../domain/ticket.ts';

/** The customer has written: from the first message that is not answered, the next response is due, unless work has ended. */
export function withQuestion(ticket: Ticket, atMs: number): Ticket {
  // Until somebody has answered at all, it is the first response that is due.
  if (ticket.firstRespondedAtMs === null || owesResponse(ticket) || hasEnded(ticket.status)) return ticket;
  return { ...ticket, nextResponse: { sinceMs: atMs, endedAtMs: null } };
}

/**
 * Somebody has answered, or nobody needs to any more: the wait for the next response ends, if there is one. `atMs` is
 * null where the backend has not had the answer yet: the customer still waits.
 */
export function withAnswer(ticket: Ticket, atMs: number | null): Ticket {
  const { nextResponse } = ticket;
  if (atMs === null || nextResponse === undefined || nextResponse === null || !owesResponse(ticket)) return ticket;
  // A backend's clock that was set back ends no wait before it began.
  return { ...ticket, nextResponse: { ...nextResponse, endedAtMs: Math.max(nextResponse.sinceMs, atMs) } };
}

/** Whether the customer waits for the next response. */
export function owesResponse({ nextResponse }: Pick<Ticket, 'nextResponse'>): boolean {
  return nextResponse !== undefined && nextResponse !== null && nextResponse.endedAtMs === null;
}

/**
 * Whether a question is with the customer: the last message is ours. The first release did not write down whose the last
 * one was; a ticket of its time has asked when somebody has ever answered.
 */
export function hasAskedCustomer({
  lastMessageFrom,
  firstRespondedAtMs,
}: Pick<Ticket, 'lastMessageFrom' | 'firstRespondedAtMs'>): boolean {
  return lastMessageFrom === undefined ? firstRespondedAtMs !== null : lastMessageFrom === 'agent';
}
