import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aTicket } from '../../../tests/support/ticket-row.ts';
import { ID, people } from '../../../tests/support/workspace.ts';
import type { AlertMark } from '../../shared/domain/alert-mark.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import type { User } from '../../shared/domain/workspace.ts';
import { ALERT_KINDS } from '../../shared/notifications/kinds.ts';
import { say } from '../lib/text.ts';
import { planOf, type PlanSource, trayOf } from './alert-plan.ts';
import type { AlertRecord } from './alert-record.ts';
import type { Workspace } from './read-workspace.ts';

const NOW_MS = 1_700_000_000_000;
const HOUR_MS = 3_600_000;
const ticket = aTicket({ id: 't1', queueId: ID.queue1, priority: 'P1' });
const queues = [{ id: ID.queue1, name: 'Atendimento', tier: 1, position: 1, isActive: true }];
// Only what texts and the plan read of it.
const workspace = { me: people.n1, users: new Map(), queues } as unknown as Workspace;

function aRecord(change: Partial<AlertRecord> = {}): AlertRecord {
  const clock = { kind: 'resolution' as const, tier: null, deadlineAtMs: NOW_MS, leftMs: 60_000 };
  const what = { kind: 'breach' as const, toldAs: 'assignee' as const, clock, what: null, actorId: null };
  return { id: 'a1', ticketId: 't1', atMs: NOW_MS - 1_000, ...what, isOver: false, marks: [], ...change };
}

function aMark(change: Partial<AlertMark> = {}): AlertMark {
  const own = { id: 'm1', ticketId: 't1', alertId: 'a1', userId: ID.n1 };
  return { ...own, state: 'acknowledged', untilMs: null, atMs: NOW_MS, ...change };
}

function planned(log: readonly AlertRecord[], change: Partial<PlanSource> = {}): readonly [string, number][] {
  const tickets = new Map([[ticket.id, ticket]]);
  const source = { book: [], log, tickets, workspace, nowMs: NOW_MS, offsetMs: 0, ...change };
  return planOf(source, (key, values) => say('pt-BR', key, values)).map(({ id, atMs }) => [id, atMs]);
}

test('what came due within the hour and is so is planned; what is older, over, or of a ticket that has gone is not', () => {
  expect(planned([aRecord()])).toEqual([['a1', NOW_MS - 1_000]]);
  expect(planned([aRecord({ atMs: NOW_MS - HOUR_MS })])).toEqual([]);
  expect(planned([aRecord({ isOver: true })])).toEqual([]);
  expect(planned([aRecord({ ticketId: 'gone' })])).toEqual([]);
});

test('what this person put off is due when they put it off to, and what a colleague made of it changes nothing', () => {
  const untilMs = NOW_MS + 600_000;
  const old = { atMs: NOW_MS - 2 * HOUR_MS };
  expect(planned([aRecord({ ...old, marks: [aMark({ state: 'snoozed', untilMs })] })])).toEqual([['a1', untilMs]]);
  expect(planned([aRecord({ marks: [aMark({ userId: ID.n2 })] })])).toHaveLength(1);
});

test('it is by the clock of the machine', () => {
  expect(planned([aRecord()], { offsetMs: 5_000 })).toEqual([['a1', NOW_MS - 6_000]]);
});

test('each alert names its queue, insists only when a P1 is past its deadline, and offers a ticket that nobody has', () => {
  const source = { book: [], tickets: new Map([[ticket.id, ticket]]), workspace, nowMs: NOW_MS, offsetMs: 0 };
  const log = [aRecord(), aRecord({ id: 'a2', kind: 'warning' })];
  const plan = planOf({ ...source, log }, (key, values) => say('en', key, values));
  expect(plan.map(({ insists, urgency, canTake, groupName }) => [insists, urgency, canTake, groupName])).toEqual([
    [true, 'critical', true, 'Atendimento'],
    [false, 'normal', true, 'Atendimento'],
  ]);
  expect(plan[0]?.title).toBe('N1-7: SLA breached');
});

/** Whether a ticket is offered to a person, with the alert that it has. */
function offers(change: Partial<Ticket>, me: User = workspace.me): boolean | undefined {
  const tickets = new Map([[ticket.id, { ...ticket, ...change }]]);
  const source = { book: [], log: [aRecord()], tickets, workspace: { ...workspace, me }, nowMs: NOW_MS, offsetMs: 0 };
  return planOf(source, (key, values) => say('en', key, values))[0]?.canTake;
}

test('a ticket is offered to who may claim it: of their queues, not ended, that nobody has', () => {
  expect(offers({ assigneeId: null })).toBe(true);
  expect(offers({ assigneeId: ID.n2 })).toBe(false);
  expect(offers({ status: 'resolved' })).toBe(false);
  // In a queue that is not theirs any more.
  expect(offers({ queueId: ID.queue3 }, people.n1)).toBe(false);
  // A supervisor who is no member of the queue oversees it, and may take from it.
  expect(offers({}, { ...people.supervisor, queueIds: [] })).toBe(true);
});

const anyRecord = fc
  .record({
    id: fc.uuid(),
    kind: fc.constantFrom(...ALERT_KINDS.map(({ kind }) => kind)),
    atMs: fc.integer({ min: NOW_MS - 3 * HOUR_MS, max: NOW_MS }),
    isOver: fc.boolean(),
    marks: fc.constantFrom([], [aMark()], [aMark({ state: 'snoozed', untilMs: NOW_MS + 1 })]),
  })
  .map(aRecord);

test('what a person has acknowledged is never planned, and nothing twice', () => {
  fc.assert(
    fc.property(fc.uniqueArray(anyRecord, { selector: ({ id }) => id }), (log) => {
      const ids = planned(log).map(([id]) => id);
      const seen = log.filter(({ marks }) => marks.some(({ state }) => state === 'acknowledged'));
      expect(seen.filter(({ id }) => ids.includes(id))).toEqual([]);
      expect(new Set(ids).size).toBe(ids.length);
    }),
  );
});

test('the tray counts tickets and not alerts, and says how bad it is', () => {
  const due = aRecord();
  const later = aRecord({ id: 'a3', atMs: NOW_MS + 1 });
  const book = [
    { ticket, order: 2, alerts: [due, aRecord({ id: 'a2' }), later] },
    { ticket: aTicket({ id: 't2', subject: 'Sem luz' }), order: 1, alerts: [aRecord({ kind: 'warning' })] },
    { ticket: aTicket({ id: 't3' }), order: 0, alerts: [later] },
  ];
  const tray = trayOf(book, NOW_MS, false, (key, values) => say('pt-BR', key, values));
  expect(tray).toMatchObject({ count: 2, breached: 1, state: 'breached' });
  expect(tray.urgent.map(({ text }) => text)).toEqual(['N1-7: Sem luz', 'N1-7: Sem sinal']);
  expect(trayOf([], NOW_MS, true, () => '').state).toBe('offline');
});
