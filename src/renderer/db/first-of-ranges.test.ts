import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isBefore, type Ordered } from '../../shared/sync/ordered-window.ts';
import { firstOfRanges } from './first-of-ranges.ts';

const byOrder = (a: Ordered, b: Ordered): number => (isBefore(a, b) ? -1 : 1);
const rows = fc.uniqueArray(fc.record({ id: fc.uuid(), order: fc.nat(50) }), {
  selector: ({ id }) => id,
  maxLength: 120,
});

test('the first of several ordered ranges are the first of all their rows sorted', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(rows, { maxLength: 6 }), fc.integer({ min: 1, max: 150 }), async (lists, limit) => {
      const sorted = lists.map((list) => list.toSorted(byOrder));
      const found = await firstOfRanges(
        sorted.map((list) => async (count: number) => list.slice(0, count)),
        limit,
      );
      expect(found).toEqual(sorted.flat().toSorted(byOrder).slice(0, limit));
    }),
  );
});

test('of many long ranges only a part is read', async () => {
  let read = 0;
  const ranges = Array.from({ length: 20 }, (_, range) => async (count: number) => {
    read += count;
    return Array.from({ length: count }, (_row, at) => ({ id: `${range}-${at}`, order: at * 20 + range }));
  });
  expect(await firstOfRanges(ranges, 200)).toHaveLength(200);
  expect(read).toBeLessThanOrEqual(400);
});
