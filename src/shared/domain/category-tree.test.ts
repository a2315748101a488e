import fc from 'fast-check';
import { expect, test } from 'vitest';
import { categoryTree, wouldCycle } from './category-tree.ts';
import type { Category } from './workspace.ts';

const IDS = ['a', 'b', 'c', 'd', 'e', 'f'];
const anyParent = fc.option(fc.constantFrom(...IDS, 'gone'), { nil: null });
const anyForest = fc
  .tuple(
    ...IDS.map((id) => fc.record({ id: fc.constant(id), name: fc.constantFrom('X', 'Y', 'Z'), parentId: anyParent })),
  )
  .map((rows): Category[] => rows);
const anyMoves = fc.array(fc.record({ id: fc.constantFrom(...IDS), parentId: anyParent }), { maxLength: 30 });

const mapOf = (categories: readonly Category[]): Map<string, Category> =>
  new Map(categories.map((category) => [category.id, category]));

test('moves that are let through never make a circle', () => {
  fc.assert(
    fc.property(anyMoves, (moves) => {
      const categories = mapOf(IDS.map((id) => ({ id, name: id, parentId: null })));
      for (const { id, parentId } of moves) {
        if (wouldCycle(id, parentId, categories)) continue;
        categories.set(id, { id, name: id, parentId });
        let steps = 0;
        for (let at: string | null = id; at !== null; at = categories.get(at)?.parentId ?? null) {
          steps += 1;
          expect(steps).toBeLessThanOrEqual(IDS.length + 1);
        }
      }
    }),
  );
});

test('a category is refused below itself and below what is below it, and nowhere else', () => {
  const categories = mapOf([
    { id: 'a', name: 'Internet', parentId: null },
    { id: 'b', name: 'Wi-Fi', parentId: 'a' },
    { id: 'c', name: 'Sinal', parentId: 'b' },
    { id: 'd', name: 'Cobrança', parentId: null },
  ]);
  expect(['a', 'b', 'c'].map((parentId) => wouldCycle('a', parentId, categories))).toEqual([true, true, true]);
  expect([null, 'd', 'gone'].map((parentId) => wouldCycle('a', parentId, categories))).toEqual([false, false, false]);
});

test('the tree tells each category once, below its parent, even of rows that go in circles', () => {
  fc.assert(
    fc.property(anyForest, (categories) => {
      const entries = categoryTree(categories);
      expect(entries.map(({ category }) => category.id).toSorted()).toEqual(IDS);
      const path: string[] = [];
      for (const { category, depth } of entries) {
        path.length = depth;
        expect(depth === 0 || path.at(-1) === category.parentId).toBe(true);
        path.push(category.id);
      }
    }),
  );
});
