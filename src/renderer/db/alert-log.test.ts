import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import { aCalendarSource, aPolicy, HOUR_MS, utc } from '../../../tests/support/sla-fixture.ts';
import { aTicket } from '../../../tests/support/ticket-row.ts';
import { ID, people } from '../../../tests/support/workspace.ts';
import type { AlertMark } from '../../shared/domain/alert-mark.ts';
import type { TicketEvent } from '../../shared/domain/parts.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import { logRefused, logTickets } from './alert-log.ts';
import { ConsoleDb, type Part } from './console-db.ts';
import type { Workspace } from './read-workspace.ts';

const MONDAY = utc('2026-11-23T10:00');
/** Half of the eight hours are used. */
const WARNED = utc('2026-11-23T14:00');
const users = new Map(Object.values(people).map((person) => [person.id, person]));
// Only what alerts are worked out of.
const workspace = {
  me: people.n1,
  users,
  policies: [aPolicy()],
  calendars: aCalendarSource(),
  queues: [],
} as unknown as Workspace;

let db: ConsoleDb;
beforeEach(() => {
  db = new ConsoleDb('alerts', { indexedDB: new IDBFactory(), IDBKeyRange });
});

async function put(change: Partial<Ticket>, ...parts: readonly Part[]): Promise<void> {
  const own = { id: 't1', queueId: ID.queue1, assigneeId: ID.n1, createdAtMs: MONDAY, firstRespondedAtMs: MONDAY };
  const row = aTicket({ ...own, ...change });
  await db.tickets.put({ id: 't1', row, queue: row.queueId, lane: 0, order: 0 });
  await db.bundles.put({ ticketId: 't1', parts });
}

async function log(nowMs = WARNED + 1, sinceMs = 0): Promise<readonly unknown[]> {
  await logTickets(db, ['t1'], { workspace, nowMs, sinceMs });
  return (await db.alerts.toArray()).map(({ kind, isOver, marks }) => [kind, isOver, marks.length]);
}

function aNote(atMs: number): Part {
  const row: TicketEvent = {
    id: 'e1',
    ticketId: 't1',
    kind: 'noted',
    actorId: ID.n2,
    atMs,
    receivedAtMs: atMs,
    data: {},
    source: null,
  };
  return { kind: 'event', row };
}

test('a step that has come is logged with what people made of it, and is over when the clock stands', async () => {
  await put({});
  expect(await log(WARNED - 1)).toEqual([]);
  expect(await log()).toEqual([['warning', false, 0]]);
  const [{ id: alertId } = { id: '' }] = await db.alerts.toArray();
  const mark: AlertMark = {
    id: 'm1',
    ticketId: 't1',
    alertId,
    userId: ID.n1,
    state: 'acknowledged',
    untilMs: null,
    atMs: WARNED,
  };
  await put({}, { kind: 'alertMark', row: mark });
  expect(await log()).toEqual([['warning', false, 1]]);
  await put({ resolvedAtMs: WARNED + 1 }, { kind: 'alertMark', row: mark });
  expect(await log()).toEqual([['warning', true, 1]]);
});

test('of a ticket that has left the view nothing stays', async () => {
  await put({});
  await log();
  await db.tickets.clear();
  expect(await log()).toEqual([]);
});

test('what happened before this machine had the tickets is no news, nor what clocks did long before', async () => {
  await put({}, aNote(WARNED - HOUR_MS));
  expect(await log(WARNED + 1, WARNED)).toEqual([['warning', false, 0]]);
  await db.alerts.clear();
  expect(await log(WARNED + 1, WARNED + 2 * HOUR_MS)).toEqual([]);
  await db.alerts.clear();
  expect(await log(WARNED + 1, 0)).toHaveLength(2);
});

test('a refused action is logged until it is settled', async () => {
  const error = { code: 'forbidden' as const, message: '' };
  const did = { name: 'ticket.note', args: { ticketId: 't1' }, performedAtMs: 1, refusedAtMs: 2 };
  await db.attention.put({ id: 'x', clientId: 'c', seq: 1, ...did, error });
  await logRefused(db, people.n1.id);
  expect(await db.alerts.toArray()).toMatchObject([{ id: 'refused:x', kind: 'refused_action', isOver: false }]);
  await db.attention.clear();
  await logRefused(db, people.n1.id);
  expect(await db.alerts.toArray()).toMatchObject([{ id: 'refused:x', isOver: true }]);
});

test('what waits for this account is in the index, from when it is to be told, until it is acknowledged or over', async () => {
  const waiting = async (untilMs: number): Promise<number> => {
    await log();
    return db.alerts.where('waitsFromMs').belowOrEqual(untilMs).count();
  };
  await put({});
  expect(await waiting(WARNED)).toBe(1);
  expect(await waiting(WARNED - 1)).toBe(0);
  const [{ id: alertId } = { id: '' }] = await db.alerts.toArray();
  const aMark = (change: Partial<AlertMark>): Part => {
    const mark = { id: 'm1', ticketId: 't1', alertId, userId: ID.n1, untilMs: null, atMs: WARNED };
    const row: AlertMark = { ...mark, state: 'acknowledged', ...change };
    return { kind: 'alertMark', row };
  };
  await put({}, aMark({ userId: ID.n2 }));
  expect(await waiting(WARNED)).toBe(1);
  await put({}, aMark({ state: 'snoozed', untilMs: WARNED + HOUR_MS }));
  expect(await waiting(WARNED)).toBe(0);
  expect(await waiting(WARNED + HOUR_MS)).toBe(1);
  await put({}, aMark({}));
  expect(await waiting(Infinity)).toBe(0);
  await put({ resolvedAtMs: WARNED + 1 });
  expect(await waiting(Infinity)).toBe(0);
});
