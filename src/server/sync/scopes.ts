import { seesEverything, toldSenderId, waitingSenderId } from '../../shared/access/access.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import type { Queue, User } from '../../shared/domain/workspace.ts';

/** The scope of rows that every member of the workspace has. */
export const WORKSPACE_SCOPE = 'workspace';

/** The scope of a queue's tickets. */
export function queueScope(queueId: string): string {
  return `queue:${queueId}`;
}

/** The scope of the tickets that a person has escalated and nobody has accepted yet, wherever they are. */
export function sentScope(userId: string): string {
  return `sent:${userId}`;
}

/** The scope of the tickets that a person has escalated to where they were accepted since: they have glimpses of those. */
export function toldScope(userId: string): string {
  return `told:${userId}`;
}

/** The scopes that a ticket is in. */
export function scopesOfTicket(ticket: Ticket): string[] {
  const [senderId, toldId] = [waitingSenderId(ticket), toldSenderId(ticket)];
  return [
    queueScope(ticket.queueId),
    ...(senderId === null ? [] : [sentScope(senderId)]),
    ...(toldId === null ? [] : [toldScope(toldId)]),
  ];
}

/**
 * The scopes of a person's view: the workspace, their queues and, unless they see all of those, what they have sent on and what
 * was accepted of it; in this order, for a ticket that goes from one to the next leaves the one before it comes to the other.
 */
export function scopesInView(user: User, queueIds: readonly string[]): string[] {
  const own = seesEverything(user) ? [] : [sentScope(user.id), toldScope(user.id)];
  return [WORKSPACE_SCOPE, ...queueIds.map(queueScope), ...own];
}

/** The queues in a person's view, in id order. */
export function visibleQueueIds(user: User, queues: ReadonlyMap<string, Queue>): string[] {
  const ids = seesEverything(user) ? [...queues.keys()] : user.queueIds.filter((id) => queues.has(id));
  return [...new Set(ids)].toSorted();
}
