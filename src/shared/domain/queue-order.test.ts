import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrder, moveQueue } from './queue-order.ts';
import type { Queue } from './workspace.ts';

const IDS = ['a', 'b', 'c', 'd'];
const anyQueues = fc.tuple(
  ...IDS.map((id) =>
    fc.record({
      id: fc.constant(id),
      name: fc.constantFrom('X', 'Y'),
      tier: fc.constantFrom(1 as const, 2 as const),
      position: fc.nat(5),
      isActive: fc.boolean(),
    }),
  ),
);

test('a queue moves so many places within its tier, and the others keep their order', () => {
  fc.assert(
    fc.property(anyQueues, fc.constantFrom(...IDS), fc.integer({ min: -4, max: 4 }), (queues, id, by) => {
      const changed = new Map(moveQueue(queues, id, by).map((queue) => [queue.id, queue]));
      const after = queues.map((queue): Queue => changed.get(queue.id) ?? queue);
      const tier = queues.find((queue) => queue.id === id)?.tier;
      const order = (rows: readonly Queue[]): string[] =>
        inOrder(rows.filter((queue) => queue.tier === tier)).map((queue) => queue.id);
      const [before, now] = [order(queues), order(after)];
      const to = Math.min(Math.max(before.indexOf(id) + by, 0), before.length - 1);
      expect(now.indexOf(id)).toBe(to);
      expect(now.filter((other) => other !== id)).toEqual(before.filter((other) => other !== id));
      for (const queue of changed.values()) expect(queue.tier).toBe(tier);
    }),
  );
});

const queue = (id: string, position: number): Queue => ({ id, name: id, tier: 1, position, isActive: true });

test('two neighbours change places, and no third queue is touched', () => {
  const moved = moveQueue([queue('a', 1), queue('b', 4), queue('c', 9)], 'b', -1);
  expect(moved.map(({ id, position }) => [id, position])).toEqual([
    ['b', 1],
    ['a', 4],
  ]);
});
