import fc from 'fast-check';
import { expect, test } from 'vitest';
import { moveAllInOrder, moveInOrder } from './move-in-order.ts';

type Row = { readonly id: string; readonly position: number };
const IDS = ['a', 'b', 'c', 'd', 'e'];
const inOrder = (rows: readonly Row[]): readonly Row[] =>
  rows.toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
const having = (rows: readonly Row[], changed: readonly Row[]): readonly Row[] =>
  inOrder(rows.map((row) => changed.find(({ id }) => id === row.id) ?? row));

const anyRows = fc.tuple(...IDS.map((id) => fc.record({ id: fc.constant(id), position: fc.nat(6) }))).map(inOrder);
const anyMoves = fc.array(fc.record({ id: fc.constantFrom(...IDS), by: fc.integer({ min: -2, max: 2 }) }));

test('moves taken together lead where they lead one after the other, and name no row that stays', () => {
  fc.assert(
    fc.property(anyRows, anyMoves, (rows, moves) => {
      const oneByOne = moves.reduce((now, { id, by }) => having(now, moveInOrder(now, id, by)), rows);
      const together = moveAllInOrder(rows, moves);
      expect(having(rows, together)).toEqual(oneByOne);
      for (const row of together) expect(rows).not.toContainEqual(row);
    }),
  );
});
