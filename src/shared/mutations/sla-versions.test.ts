import { beforeEach, expect, test } from 'vitest';
import { RuleDesk } from '../../../tests/support/rule-desk.ts';
import { aCalendarSpec, aPolicy, CALENDAR_ID, HOUR_MS, utc } from '../../../tests/support/sla-fixture.ts';
import { people } from '../../../tests/support/workspace.ts';
import type { CalendarSpec } from '../sla/calendar.ts';
import type { Policy } from '../sla/policy.ts';
import type { Refusal } from './mutation.ts';

const admin = { ...people.supervisor, role: 'admin' } as const;
const { id: POLICY_ID } = aPolicy();

const BUSINESS_HOURS = { id: CALENDAR_ID, name: 'Comercial', spec: aCalendarSpec() };

let desk: RuleDesk;
beforeEach(() => {
  desk = new RuleDesk(utc('2026-11-23T10:00'));
  desk.unit.load('calendar', CALENDAR_ID, BUSINESS_HOURS);
});

const savePolicy = (row: object): Refusal | null => desk.act(admin, 'policy.save', { row });
const saveCalendar = (row: object): Refusal | null => desk.act(admin, 'calendar.save', { row });
const policy = (): Policy | undefined => desk.unit.workspace('policy', POLICY_ID);

test('a policy that is saved again keeps what it said before, each version from its instant', () => {
  expect(savePolicy(aPolicy({ name: 'first' }))).toBeNull();
  desk.nowMs += HOUR_MS;
  expect(savePolicy(aPolicy({ name: 'second' }))).toBeNull();
  desk.nowMs += HOUR_MS;
  expect(savePolicy(aPolicy({ name: 'third', effectiveFromMs: desk.nowMs + HOUR_MS }))).toBeNull();
  const saved = policy();
  expect([...(saved?.previous ?? []), saved].map((one) => [one?.name, one?.effectiveFromMs])).toEqual([
    ['first', utc('2026-11-23T10:00')],
    ['second', utc('2026-11-23T11:00')],
    ['third', utc('2026-11-23T13:00')],
  ]);
  expect(saved?.previous?.some((one) => 'previous' in one)).toBe(false);
});

test('a version that is not in force yet gives way to the next, and what a row says of its past is not believed', () => {
  expect(savePolicy(aPolicy({ name: 'first', previous: [aPolicy({ name: 'made up' })] }))).toBeNull();
  expect(policy()?.previous).toBeUndefined();
  expect(savePolicy(aPolicy({ name: 'planned', effectiveFromMs: desk.nowMs + 5 * HOUR_MS }))).toBeNull();
  desk.nowMs += HOUR_MS;
  expect(savePolicy(aPolicy({ name: 'at once', previous: [] }))).toBeNull();
  expect(policy()).toMatchObject({ name: 'at once', effectiveFromMs: desk.nowMs, previous: [{ name: 'first' }] });
});

test('a policy that counts in a calendar that there is not is refused at the field that names it', () => {
  const other = '0b2c7a52-5f0e-4d0a-9d9b-6f7a5a3f1c99';
  const refusal = (path: string) => ({
    code: 'validation',
    message: `${path} names no calendar: ${other}`,
    details: { path: `row.${path}`, reason: 'unknown-calendar' },
  });
  expect(savePolicy(aPolicy({ calendarId: other }))).toEqual(refusal('calendarId'));
  const tiers = { 1: { acceptMs: HOUR_MS }, 2: { workMs: HOUR_MS, calendarId: other } };
  expect(savePolicy(aPolicy({ tiers }))).toEqual(refusal('tiers.2.calendarId'));
  expect(policy()).toBeUndefined();
  expect(saveCalendar({ id: other, name: 'Plantão', spec: aCalendarSpec() })).toBeNull();
  expect(savePolicy(aPolicy({ calendarId: other, tiers }))).toBeNull();
});

test('a calendar keeps its hours before when they change, and nothing more when it is only called otherwise', () => {
  const row = { id: CALENDAR_ID, name: 'Comercial', spec: aCalendarSpec() };
  expect(saveCalendar(row)).toBeNull();
  expect(saveCalendar({ ...row, name: 'Horário comercial' })).toBeNull();
  expect(desk.unit.workspace('calendar', CALENDAR_ID)).toEqual({ ...row, name: 'Horário comercial' });
  desk.nowMs += HOUR_MS;
  const holidays = ['2026-12-24'];
  expect(saveCalendar({ ...row, spec: aCalendarSpec({ holidays }) })).toBeNull();
  expect(desk.unit.workspace('calendar', CALENDAR_ID)).toMatchObject({
    spec: { holidays },
    effectiveFromMs: desk.nowMs,
    previous: [{ spec: aCalendarSpec() }],
  });
});

test.each<[string, Partial<CalendarSpec>, string]>([
  ['no open time', { weekly: {} }, 'row.spec.weekly'],
  [
    'overlapping intervals',
    {
      weekly: {
        mon: [
          ['08:00', '12:00'],
          ['11:00', '18:00'],
        ],
      },
    },
    'row.spec.weekly.mon',
  ],
  ['an unknown zone', { timeZone: 'America/Sao Paulo' }, 'row.spec.timeZone'],
  ['no time of day', { weekly: { mon: [['08:00', '25:00']] } }, 'row.spec.weekly.mon[0]'],
  ['no date', { holidays: ['2026-02-30'] }, 'row.spec.holidays[0]'],
])('a calendar with %s is refused with a sentence that names the field', (_what, wrong, path) => {
  const refusal = saveCalendar({ id: CALENDAR_ID, name: 'Comercial', spec: aCalendarSpec(wrong) });
  expect(refusal).toMatchObject({ code: 'validation', details: { path } });
  expect(refusal?.message).toContain(path.replace('row.', ''));
  expect(desk.unit.workspace('calendar', CALENDAR_ID)).toBe(BUSINESS_HOURS);
});

test.each<[string, object, string]>([
  ['a target of zero', { customer: { P1: { resolutionMs: 0 } } }, 'row.customer.P1.resolutionMs'],
  ['a negative target', { tiers: { 2: { workMs: -1 } } }, 'row.tiers.2.workMs'],
  ['a target of part of a millisecond', { customer: { P2: { vendorMs: 0.5 } } }, 'row.customer.P2.vendorMs'],
  ['a step over 100 %', { warnAtPercent: [75, 101] }, 'row.warnAtPercent.1'],
  ['a step of nothing', { warnBeforeMs: [0] }, 'row.warnBeforeMs.0'],
  ['a negative window', { reopenWindowMs: -1 }, 'row.reopenWindowMs'],
  ['an unknown pause class', { pausedBy: { ...aPolicy().pausedBy, work: ['lunch'] } }, 'row.pausedBy.work.0'],
])('a policy with %s is refused with a sentence that names the field', (_what, wrong, path) => {
  const refusal = savePolicy({ ...aPolicy(), ...wrong });
  expect(refusal).toMatchObject({ code: 'validation', details: { path } });
  expect(refusal?.message.startsWith(`${path}: `)).toBe(true);
});

test('a policy of the first release, without what was added since, is valid', () => {
  expect(savePolicy(aPolicy())).toBeNull();
});
