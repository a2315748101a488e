import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
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
