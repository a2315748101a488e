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
export function canWork(user: User, ticket: Ticket): boolean {
  return canSeeQueue(user, ticket.queueId);
}

/** Whether a person may look at how the workspace is set up: people, queues, categories and the like. */
export function canSeeAdministration(user: User): boolean {
  return user.isActive && seesEverything(user);
}

/** Whether a person may change people, queues, policies and the other settings of the workspace. */
export function canAdminister(user: User): boolean {
  return user.isActive && (user.role === 'admin' || user.role === 'system');
}
