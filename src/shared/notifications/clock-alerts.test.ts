import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aCalendarSource, aPolicy, HOUR_MS, MINUTE_MS, utc } from '../../../tests/support/sla-fixture.ts';
import { aTicket } from '../../../tests/support/ticket-row.ts';
import { ID, people } from '../../../tests/support/workspace.ts';
import type { AlertMark } from '../domain/alert-mark.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Queue, User } from '../domain/workspace.ts';
import type { Policy } from '../sla/policy.ts';
import type { Alert } from './alert.ts';
import { clockAlerts } from './clock-alerts.ts';

const MONDAY = utc('2026-11-23T10:00');
const calendars = aCalendarSource();

function ticketOf(change: Partial<Ticket> = {}): Ticket {
  return aTicket({
    id: 't1',
    queueId: ID.queue1,
    assigneeId: ID.n1,
    createdAtMs: MONDAY,
    firstRespondedAtMs: MONDAY,
    ...change,
  });
}

function told(nowMs: number, person: User, ticket = ticketOf(), change: Partial<Policy> = {}): Alert[] {
  return clockAlerts(ticket, { policies: [aPolicy(change)], calendars, queues: [] }, person, nowMs);
}

// Eight hours from Monday 10:00: half are used at 14:00, three quarters at 16:00, all on Tuesday at 10:00.
const DEADLINE = utc('2026-11-24T10:00');

function due(at: string): string[] {
  const alerts = told(utc(at), people.n1).filter(({ atMs }) => atMs <= utc(at));
  return alerts.map(stepOf);
}

function stepOf({ id }: Alert): string {
  return id.split(':')[3] ?? '';
}

function toldSupervisors(change: Partial<Policy>): string[] {
  return told(MONDAY, people.supervisor, ticketOf(), change).map(stepOf);
}

test('a running clock has its warnings and its breach, each with what is left then', () => {
  expect(told(MONDAY, people.n1).map(({ kind, atMs, clock }) => [kind, atMs, clock?.leftMs])).toEqual([
    ['warning', utc('2026-11-23T14:00'), 4 * HOUR_MS],
    ['warning', utc('2026-11-23T16:00'), 2 * HOUR_MS],
    ['breach', DEADLINE + 1, 0],
  ]);
});

test('the breach is strictly after the deadline: where that is closing time, at the next opening', () => {
  const early = ticketOf({ createdAtMs: utc('2026-11-23T09:00') });
  const [breach] = told(MONDAY, people.n1, early).filter(({ kind }) => kind === 'breach');
  expect(breach?.clock?.deadlineAtMs).toBe(utc('2026-11-23T17:00'));
  expect(breach?.atMs).toBe(utc('2026-11-24T09:00') + 1);
});

test('a step that a later one has overtaken is no longer so', () => {
  expect(due('2026-11-23T13:00')).toEqual([]);
  expect(due('2026-11-23T15:00')).toEqual(['50%']);
  expect(due('2026-11-23T16:30')).toEqual(['75%']);
  expect(due('2026-11-25T12:00')).toEqual(['breach']);
});

test('a clock that stands or has ended tells nothing', () => {
  const waiting = ticketOf({ pauses: [{ class: 'customer', fromMs: MONDAY, toMs: null }] });
  expect(told(MONDAY + HOUR_MS, people.n1, waiting)).toEqual([]);
  expect(told(MONDAY + HOUR_MS, people.n1, ticketOf({ resolvedAtMs: MONDAY + MINUTE_MS }))).toEqual([]);
});

test('the clock of a tier is named by its own tier', () => {
  const stays = [{ tier: 1 as const, queueId: ID.queue1, enteredAtMs: MONDAY, acceptedAtMs: null, leftAtMs: null }];
  const alerts = told(MONDAY, people.n1, ticketOf({ assigneeId: null, stays }));
  expect(alerts.find(({ clock }) => clock?.kind === 'tierAccept')?.clock?.tier).toBe(1);
});

test('supervisors are told from the named step on, by percent and by time before the deadline', () => {
  expect(toldSupervisors({ tellSupervisorsFrom: 75 })).toEqual(['75%', 'breach']);
  expect(toldSupervisors({ tellSupervisorsFrom: 80, warnBeforeMs: [HOUR_MS, 3 * HOUR_MS] })).toEqual([
    `-${HOUR_MS}`,
    'breach',
  ]);
  expect(toldSupervisors({})).toEqual(['breach']);
});

const OF_QUEUE_2: User = { ...people.supervisor, queueIds: [ID.queue2] };
const queueOf = (id: string, change: Partial<Queue> = {}): Queue => {
  return { id, name: id, tier: 1, position: 1, isActive: true, ...change };
};
/** The second queue is told after twenty minutes, and the third ten minutes later. */
const QUEUES = [
  queueOf(ID.queue1, { alertsGoTo: ID.queue2, alertsGoAfterMinutes: 20 }),
  queueOf(ID.queue2, { alertsGoTo: ID.queue3, alertsGoAfterMinutes: 10 }),
  queueOf(ID.queue3),
];

type GoneOn = {
  readonly change?: Partial<Policy>;
  readonly marks?: readonly AlertMark[];
  readonly queues?: readonly Queue[];
};

function goneOn(person: User, { change = {}, marks = [], queues = QUEUES }: GoneOn = {}): Alert[] {
  return clockAlerts(ticketOf(), { policies: [aPolicy(change)], calendars, queues }, person, MONDAY, marks);
}

test('an alert that nobody acknowledges goes on to the queue that the ticket’s names, and on from there', () => {
  const steps = goneOn(OF_QUEUE_2).map(({ kind, what, atMs, toldAs }) => [kind, what, atMs, toldAs]);
  expect(steps).toEqual([
    ['unacknowledged', 'warning', utc('2026-11-23T14:20'), 'supervisor'],
    ['unacknowledged', 'warning', utc('2026-11-23T16:20'), 'supervisor'],
    ['unacknowledged', 'breach', DEADLINE + 1 + 20 * MINUTE_MS, 'supervisor'],
  ]);
  const third = goneOn({ ...OF_QUEUE_2, queueIds: [ID.queue3] });
  expect(third[0]?.atMs).toBe(utc('2026-11-23T14:30'));
  expect(goneOn(OF_QUEUE_2, { queues: [] })).toEqual([]);
});

test('who works the queue it goes to is told where they see the ticket, and only who oversees it where not', () => {
  const worker: User = { ...people.n2, queueIds: [ID.queue2] };
  expect(goneOn(worker)).toEqual([]);
  expect(goneOn({ ...worker, queueIds: [ID.queue1, ID.queue2] })[0]).toMatchObject({ toldAs: 'queue' });
});

test('who is told of the step itself is not told again when it goes on', () => {
  expect(goneOn(people.n1).map(({ kind }) => kind)).toEqual(['warning', 'warning', 'breach']);
  const all = goneOn(people.supervisor, { change: { tellSupervisorsFrom: 'breach' } });
  expect(all.map(({ kind }) => kind)).toEqual(['unacknowledged', 'unacknowledged', 'breach']);
});

function markOn(alertId: string, state: AlertMark['state']): AlertMark {
  return { id: 'm', ticketId: 't1', alertId, userId: ID.n1, state, untilMs: null, atMs: MONDAY };
}

test('acknowledged by anybody, where it came due or where it went, it goes no further; put off, it does', () => {
  const [own] = goneOn(people.n1);
  const [second] = goneOn(OF_QUEUE_2);
  for (const alertId of [own?.id ?? '', second?.id ?? '']) {
    const marks = [markOn(alertId, 'acknowledged')];
    expect(goneOn({ ...OF_QUEUE_2, queueIds: [ID.queue3] }, { marks })).toHaveLength(2);
    expect(goneOn(OF_QUEUE_2, { marks: [markOn(alertId, 'snoozed')] })).toHaveLength(3);
  }
});

test('a step that a later one overtakes before it goes on does not go on', () => {
  const change = { warnAtPercent: [50, 51] };
  expect(goneOn(OF_QUEUE_2, { change }).map(({ id }) => id.split(':')[3])).toEqual(['51%', 'breach']);
});

test('no two alerts have one id or, of one clock, one instant, and at most one of a clock is due', () => {
  const anySteps = fc.uniqueArray(fc.integer({ min: 1, max: 100 }), { maxLength: 5 });
  const anyBefore = fc.array(fc.integer({ min: 1, max: 480 }), { maxLength: 4 });
  fc.assert(
    fc.property(anySteps, anyBefore, fc.integer({ min: 0, max: 72 * 60 }), (warnAtPercent, before, minutes) => {
      const nowMs = MONDAY + minutes * MINUTE_MS;
      const change = { warnAtPercent, warnBeforeMs: before.map((each) => each * MINUTE_MS) };
      const alerts = told(nowMs, people.n1, ticketOf(), change);
      expect(new Set(alerts.map(({ id }) => id)).size).toBe(alerts.length);
      expect(new Set(alerts.map(({ atMs }) => atMs)).size).toBe(alerts.length);
      expect(alerts.filter(({ atMs }) => atMs <= nowMs).length).toBeLessThanOrEqual(1);
    }),
  );
});
