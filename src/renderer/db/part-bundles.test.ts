import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import type { AnyRow } from '../../shared/sync/storage.ts';
import { ConsoleDb } from './console-db.ts';
import { PartBundles } from './part-bundles.ts';

const row = (id: string, body = ''): AnyRow => ({ id, ticketId: 'a', body }) as unknown as AnyRow;

function aDatabase(): { db: ConsoleDb; parts: PartBundles } {
  const db = new ConsoleDb('test', 'relaxed', { indexedDB: new IDBFactory(), IDBKeyRange });
  return { db, parts: new PartBundles(db.bundles) };
}

test('parts are found by ticket, kind and id, and a later version takes the place of an earlier one', async () => {
  const { parts } = aDatabase();
  await parts.put([
    { ticketId: 'a', kind: 'message', row: row('1', 'old') },
    { ticketId: 'a', kind: 'event', row: row('1') },
    { ticketId: 'b', kind: 'message', row: row('2') },
  ]);
  await parts.put([{ ticketId: 'a', kind: 'message', row: row('1', 'new') }]);
  const found = await parts.get([
    { ticketId: 'b', kind: 'message', id: '2' },
    { ticketId: 'a', kind: 'message', id: '1' },
    { ticketId: 'a', kind: 'event', id: '1' },
    { ticketId: 'b', kind: 'message', id: '1' },
    { ticketId: 'c', kind: 'message', id: '1' },
  ]);
  expect(found).toEqual([row('2'), row('1', 'new'), row('1'), undefined, undefined]);
});

test('a deleted part leaves those beside it, and the last one takes the record along', async () => {
  const { db, parts } = aDatabase();
  await parts.put([
    { ticketId: 'a', kind: 'message', row: row('1') },
    { ticketId: 'a', kind: 'event', row: row('2') },
  ]);
  await parts.delete([
    { ticketId: 'a', kind: 'message', id: '1' },
    { ticketId: 'gone', kind: 'message', id: '1' },
  ]);
  expect(await db.bundles.toArray()).toEqual([{ ticketId: 'a', parts: [{ kind: 'event', row: row('2') }] }]);
  await parts.delete([{ ticketId: 'a', kind: 'event', id: '2' }]);
  expect(await db.bundles.count()).toBe(0);
});

test('deleting what belongs to a ticket leaves the other tickets alone', async () => {
  const { db, parts } = aDatabase();
  await parts.put(['a', 'b'].map((ticketId) => ({ ticketId, kind: 'event', row: row('1') })));
  await parts.deleteOf(['a', 'gone']);
  expect((await db.bundles.toArray()).map(({ ticketId }) => ticketId)).toEqual(['b']);
});
