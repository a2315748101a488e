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
  const before = inOrder(queues.filter((queue) => queue.tier === tier));
  const from = before.findIndex((queue) => queue.id === id);
  const to = Math.min(Math.max(from + by, 0), before.length - 1);
  const moved = before[from];
  if (moved === undefined || to === from) return [];
  const after = before.toSpliced(from, 1).toSpliced(to, 0, moved);
  let last = -1;
  // The places that there are, made distinct: two queues at one place could not be told apart.
  const places = before.map(({ position }) => (last = Math.max(last + 1, position)));
  return after.flatMap((queue, index) => {
    const position = places[index] ?? index;
    return queue.position === position ? [] : [{ ...queue, position }];
  });
}
