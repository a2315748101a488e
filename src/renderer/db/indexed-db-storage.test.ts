import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { aTicketRow } from '../../../tests/storage/storage-rows.ts';
import { workspacePatch } from '../../../tests/support/workspace.ts';
import { type AnyRow, written } from '../../shared/sync/storage.ts';
import { ConsoleDb } from './console-db.ts';
import { IndexedDbStorage } from './indexed-db-storage.ts';

Object.assign(globalThis, { IDBKeyRange });

const action = { name: 'ticket.note', args: {}, performedAtMs: 1, outcome: null, isCovered: false };

test('after a failed write, and after the browser closed the connection, the next action is kept without a restart', async () => {
  const db = new ConsoleDb('client', { indexedDB: new IDBFactory(), IDBKeyRange });
  const storage = new IndexedDbStorage(db, () => 0);
  const keep = (): Promise<number> => storage.transact('act', (tx) => tx.addOutbox(action));
  expect(await keep()).toBe(1);
  const full = new DOMException('no room', 'QuotaExceededError');
  const failing = storage.transact('act', async (tx) => {
    await tx.addOutbox(action);
    throw full;
  });
  await expect(failing).rejects.toBe(full);
  expect(await keep()).toBe(2);
  db.backendDB().close();
  expect(await keep()).toBe(3);
  expect((await storage.transact('sync', (tx) => tx.outbox())).map(({ seq }) => seq)).toEqual([1, 2, 3]);
});

test('a ticket that is put before the policies, in one transaction, has its place under them all the same', async () => {
  const db = new ConsoleDb('order', { indexedDB: new IDBFactory(), IDBKeyRange });
  const storage = new IndexedDbStorage(db, () => 0);
  const ticket = aTicketRow();
  const rows = workspacePatch.flatMap((op) =>
    op.op === 'put' ? [written(op.table, op.row as unknown as AnyRow)] : [],
  );
  await storage.transact('sync', async (tx) => {
    await tx.putRows(rows.filter(({ table }) => table === 'queue'));
    await tx.putRows([written('ticket', ticket)]);
    await tx.putRows(rows.filter(({ table }) => table === 'calendar' || table === 'policy'));
  });
  const before = (await db.tickets.get(ticket.id))?.order;
  await storage.transact('sync', (tx) => tx.putRows([written('ticket', ticket)]));
  expect((await db.tickets.get(ticket.id))?.order).toBe(before);
});
