import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leastBy } from './least-by.ts';

test('the least are those that sorting all would put first, equal ones in their order', () => {
  const anyItem = fc.record({ key: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constant(Infinity)), n: fc.nat() });
  fc.assert(
    fc.property(fc.array(anyItem, { maxLength: 200 }), fc.nat(12), (items, count) => {
      const sorted = items.toSorted((a, b) => (a.key === b.key ? 0 : a.key - b.key));
      expect(leastBy(items, count, ({ key }) => key)).toEqual(sorted.slice(0, count));
    }),
  );
});
