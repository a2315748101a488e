import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isBefore, type Ordered, OrderedWindow } from './ordered-window.ts';

const row: fc.Arbitrary<Ordered> = fc.record({
  id: fc.integer({ min: 0, max: 40 }).map(String),
  // Few values, so that ties are common.
  order: fc.integer({ min: 0, max: 8 }),
});
const change = fc.record({ row, isGone: fc.boolean() });

/** A list in storage: what the window shows the beginning of. */
class StoredList {
  readonly #rows = new Map<string, Ordered>();

  first(limit: number): Ordered[] {
    const sorted = [...this.#rows.values()].toSorted((a, b) => (isBefore(a, b) ? -1 : 1));
    return sorted.slice(0, limit);
  }

  apply(changes: ReadonlyMap<string, Ordered | null>): void {
    for (const [id, next] of changes) {
      if (next === null) this.#rows.delete(id);
      else this.#rows.set(id, next);
    }
  }
}

test('a window that follows changes is what a fresh sort of all rows begins with, ties and ends included', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.array(fc.array(change, { maxLength: 6 }), { maxLength: 40 }),
      (limit, rounds) => {
        const stored = new StoredList();
        const window = new OrderedWindow<Ordered>(limit);
        window.fill([], limit);
        for (const round of rounds) {
          const changes = new Map(round.map(({ row: next, isGone }) => [next.id, isGone ? null : next]));
          stored.apply(changes);
          window.apply(changes);
          if (window.needsRefill) window.fill(stored.first(limit), limit);
          expect(window.rows).toEqual(stored.first(limit));
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('a change that touches nothing on screen says so', () => {
  const window = new OrderedWindow<Ordered>(2);
  window.fill(
    [
      { id: 'a', order: 1 },
      { id: 'b', order: 2 },
    ],
    2,
  );
  expect(window.apply(new Map([['z', { id: 'z', order: 9 }]]))).toBe(false);
  expect(window.apply(new Map([['z', null]]))).toBe(false);
  expect(window.apply(new Map([['z', { id: 'z', order: 0 }]]))).toBe(true);
  expect(window.rows.map(({ id }) => id)).toEqual(['z', 'a']);
});
