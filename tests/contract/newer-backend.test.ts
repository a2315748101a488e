import { randomUUID } from 'node:crypto';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ConsoleDb } from '../../src/renderer/db/console-db.ts';
import { IndexedDbStorage } from '../../src/renderer/db/indexed-db-storage.ts';
import { pullEnvelopeSchema, type PullResponse } from '../../src/shared/protocol/pull.ts';
import { applyPage } from '../../src/shared/sync/apply-page.ts';
import type { Change, RowRef, Storage } from '../../src/shared/sync/storage.ts';
import { sweepAll } from '../../src/shared/sync/sweep.ts';
import { aTicketRow } from '../storage/storage-rows.ts';
import { MemoryStorage } from '../support/memory-storage.ts';
import { people, workspacePatch } from '../support/workspace.ts';

// What a release does not know is what `alertMark` was to the one before it: parts and rows of tables to come.
const identity = { user: people.supervisor };

/** A page as it comes over the line. */
function page(patch: readonly object[], reset = false): PullResponse {
  const answer = { cookie: 'c', reset, patch, lastSeq: 0, more: false, serverTimeMs: 1 };
  return pullEnvelopeSchema.parse(JSON.parse(JSON.stringify(answer))) as PullResponse;
}

const put = (table: string, row: object) => ({ op: 'put', table, row });

const storages: readonly [string, () => Promise<Storage>][] = [
  ['in memory', async () => new MemoryStorage()],
  [
    'on IndexedDB',
    async () => {
      // The range class is a global in a page.
      Object.assign(globalThis, { IDBKeyRange });
      const db = new ConsoleDb(randomUUID(), { indexedDB: new IDBFactory(), IDBKeyRange });
      onTestFinished(() => db.close());
      await db.open();
      return new IndexedDbStorage(db, () => 0);
    },
  ],
];

describe.each(storages)('a console that a newer backend talks to, %s', (_where, open) => {
  const take = async (storage: Storage, patch: readonly object[], reset = false): Promise<Change[]> => {
    const told: Change[] = [];
    const at = { leaderEpoch: 0, nowMs: 1, onChange: (change: Change) => told.push(change) };
    await applyPage(storage, identity, page(patch, reset), at);
    await sweepAll(storage, identity, 0, at.onChange, () => false);
    return told;
  };
  const rowAt = (storage: Storage, ref: object): Promise<unknown> =>
    storage.transact('sync', async (tx) => (await tx.getRows([ref as RowRef]))[0]);

  test('keeps parts of tickets and rows of the workspace of tables it does not know, whole, beside what it knows', async () => {
    const storage = await open();
    const ticket = aTicketRow();
    const part = { id: randomUUID(), ticketId: ticket.id, untilMs: 5, deep: { er: ['x'] } };
    const row = { id: randomUUID(), name: 'Limites', limits: [3, 2, 1] };
    await take(storage, [...workspacePatch, put('ticket', ticket), put('vendorCase', part), put('limits', row)]);
    expect(await rowAt(storage, { table: 'vendorCase', ticketId: ticket.id, id: part.id })).toEqual(part);
    expect(await rowAt(storage, { table: 'limits', id: row.id })).toEqual(row);
    expect(await rowAt(storage, { table: 'ticket', id: ticket.id })).toEqual(ticket);

    const changed = { ...part, untilMs: 6 };
    await take(storage, [put('vendorCase', changed), { op: 'del', table: 'limits', id: row.id }]);
    expect(await rowAt(storage, { table: 'vendorCase', ticketId: ticket.id, id: part.id })).toEqual(changed);
    expect(await rowAt(storage, { table: 'limits', id: row.id })).toBeUndefined();
  });

  test.each(['in a later page', 'in the same pages', 'with a view that starts anew'])(
    'lets such a part go with its ticket, %s',
    async (when) => {
      const storage = await open();
      const ticket = aTicketRow();
      const part = { id: randomUUID(), ticketId: ticket.id };
      const came = [...workspacePatch, put('ticket', ticket), put('vendorCase', part)];
      const gone = { op: 'del', table: 'ticket', id: ticket.id };
      if (when === 'in the same pages') await take(storage, [...came, gone]);
      else {
        await take(storage, came);
        await take(storage, when === 'in a later page' ? [gone] : workspacePatch, when !== 'in a later page');
      }
      expect(await rowAt(storage, { table: 'vendorCase', ticketId: ticket.id, id: part.id })).toBeUndefined();
      expect(await rowAt(storage, { table: 'ticket', id: ticket.id })).toBeUndefined();
    },
  );
});
