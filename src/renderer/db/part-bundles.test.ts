import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import type { AnyRow } from '../../shared/sync/storage.ts';
import { ConsoleDb } from './console-db.ts';
import { completionOf } from './idb-request.ts';
import { PartBundles } from './part-bundles.ts';

const row = (id: string, body = ''): AnyRow => ({ id, ticketId: 'a', body }) as unknown as AnyRow;

type Database = {
  readonly db: ConsoleDb;
  readonly work: <T>(what: (parts: PartBundles) => T | Promise<T>) => Promise<T>;
};

/** A database, and how to work on its bundles in a transaction of their own. */
async function aDatabase(): Promise<Database> {
  const db = new ConsoleDb('test', { indexedDB: new IDBFactory(), IDBKeyRange });
  await db.open();
  return {
    db,
    async work(what) {
      const tx = db.backendDB().transaction(['bundles'], 'readwrite');
      const done = completionOf(tx);
      const parts = new PartBundles(tx.objectStore('bundles'));
      const result = await what(parts);
      await parts.written();
      await done;
      return result;
    },
  };
}

test('parts are found by ticket, kind and id, and a later version takes the place of an earlier one', async () => {
  const { work } = await aDatabase();
  await work((parts) =>
    parts.put([
      { ticketId: 'a', kind: 'message', row: row('1', 'old') },
      { ticketId: 'a', kind: 'event', row: row('1') },
      { ticketId: 'b', kind: 'message', row: row('2') },
    ]),
  );
  await work((parts) => parts.put([{ ticketId: 'a', kind: 'message', row: row('1', 'new') }]));
  const found = await work((parts) =>
    parts.get([
      { ticketId: 'b', kind: 'message', id: '2' },
      { ticketId: 'a', kind: 'message', id: '1' },
      { ticketId: 'a', kind: 'event', id: '1' },
      { ticketId: 'b', kind: 'message', id: '1' },
      { ticketId: 'c', kind: 'message', id: '1' },
    ]),
  );
  expect(found).toEqual([row('2'), row('1', 'new'), row('1'), undefined, undefined]);
});

test('within a transaction what was put and deleted is what is found, also where the ticket was asked for before', async () => {
  const { work } = await aDatabase();
  const found = await work(async (parts) => {
    parts.prefetch('a');
    parts.put([{ ticketId: 'a', kind: 'message', row: row('1') }]);
    parts.put([{ ticketId: 'a', kind: 'message', row: row('2') }]);
    parts.delete([{ ticketId: 'a', kind: 'message', id: '1' }]);
    return parts.get([
      { ticketId: 'a', kind: 'message', id: '1' },
      { ticketId: 'a', kind: 'message', id: '2' },
    ]);
  });
  expect(found).toEqual([undefined, row('2')]);
});

test('a deleted part leaves those beside it, and the last one takes the record along', async () => {
  const { db, work } = await aDatabase();
  await work((parts) =>
    parts.put([
      { ticketId: 'a', kind: 'message', row: row('1') },
      { ticketId: 'a', kind: 'event', row: row('2') },
    ]),
  );
  await work((parts) =>
    parts.delete([
      { ticketId: 'a', kind: 'message', id: '1' },
      { ticketId: 'gone', kind: 'message', id: '1' },
    ]),
  );
  expect(await db.bundles.toArray()).toEqual([{ ticketId: 'a', parts: [{ kind: 'event', row: row('2') }] }]);
  await work((parts) => parts.delete([{ ticketId: 'a', kind: 'event', id: '2' }]));
  expect(await db.bundles.count()).toBe(0);
});

test('deleting what belongs to a ticket leaves the other tickets alone', async () => {
  const { db, work } = await aDatabase();
  await work((parts) => parts.put(['a', 'b'].map((ticketId) => ({ ticketId, kind: 'event', row: row('1') }))));
  await work((parts) => parts.deleteOf(['a', 'gone']));
  expect((await db.bundles.toArray()).map(({ ticketId }) => ticketId)).toEqual(['b']);
});

test('what is put, taken away whole and put again in one transaction ends as the last says', async () => {
  const { db, work } = await aDatabase();
  await work((parts) => parts.put([{ ticketId: 'a', kind: 'message', row: row('old') }]));
  await work((parts) => {
    parts.put([{ ticketId: 'a', kind: 'message', row: row('1') }]);
    parts.deleteOf(['a', 'b']);
    parts.put([{ ticketId: 'a', kind: 'message', row: row('2') }]);
    parts.put([{ ticketId: 'b', kind: 'message', row: row('3') }]);
    parts.deleteOf(['b']);
  });
  expect(await db.bundles.toArray()).toEqual([{ ticketId: 'a', parts: [{ kind: 'message', row: row('2') }] }]);
});
