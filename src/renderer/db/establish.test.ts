import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import { MemoryMain } from '../../../tests/support/memory-journal.ts';
import type { Meta } from '../../shared/sync/storage.ts';
import { ConsoleDb } from './console-db.ts';
import { establish, type EstablishOptions, lookOutside } from './establish.ts';
import { IndexedDbStorage } from './indexed-db-storage.ts';

const JOURNALED = { seq: 1, name: 'ticket.note', args: {}, performedAtMs: 1 };

let main: MemoryMain;
let db: ConsoleDb;
let storage: IndexedDbStorage;
beforeEach(() => {
  main = new MemoryMain();
  db = new ConsoleDb('patamar:127.0.0.1:4710:ana', { indexedDB: new IDBFactory(), IDBKeyRange });
  storage = new IndexedDbStorage(db, () => 0);
});
Object.assign(globalThis, { IDBKeyRange });

function establishIt(options?: EstablishOptions): Promise<Meta> {
  return establish(db, storage, main.port, options);
}

test('a look outside that was taken before another window made the database anew does not make it a foreign one', async () => {
  main.generation = 'an earlier life';
  const looked = lookOutside(main.port);
  await looked;
  main.generation = null;
  const { generation } = await establishIt();
  expect((await establishIt({ looked })).generation).toBe(generation);
});

test('a look outside that came too early to know of unsent work does not lose it with the database', async () => {
  const looked = lookOutside(main.port);
  await looked;
  await main.port.append('a lost client', [JOURNALED]);
  expect((await establishIt({ looked })).recovery).toMatchObject({ found: 1 });
});

test('a database is told to be foreign by what main says now, when the first look has it so too', async () => {
  const { generation } = await establishIt();
  main.generation = 'another life';
  const looked = lookOutside(main.port);
  const meta = await establishIt({ looked });
  expect([meta.generation === generation, meta.recovery]).toEqual([false, expect.objectContaining({ found: 0 })]);
  expect(main.generation).toBe(meta.generation);
});
