import { hasEnded } from '../domain/status.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { User } from '../domain/workspace.ts';

/** Whether this person oversees every queue: supervisors, administrators and the system's own programs do. */
export function seesEverything(user: User): boolean {
  return user.role !== 'agent';
}

/** Whether a queue, and so the tickets in it, is in a person's view. */
export function canSeeQueue(user: User, queueId: string): boolean {
  return user.isActive && (seesEverything(user) || user.queueIds.includes(queueId));
}

/** Whether a person may act on a ticket where it is now. */
export function canWork(user: User, ticket: Pick<Ticket, 'queueId'>): boolean {
  return canSeeQueue(user, ticket.queueId);
}

/** What of a ticket decides in whose view it is. */
export type Sighted = Pick<Ticket, 'queueId' | 'status' | 'pendingHandoverId' | 'stays'>;

/**
 * Who escalated a ticket to where it is and waits for somebody there to accept it: they keep sight of it, whether or not they
 * work that queue. Null once it is accepted, given back, taken back, moved or ended, and for what a program handed over.
 */
export function waitingSenderId({ status, pendingHandoverId, stays }: Omit<Sighted, 'queueId'>): string | null {
  if (pendingHandoverId === null || hasEnded(status)) return null;
  return stays.at(-2)?.sentById ?? null;
}

/**
 * Who escalated a ticket to where somebody has taken it since: they are told of that, and of the ticket they have what
 * `glimpseOf` (glimpse.ts) leaves, whether or not they work that queue. Null once it has left there or ended.
 */
export function toldSenderId({ status, pendingHandoverId, stays }: Omit<Sighted, 'queueId'>): string | null {
  if (pendingHandoverId !== null || hasEnded(status) || (stays.at(-1)?.acceptedAtMs ?? null) === null) return null;
  return stays.at(-2)?.sentById ?? null;
}

/**
 * Whether a ticket is in a person's view: where they work its queue, and while an escalation of theirs waits on it. The feed of
 * the backend and the console ask here. Who only keeps sight of it may take the escalation back, complete it and write notes.
 */
export function canSee(user: User, ticket: Sighted): boolean {
  return canWork(user, ticket) || (user.isActive && waitingSenderId(ticket) === user.id);
}

/** Whether a person may look at how the workspace is set up: people, queues, categories and the like. */
export function canSeeAdministration(user: User): boolean {
  return user.isActive && seesEverything(user);
}

/** Whether a person may change people, queues, policies and the other settings of the workspace. */
export function canAdminister(user: User): boolean {
  return user.isActive && (user.role === 'admin' || user.role === 'system');
}
