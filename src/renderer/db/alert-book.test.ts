import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { aCalendarSource, aPolicy, utc } from '../../../tests/support/sla-fixture.ts';
import { aTicket } from '../../../tests/support/ticket-row.ts';
import { ID, people } from '../../../tests/support/workspace.ts';
import { AlertBook, PAGE } from './alert-book.ts';
import { ConsoleDb } from './console-db.ts';
import type { Workspace } from './read-workspace.ts';

const CREATED_AT_MS = utc('2026-11-23T10:00');
const queues = [{ id: ID.queue1, name: 'Atendimento', tier: 1, position: 1, isActive: true }];

test.each([
  ['each due at an instant of its own', (n: number) => n],
  ['many due at the same', (n: number) => Math.floor(n / (2 * PAGE))],
  ['all due at the same', () => 7],
])(
  'a supervisor’s book has every ticket of the queue once, and as it is when all have changed, %s',
  async (_what, orderOf) => {
    const db = new ConsoleDb('book', { indexedDB: new IDBFactory(), IDBKeyRange });
    const count = 3 * PAGE + 7;
    const row = aTicket({ queueId: ID.queue1, assigneeId: null, createdAtMs: CREATED_AT_MS });
    const ids = Array.from({ length: count }, (_, n) => `t${String(n).padStart(5, '0')}`);
    const place = { queue: ID.queue1, lane: 0 as const };
    const records = ids.map((id, n) => ({ ...place, id, row: { ...row, id }, order: orderOf(n) }));
    await db.tickets.bulkPut(records);
    // Only what the book reads of it.
    const workspace = {
      me: people.n1,
      queues,
      policies: [aPolicy()],
      calendars: aCalendarSource(),
    } as unknown as Workspace;
    const book = new AlertBook(db);
    await book.readAll(workspace, CREATED_AT_MS + 1);
    expect(book.entries.map(({ ticket }) => ticket.id).toSorted()).toEqual(ids);
    // All of them have changed, as in a first sync, and one has gone.
    const gone = ids[2 * PAGE + 1] ?? '';
    await db.tickets.bulkPut(records.map((record) => ({ ...record, row: { ...record.row, subject: 'Outro' } })));
    await db.tickets.delete(gone);
    await book.look(ids, workspace, CREATED_AT_MS + 1);
    const subjects = new Map(book.entries.map(({ ticket }) => [ticket.id, ticket.subject]));
    expect(subjects).toEqual(new Map(ids.filter((id) => id !== gone).map((id) => [id, 'Outro'])));
    db.close();
  },
);

test('an alert of another queue that goes on to one that a supervisor oversees is in their book until somebody acknowledges it', async () => {
  const db = new ConsoleDb('chain', { indexedDB: new IDBFactory(), IDBKeyRange });
  const row = aTicket({
    id: 't1',
    queueId: ID.queue1,
    assigneeId: ID.n1,
    createdAtMs: CREATED_AT_MS,
    firstRespondedAtMs: CREATED_AT_MS,
  });
  await db.tickets.put({ id: 't1', row, queue: ID.queue1, lane: 0 as const, order: 1 });
  const workspace = {
    me: { ...people.supervisor, queueIds: [ID.queue2] },
    queues: [
      { ...queues[0], alertsGoTo: ID.queue2, alertsGoAfterMinutes: 20 },
      { ...queues[0], id: ID.queue2 },
    ],
    policies: [aPolicy()],
    calendars: aCalendarSource(),
  } as unknown as Workspace;
  const nowMs = utc('2026-11-23T14:10');
  const book = new AlertBook(db);
  await book.readAll(workspace, nowMs);
  const [first] = book.entries.flatMap(({ alerts }) => alerts);
  expect(first).toMatchObject({ kind: 'unacknowledged', what: 'warning', atMs: utc('2026-11-23T14:20') });

  const alertId = first?.id.split(':on:')[0] ?? '';
  const state = 'acknowledged' as const;
  const mark = { id: 'm', ticketId: 't1', alertId, userId: ID.n1, state, untilMs: null, atMs: nowMs };
  await db.bundles.put({ ticketId: 't1', parts: [{ kind: 'alertMark', row: mark }] });
  await book.look(['t1'], workspace, nowMs);
  const left = book.entries.flatMap(({ alerts }) => alerts);
  expect(left.length).toBeGreaterThan(0);
  expect(left.map(({ id }) => id)).not.toContain(first?.id);
  db.close();
});
