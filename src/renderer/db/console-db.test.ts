import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { emptyMeta } from '../../shared/sync/storage.ts';
import { ConsoleDb } from './console-db.ts';

/** A database as version 8 left it, which kept a record for each thing it remembered. */
async function aDatabaseOfBefore(meta: Readonly<Record<string, unknown>>): Promise<ConsoleDb> {
  const indexedDB = new IDBFactory();
  const before = new Dexie('patamar:test:me', { indexedDB, IDBKeyRange });
  before.version(8).stores({
    tickets: 'id, [queue+lane+order], [holder+lane+order], *waits',
    bundles: 'ticketId',
    workspace: '[kind+id]',
    outbox: '++seq',
    recovered: '[place+seq]',
    attention: 'id',
    meta: 'key',
    drafts: 'key',
    baseRows: '++place',
    marks: '++page',
    files: 'id, ticketId, place',
    alerts: 'id, ticketId, atMs, waitsFromMs',
  });
  await before.table('meta').bulkAdd(Object.entries(meta).map(([key, value]) => ({ key, value })));
  before.close();
  return new ConsoleDb('patamar:test:me', { indexedDB, IDBKeyRange });
}

test('a database of before knows after the update who it is and how far it had come', async () => {
  const meta = {
    clientId: 'c',
    seqBase: 7,
    cookie: 'far',
    lastSeq: 9,
    isComplete: true,
    revision: 41,
    generation: 'g',
  };
  const db = await aDatabaseOfBefore(meta);
  expect(await db.remembered()).toEqual({ ...emptyMeta, ...meta });
  expect(await db.meta.count()).toBe(1);
  db.close();
});

test('a database of before that remembered nothing is as a new one', async () => {
  const db = await aDatabaseOfBefore({});
  expect(await db.remembered()).toEqual(emptyMeta);
  db.close();
});

test('what two windows change at once of what is remembered is all kept', async () => {
  const db = new ConsoleDb('patamar:test:me', { indexedDB: new IDBFactory(), IDBKeyRange });
  await Promise.all([db.remember({ recovery: null, cookie: 'c' }), db.remember({ alertsSinceMs: 5 })]);
  expect(await db.remembered()).toMatchObject({ cookie: 'c', alertsSinceMs: 5 });
  db.close();
});
