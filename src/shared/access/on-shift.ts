import type { Queue, User } from '../domain/workspace.ts';

/**
 * Whether a person is there to take what comes back to a queue. What is known of that is who works it: they may sign in, and
 * are a member of it, and it is in use. Nobody writes down shifts, and calendars are those of clocks, not of people; where
 * that comes, it is asked here.
 */
export function isOnShift(person: User | undefined, queue: Queue): person is User {
  return person?.isActive === true && person.role !== 'system' && queue.isActive && person.queueIds.includes(queue.id);
}
