import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aTicket } from '../../../tests/support/ticket-row.ts';
import { type FollowUpRule, refuseFollowUpRule } from '../domain/follow-up-rule.ts';
import type { Ticket } from '../domain/ticket.ts';
import { calendarSource } from '../sla/calendar-source.ts';
import { type FollowUpRules, nextFollowUp } from './next-follow-up.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A Monday, ten in the morning of the calendar. */
const MONDAY_MS = Date.UTC(2026, 10, 23, 10);
const CALENDAR = '00000000-0000-7000-8000-000000000001';

const weekday: [string, string][] = [['08:00', '18:00']];
const weekly = { mon: weekday, tue: weekday, wed: weekday, thu: weekday, fri: weekday };
const calendars = calendarSource([{ id: CALENDAR, name: 'Dias úteis', spec: { timeZone: 'UTC', weekly } }]);

function aRule(change: Partial<FollowUpRule> = {}): FollowUpRule {
  return {
    id: '00000000-0000-7000-8000-000000000002',
    name: 'Cliente',
    on: 'customer',
    calendarId: null,
    remindAfterMs: DAY_MS,
    reminders: 2,
    text: { pt: 'Olá, {{cliente.nome}}', en: 'Hello {{cliente.nome}}' },
    language: 'pt',
    endAfterMs: 5 * DAY_MS,
    code: 'not_reproducible',
    summary: 'sem retorno',
    isActive: true,
    ...change,
  };
}

function waiting(change: Partial<Ticket> = {}, reminders?: number): Ticket {
  const pause = { class: 'customer' as const, fromMs: MONDAY_MS, toMs: null };
  return aTicket({
    status: 'waiting_customer',
    customerId: 'c',
    pauses: [reminders === undefined ? pause : { ...pause, reminders }],
    ...change,
  });
}

const rules = (...all: readonly FollowUpRule[]): FollowUpRules => ({ rules: all, calendars });
const at = (ticket: Ticket, rule: FollowUpRule, nowMs = MONDAY_MS): unknown => {
  const next = nextFollowUp(ticket, rules(rule), nowMs);
  return next === null ? null : [next.kind, (next.atMs - MONDAY_MS) / HOUR_MS, 'nth' in next ? next.nth : 0];
};

test('the customer is reminded as often as the rule says, and then the wait ends', () => {
  expect(at(waiting(), aRule())).toEqual(['remind', 24, 1]);
  expect(at(waiting({}, 1), aRule())).toEqual(['remind', 48, 2]);
  expect(at(waiting({}, 2), aRule())).toEqual(['resolve', 120, 0]);
});

test('time is counted in the calendar of the rule: three business days from Monday at ten is Wednesday evening', () => {
  const rule = aRule({ calendarId: CALENDAR, remindAfterMs: 28 * HOUR_MS });
  expect(at(waiting(), rule)).toEqual(['remind', 56, 1]);
});

test('of reminders that are overdue together only the last is sent, and none where the wait is over', () => {
  expect(at(waiting(), aRule(), MONDAY_MS + 3 * DAY_MS)).toEqual(['remind', 48, 2]);
  expect(at(waiting(), aRule(), MONDAY_MS + 6 * DAY_MS)).toEqual(['resolve', 120, 0]);
});

test('a wait is not ended before the date that somebody set to take it up', () => {
  const followUpAtMs = MONDAY_MS + 9 * DAY_MS;
  expect(at(waiting({ followUpAtMs }, 2), aRule())).toEqual(['resolve', 9 * 24, 0]);
});

test('a scheduled ticket is taken up on its date; a resolved one is closed after the window of its rule', () => {
  const scheduled = aTicket({ status: 'scheduled', followUpAtMs: MONDAY_MS + HOUR_MS });
  expect(at(scheduled, aRule())).toEqual(['resume', 1, 0]);
  const resolved = aTicket({ status: 'resolved', resolvedAtMs: MONDAY_MS });
  expect(at(resolved, aRule({ on: 'resolved', endAfterMs: 7 * DAY_MS }))).toEqual(['close', 7 * 24, 0]);
});

test('nothing comes of a ticket at work, without a rule in use, or of a customer nobody knows', () => {
  expect(at(aTicket(), aRule())).toBeNull();
  expect(at(waiting(), aRule({ isActive: false }))).toBeNull();
  expect(at(waiting({ customerId: null }), aRule({ endAfterMs: null }))).toBeNull();
  expect(at(waiting({ customerId: null }), aRule())).toEqual(['resolve', 120, 0]);
});

test('done step by step, however late, it comes to an end with no reminder too many', () => {
  const anyRule = fc.record({
    remindAfterMs: fc.integer({ min: 1, max: 30 * DAY_MS }),
    reminders: fc.integer({ min: 0, max: 10 }),
    endAfterMs: fc.option(fc.integer({ min: 1, max: 90 * DAY_MS })),
    calendarId: fc.constantFrom(null, CALENDAR),
  });
  fc.assert(
    fc.property(anyRule, fc.array(fc.integer({ min: 0, max: 20 * DAY_MS }), { maxLength: 15 }), (change, lates) => {
      const rule = aRule(change);
      let sent = 0;
      let lastMs = MONDAY_MS;
      for (const late of [...lates, ...Array.from({ length: 12 }, () => 0)]) {
        const next = nextFollowUp(waiting({}, sent), rules(rule), lastMs);
        if (next === null) return;
        const nowMs = Math.max(lastMs, next.atMs) + late;
        const due = nextFollowUp(waiting({}, sent), rules(rule), nowMs);
        if (due?.kind !== 'remind') return;
        expect(due.nth).toBeGreaterThan(sent);
        expect(due.nth).toBeLessThanOrEqual(rule.reminders);
        sent = due.nth;
        lastMs = nowMs;
      }
      expect.unreachable('it never ends');
    }),
  );
});

test.each([
  ['reminders', { on: 'resolved' as const }],
  ['calendarId', { on: 'resolved' as const, reminders: 0, calendarId: CALENDAR }],
  ['remindAfterMs', { remindAfterMs: null }],
  ['text.en', { text: { pt: 'oi', en: ' ' } }],
  ['text.pt', { text: { pt: '{{agente.nome}}', en: 'hi' } }],
  ['text.pt', { text: { pt: '{{outro}}', en: 'hi' } }],
  ['endAfterMs', { reminders: 0, endAfterMs: null }],
  ['summary', { summary: ' ' }],
])('a rule that cannot do what it says is refused for its %s', (path, change) => {
  expect(refuseFollowUpRule(aRule(change))?.path).toBe(path);
  expect(refuseFollowUpRule(aRule())).toBeNull();
});
