import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { aTicket } from '../../../tests/support/ticket-row.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import { calendarSource } from '../../shared/sla/calendar-source.ts';
import type { TicketRecord } from '../../shared/sync/storage.ts';
import { CallsModel } from './calls-model.ts';
import { ConsoleDb } from './console-db.ts';
import { placeTicket } from './ticket-order.ts';
import { type IndexedView, rangeOf } from './ticket-range.ts';

const ME = 'me';
const stay = (queueId: string, sentById?: string): Ticket['stays'][number] => ({
  tier: 1,
  queueId,
  enteredAtMs: 0,
  acceptedAtMs: null,
  leftAtMs: null,
  ...(sentById === undefined ? {} : { sentById }),
});
const sent = { pendingHandoverId: 'h', stays: [stay('q1', ME), stay('q2')], queueId: 'q2' };
const rows = [
  aTicket({ id: 'a', supervisorCallId: 'call-a' }),
  aTicket({ id: 'b', supervisorCallId: 'call-b', queueId: 'q2' }),
  aTicket({ id: 'c' }),
  aTicket({ id: 'd', ...sent }),
  aTicket({ id: 'e', ...sent, stays: [stay('q1', 'other'), stay('q2')] }),
  aTicket({ id: 'f', ...sent, supervisorCallId: 'call-f', status: 'resolved' }),
];
const place = (row: Ticket): TicketRecord => placeTicket(row, [], calendarSource([]), 0, ME);

const call = (id: string, atMs: number): { kind: string; row: never } => ({
  kind: 'handover',
  row: { id, atMs, asked: `ajuda ${id}` } as never,
});

function openDb(): ConsoleDb {
  return new ConsoleDb('patamar:test:me', { indexedDB: new IDBFactory(), IDBKeyRange });
}

async function idsOf(db: ConsoleDb, view: IndexedView): Promise<readonly string[]> {
  const range = rangeOf(db, view, 'open', ME);
  const { rows: found } = await range.first(10);
  expect(await range.count()).toBe(found.length);
  expect(found.every((record) => range.has(record))).toBe(true);
  return found.map(({ id }) => id).toSorted();
}

test('the lists of calls and of what was sent on hold what waits at work, and no other tickets', async () => {
  const db = openDb();
  await db.workspace.add({ kind: 'queue', id: 'q1', row: {} as never });
  await db.tickets.bulkAdd(rows.map(place));
  expect(await idsOf(db, { kind: 'calls', queueIds: [] })).toEqual(['a', 'b']);
  expect(await idsOf(db, { kind: 'calls', queueIds: ['q2'] })).toEqual(['b']);
  expect(await idsOf(db, { kind: 'sent' })).toEqual(['d']);
  db.close();
});

test('open calls come by how long they have waited, with what was asked, and go when they are answered', async () => {
  const db = openDb();
  await db.tickets.bulkAdd(rows.map(place));
  await db.bundles.add({ ticketId: 'a', parts: [call('call-a', 200)] });
  await db.bundles.add({ ticketId: 'b', parts: [call('older', 1), call('call-b', 100)] });
  const model = new CallsModel(db);
  const shown = new Promise<void>((resolve) => model.subscribe(resolve));
  model.refresh();
  await shown;
  expect(model.get().map(({ ticket, call: made }) => [ticket.id, made?.asked])).toEqual([
    ['b', 'ajuda call-b'],
    ['a', 'ajuda call-a'],
  ]);
  await db.tickets.put(place(aTicket({ id: 'b', queueId: 'q2', supervisorCallId: null })));
  model.refresh();
  await expect.poll(() => model.get().map(({ ticket }) => ticket.id), { timeout: 5_000 }).toEqual(['a']);
  db.close();
});

test('a database of before has what waits in its lists once it is updated', async () => {
  const factory = new IDBFactory();
  const before = new Dexie('patamar:test:me', { indexedDB: factory, IDBKeyRange });
  before.version(6).stores({
    tickets: 'id, [queue+lane+order], [holder+lane+order]',
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
    alerts: 'id, ticketId, atMs',
  });
  const old = rows.map((row) => {
    const { waits: _waits, ...record } = place(row);
    return record;
  });
  await before.table('tickets').bulkAdd(old);
  before.close();
  const db = new ConsoleDb('patamar:test:me', { indexedDB: factory, IDBKeyRange });
  expect(await idsOf(db, { kind: 'calls', queueIds: [] })).toEqual(['a', 'b']);
  expect(await idsOf(db, { kind: 'sent' })).toEqual(['d']);
  expect(await db.tickets.toArray()).toEqual(rows.map(place));
  db.close();
});
