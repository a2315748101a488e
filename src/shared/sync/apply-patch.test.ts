import { expect, test } from 'vitest';
import type { PatchOp } from '../protocol/pull.ts';
import { Patch } from './apply-patch.ts';
import type { RowRef, StorageTx } from './storage.ts';

const [A, B] = ['00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b'];

const put = (table: 'ticket' | 'message' | 'user', id: string, ticketId?: string): PatchOp => ({
  op: 'put',
  table,
  row: ticketId === undefined ? { id } : { id, ticketId },
});
const del = (table: 'ticket' | 'user', id: string): PatchOp => ({ op: 'del', table, id });

/** What a patch does, as one line an operation. */
async function applied(ops: readonly PatchOp[]): Promise<string[]> {
  const did: string[] = [];
  const tx: Pick<StorageTx, 'deleteTickets' | 'deleteRows' | 'putRows'> = {
    deleteTickets: async (ids) => void did.push(...ids.map((id) => `delete ticket ${id.at(-1)}`)),
    deleteRows: async (refs: readonly RowRef[]) =>
      void did.push(...refs.map(({ table, id }) => `delete ${table} ${id.at(-1)}`)),
    putRows: async (rows) => void did.push(...rows.map(({ table, row }) => `put ${table} ${row.id.at(-1)}`)),
  };
  await new Patch(ops).apply(tx as StorageTx, []);
  return did;
}

test('a ticket that came in one page and left in a later one is gone, with what belongs to it', async () => {
  expect(await applied([put('ticket', A), put('message', B, A), put('ticket', B), del('ticket', A)])).toEqual([
    'delete ticket a',
    'put ticket b',
  ]);
});

test('a ticket that left in one page and came back in a later one is put in the place of all there was of it', async () => {
  expect(await applied([put('message', B, A), del('ticket', A), put('ticket', A)])).toEqual([
    'delete ticket a',
    'put ticket a',
  ]);
});

test('the last word on a row of the workspace counts', async () => {
  expect(await applied([put('user', A), del('user', A)])).toEqual(['delete user a']);
  expect(await applied([del('user', A), put('user', A)])).toEqual(['put user a']);
  const patch = new Patch([del('user', A), put('user', A), put('ticket', B), del('ticket', B)]);
  expect([patch.ownRows, patch.goneRows]).toEqual([[{ table: 'user', id: A }], [{ table: 'ticket', id: B }]]);
});
