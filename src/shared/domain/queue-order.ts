import { moveInOrder } from './move-in-order.ts';
import type { Queue } from './workspace.ts';

/** Queues of one tier as they are shown: by position, then by name. */
export function inOrder(queues: readonly Queue[]): Queue[] {
  return queues.toSorted((a, b) => a.position - b.position || a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
}

/**
 * Moves a queue so many places among those of its tier; the ends hold.
 *
 * @returns the queues whose position changes, with the new one; the fewest that do it where positions are distinct.
 */
export function moveQueue(queues: readonly Queue[], id: string, by: number): Queue[] {
  const tier = queues.find((queue) => queue.id === id)?.tier;
  return moveInOrder(inOrder(queues.filter((queue) => queue.tier === tier)), id, by);
}
