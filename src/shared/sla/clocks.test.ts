import { expect, test } from 'vitest';
import {
  aCalendar,
  aCalendarSource,
  aCalendarSpec,
  aPolicy,
  CALENDAR_ID,
  HOUR_MS,
  someFacts,
  utc,
} from '../../../tests/support/sla-fixture.ts';
import { calendarSource } from './calendar-source.ts';
import { countClocks, evaluate, type SlaClock, type SlaFacts } from './clocks.ts';
import { explainClock } from './explain.ts';

// The ticket is created on Monday 23 November 2026 at 10:00; work is on weekdays from 09:00 to 17:00, in UTC.
const policies = [aPolicy()];

function clocksOf(facts: Partial<SlaFacts>, now: string): Partial<Record<SlaClock['kind'], SlaClock>> {
  const clocks = evaluate(someFacts(facts), policies, aCalendarSource(), utc(now));
  return Object.fromEntries(clocks.map((clock) => [clock.kind, clock]));
}

/** A wait for the customer that lasts. */
function waitFrom(from: string): SlaFacts['pauses'] {
  return [{ class: 'customer', fromMs: utc(from), toMs: null }];
}

test('an open ticket counts to its first response and its resolution', () => {
  const { firstResponse, resolution, tierAccept } = clocksOf({}, '2026-11-23T10:20');
  expect(firstResponse).toMatchObject({
    state: 'running',
    startedAtMs: utc('2026-11-23T10:00'),
    deadlineAtMs: utc('2026-11-23T11:00'),
    remainingMs: HOUR_MS - 1_200_000,
    endedAtMs: null,
  });
  expect(resolution).toMatchObject({ state: 'running', deadlineAtMs: utc('2026-11-24T10:00'), elapsedMs: 1_200_000 });
  expect(tierAccept).toBeUndefined();
});

test('a breach is more than the target: at the deadline itself, and on until work goes on, there is none', () => {
  const created = { createdAtMs: utc('2026-11-23T09:00') };
  expect(clocksOf(created, '2026-11-23T17:00').resolution).toMatchObject({ state: 'running', remainingMs: 0 });
  expect(clocksOf(created, '2026-11-23T22:00').resolution).toMatchObject({ state: 'running', remainingMs: 0 });
  expect(clocksOf(created, '2026-11-24T09:01').resolution).toMatchObject({
    state: 'breached',
    remainingMs: -60_000,
    deadlineAtMs: utc('2026-11-23T17:00'),
    warnAtMs: [],
  });
});

test('an answer at 22:00 after a deadline at closing time is not late', () => {
  const facts = { createdAtMs: utc('2026-11-23T16:00'), firstRespondedAtMs: utc('2026-11-23T22:00') };
  expect(clocksOf(facts, '2026-11-25T10:00').firstResponse).toMatchObject({
    state: 'met',
    endedAtMs: utc('2026-11-23T22:00'),
  });
  const late = { ...facts, firstRespondedAtMs: utc('2026-11-24T09:00') + 1 };
  expect(clocksOf(late, '2026-11-25T10:00').firstResponse).toMatchObject({ state: 'missed', remainingMs: -1 });
});

test('while paused there is no deadline, only what remains', () => {
  const pauses = waitFrom('2026-11-23T11:00');
  const { resolution, firstResponse } = clocksOf({ pauses }, '2026-11-26T10:00');
  expect(resolution).toMatchObject({ state: 'paused', deadlineAtMs: null, remainingMs: 7 * HOUR_MS, warnAtMs: [] });
  // The policy does not pause the first response.
  expect(firstResponse).toMatchObject({ state: 'breached', deadlineAtMs: utc('2026-11-23T11:00') });
});

test('a pause that began a little ahead of now leaves what it left, not more', () => {
  const pauses = waitFrom('2026-11-23T11:00');
  expect(clocksOf({ pauses }, '2026-11-23T10:59').resolution).toMatchObject({
    state: 'paused',
    elapsedMs: HOUR_MS,
    remainingMs: 7 * HOUR_MS,
  });
});

test('a class the policy does not name pauses nothing', () => {
  const pauses = [{ class: 'vendor' as const, fromMs: utc('2026-11-23T11:00'), toMs: null }];
  expect(clocksOf({ pauses }, '2026-11-23T12:00').resolution).toMatchObject({ state: 'running' });
});

test('a pause that begins when the target is used up pauses; one after a breach does not undo it', () => {
  const createdAtMs = utc('2026-11-23T09:00');
  expect(clocksOf({ createdAtMs, pauses: waitFrom('2026-11-23T20:00') }, '2026-11-25T10:00').resolution).toMatchObject({
    state: 'paused',
    deadlineAtMs: null,
    remainingMs: 0,
  });
  expect(clocksOf({ createdAtMs, pauses: waitFrom('2026-11-24T10:00') }, '2026-11-25T10:00').resolution).toMatchObject({
    state: 'breached',
    deadlineAtMs: utc('2026-11-23T17:00'),
    remainingMs: -HOUR_MS,
  });
});

test('a pause that still runs ends with the resolution', () => {
  const pauses = waitFrom('2026-11-23T12:00');
  const facts = { pauses, resolvedAtMs: utc('2026-11-24T12:00') };
  const { resolution } = clocksOf(facts, '2026-11-30T12:00');
  expect(resolution).toMatchObject({ state: 'met', elapsedMs: 2 * HOUR_MS, endedAtMs: facts.resolvedAtMs });
  expect(resolution?.deadlineAtMs).toBe(utc('2026-11-25T10:00'));
});

test('the clocks of a resolved ticket never change', () => {
  const facts = someFacts({
    firstRespondedAtMs: utc('2026-11-23T15:00'),
    resolvedAtMs: utc('2026-11-23T16:00'),
    stays: [{ tier: 1, queueId: 'n1', enteredAtMs: utc('2026-11-23T10:00'), acceptedAtMs: null, leftAtMs: null }],
  });
  const atOnce = evaluate(facts, policies, aCalendarSource(), utc('2026-11-23T16:00'));
  expect(atOnce.map(({ kind, state }) => [kind, state])).toEqual([
    ['firstResponse', 'missed'],
    ['resolution', 'met'],
    ['tierAccept', 'missed'],
  ]);
  expect(evaluate(facts, policies, aCalendarSource(), utc('2030-01-01T00:00'))).toEqual(atOnce);
  const later = [...policies, aPolicy({ customer: {}, tiers: {}, effectiveFromMs: utc('2026-12-01T00:00') })];
  expect(evaluate(facts, later, aCalendarSource(), utc('2030-01-01T00:00'))).toEqual(atOnce);
});

test('a ticket resolved without a reply owes no first response', () => {
  expect(clocksOf({ resolvedAtMs: utc('2026-11-23T10:30') }, '2026-11-24T10:00').firstResponse).toMatchObject({
    state: 'met',
    elapsedMs: HOUR_MS / 2,
  });
});

test('a reopened ticket goes on with what had elapsed', () => {
  const pauses = [{ class: 'resolved' as const, fromMs: utc('2026-11-23T12:00'), toMs: utc('2026-11-26T12:00') }];
  expect(clocksOf({ pauses }, '2026-11-26T13:00').resolution).toMatchObject({
    state: 'running',
    elapsedMs: 3 * HOUR_MS,
    deadlineAtMs: utc('2026-11-27T10:00'),
  });
});

test('a shorter target that came and went while the ticket was resolved breaks nothing when it is reopened', () => {
  const { previous: _, ...first } = aPolicy();
  const short = { P3: { resolutionMs: HOUR_MS } };
  const shorter = { ...first, customer: short, effectiveFromMs: utc('2026-11-23T13:00') };
  const row = aPolicy({ effectiveFromMs: utc('2026-11-23T14:00'), previous: [first, shorter] });
  const resolved = { class: 'resolved', fromMs: utc('2026-11-23T12:00'), toMs: utc('2026-11-23T15:00') } as const;
  const clocks = evaluate(someFacts({ pauses: [resolved] }), [row], aCalendarSource(), utc('2026-11-23T16:00'));
  expect(clocks.find(({ kind }) => kind === 'resolution')).toMatchObject({ state: 'running', elapsedMs: 3 * HOUR_MS });
  const back = { ...resolved, toMs: utc('2026-11-23T13:30') };
  const sooner = evaluate(someFacts({ pauses: [back] }), [row], aCalendarSource(), utc('2026-11-23T16:00'));
  expect(sooner.find(({ kind }) => kind === 'resolution')).toMatchObject({ state: 'breached', targetMs: HOUR_MS });
});

test('a ticket created out of hours starts at the opening, one created paused when the pause ends', () => {
  expect(clocksOf({ createdAtMs: utc('2026-11-22T20:00') }, '2026-11-23T09:00').firstResponse).toMatchObject({
    deadlineAtMs: utc('2026-11-23T10:00'),
    elapsedMs: 0,
  });
  const pauses = [{ class: 'customer' as const, fromMs: utc('2026-11-23T10:00'), toMs: utc('2026-11-24T09:00') }];
  expect(clocksOf({ pauses }, '2026-11-24T09:00').resolution).toMatchObject({
    deadlineAtMs: utc('2026-11-24T17:00'),
    elapsedMs: 0,
  });
});

test('warnings walk back from the deadline through business time and pauses', () => {
  const { firstResponse, resolution } = clocksOf({}, '2026-11-23T10:00');
  expect(firstResponse?.warnAtMs).toEqual([utc('2026-11-23T10:30'), utc('2026-11-23T10:45')]);
  expect(resolution?.warnAtMs).toEqual([utc('2026-11-23T14:00'), utc('2026-11-23T16:00')]);
  const pauses = [{ class: 'customer' as const, fromMs: utc('2026-11-23T15:00'), toMs: utc('2026-11-24T10:00') }];
  expect(clocksOf({ pauses }, '2026-11-24T11:00').resolution?.warnAtMs).toEqual([
    utc('2026-11-23T14:00'),
    utc('2026-11-24T11:00'),
  ]);
});

test('acceptance has a cycle for each stay, and the last one counts', () => {
  const stays: SlaFacts['stays'] = [
    {
      tier: 1,
      queueId: 'n1',
      enteredAtMs: utc('2026-11-23T10:00'),
      acceptedAtMs: null,
      leftAtMs: utc('2026-11-23T15:00'),
    },
    {
      tier: 2,
      queueId: 'n2',
      enteredAtMs: utc('2026-11-23T15:00'),
      acceptedAtMs: null,
      leftAtMs: utc('2026-11-23T16:00'),
    },
    { tier: 1, queueId: 'n1', enteredAtMs: utc('2026-11-23T16:00'), acceptedAtMs: null, leftAtMs: null },
  ];
  expect(clocksOf({ stays }, '2026-11-23T16:30').tierAccept).toMatchObject({
    tier: 1,
    state: 'running',
    startedAtMs: utc('2026-11-23T16:00'),
    deadlineAtMs: utc('2026-11-24T10:00'),
  });
  // N2 has no target in this policy.
  expect(clocksOf({ stays: stays.slice(0, 2) }, '2026-11-23T15:30').tierAccept).toBeUndefined();
});

test('acceptance is met by who takes it, missed when late, and ends without either when it leaves in time', () => {
  const stay = {
    tier: 1 as const,
    queueId: 'n1',
    enteredAtMs: utc('2026-11-23T10:00'),
    acceptedAtMs: null,
    leftAtMs: null,
  };
  const stateAfter = (change: Partial<SlaFacts['stays'][number]>): unknown =>
    clocksOf({ stays: [{ ...stay, ...change }] }, '2026-11-23T16:00').tierAccept?.state;
  expect(stateAfter({ acceptedAtMs: utc('2026-11-23T12:00') })).toBe('met');
  expect(stateAfter({ acceptedAtMs: utc('2026-11-23T12:00') + 1 })).toBe('missed');
  expect(stateAfter({ leftAtMs: utc('2026-11-23T11:00') })).toBe('ended');
  expect(stateAfter({ leftAtMs: utc('2026-11-23T13:00') })).toBe('missed');
  expect(stateAfter({})).toBe('breached');
});

test('a tier counts in its own calendar where it has one', () => {
  const onCall = '0b2c7a52-5f0e-4d0a-9d9b-6f7a5a3f1c02';
  const policy = aPolicy({ tiers: { 3: { acceptMs: HOUR_MS, calendarId: onCall } } });
  const stays = [
    { tier: 3 as const, queueId: 'n3', enteredAtMs: utc('2026-11-23T20:00'), acceptedAtMs: null, leftAtMs: null },
  ];
  const calendars = aCalendarSource({ [onCall]: aCalendar({ isAlwaysOpen: true }) });
  const clocks = evaluate(someFacts({ stays }), [policy], calendars, utc('2026-11-23T20:30'));
  expect(clocks.find(({ kind }) => kind === 'tierAccept')).toMatchObject({
    tier: 3,
    calendarId: onCall,
    deadlineAtMs: utc('2026-11-23T21:00'),
  });
});

test('without a policy, a target or a calendar there is no clock', () => {
  const now = utc('2026-11-23T10:00');
  expect(evaluate(someFacts(), [], aCalendarSource(), now)).toEqual([]);
  expect(evaluate(someFacts({ priority: 'P1' }), [aPolicy({ customer: {} })], aCalendarSource(), now)).toEqual([]);
  expect(evaluate(someFacts(), policies, () => null, now)).toEqual([]);
});

test('the segments of a clock say why, and their worked parts add up to the target', () => {
  const pauses = [{ class: 'customer' as const, fromMs: utc('2026-11-23T11:00'), toMs: utc('2026-11-23T12:00') }];
  const facts = someFacts({ pauses });
  const nowMs = utc('2026-11-23T13:00');
  const counted = countClocks(facts, policies, aCalendarSource(), nowMs).find(({ span }) => span.kind === 'resolution');
  if (counted === undefined) throw new Error('no resolution clock');
  const { parts, workedMs, pausedMs } = explainClock(counted, nowMs);
  expect(parts.map(({ policy, segments }) => [policy, segments.map(({ kind }) => kind)])).toEqual([
    [policies[0], ['worked', 'paused', 'worked', 'closed', 'worked']],
  ]);
  expect(workedMs).toBe(counted.clock.targetMs);
  expect(pausedMs).toBe(HOUR_MS);
});

test('stored calendars are compiled once; one that does not compile, or is not there, is none', () => {
  const broken = '0b2c7a52-5f0e-4d0a-9d9b-6f7a5a3f1c09';
  const calendars = calendarSource([
    { id: CALENDAR_ID, name: 'Comercial', spec: aCalendarSpec() },
    { id: broken, name: 'Broken', spec: aCalendarSpec({ weekly: {} }) },
  ]);
  expect(calendars(CALENDAR_ID)).not.toBeNull();
  expect(calendars(CALENDAR_ID)).toBe(calendars(CALENDAR_ID));
  expect(calendars(broken)).toBeNull();
  expect(calendars('another')).toBeNull();
});

test('a calendar in a zone that this platform does not know counts in UTC, and says so', () => {
  const spec = aCalendarSpec({ timeZone: 'Mars/Olympus' });
  const calendar = calendarSource([{ id: CALENDAR_ID, name: 'Olympus', spec }])(CALENDAR_ID);
  expect(calendar?.isZoneUnknown).toBe(true);
  expect(calendar?.openTime.positionOf(utc('2026-11-23T17:00'))).toBe(
    (calendar?.openTime.positionOf(utc('2026-11-23T09:00')) ?? 0) + 8 * HOUR_MS,
  );
});
