import { expect, test } from 'vitest';
import { aCalendarSource, aPolicy, HOUR_MS, MINUTE_MS, someFacts, utc } from '../../../tests/support/sla-fixture.ts';
import { tierBeyondCustomer } from './clock-pairs.ts';
import { evaluate, type SlaClock, type SlaFacts } from './clocks.ts';
import type { Policy } from './policy.ts';

// Work is on weekdays from 09:00 to 17:00, in UTC; 23 November 2026 is a Monday.
const targets = {
  firstResponseMs: HOUR_MS,
  nextResponseMs: 2 * HOUR_MS,
  resolutionMs: 8 * HOUR_MS,
  vendorMs: 4 * HOUR_MS,
};
const policy = aPolicy({
  customer: { P1: { ...targets, resolutionMs: 4 * HOUR_MS }, P3: targets },
  tiers: { 1: { acceptMs: HOUR_MS, workMs: 4 * HOUR_MS }, 2: { workMs: 6 * HOUR_MS } },
  pausedBy: { firstResponse: [], nextResponse: [], resolution: ['customer'], accept: [], work: ['customer'] },
});

function clocksOf(
  facts: Partial<SlaFacts>,
  now: string,
  policies: readonly Policy[] = [policy],
): Partial<Record<SlaClock['kind'], SlaClock>> {
  const clocks = evaluate(someFacts(facts), policies, aCalendarSource(), utc(now));
  return Object.fromEntries(clocks.map((clock) => [clock.kind, clock]));
}

const stay = (
  tier: 1 | 2,
  entered: string,
  accepted: string | null,
  left: string | null,
): SlaFacts['stays'][number] => ({
  tier,
  queueId: `n${tier}`,
  enteredAtMs: utc(entered),
  acceptedAtMs: accepted === null ? null : utc(accepted),
  leftAtMs: left === null ? null : utc(left),
});

const N1_AGAIN = [
  stay(1, '2026-11-23T10:00', '2026-11-23T10:30', '2026-11-23T12:00'),
  stay(2, '2026-11-23T12:00', '2026-11-23T13:00', '2026-11-23T15:00'),
  stay(1, '2026-11-23T15:00', '2026-11-23T16:00', null),
];

test('the next response counts from the oldest unanswered message to the answer', () => {
  const facts = { firstRespondedAtMs: utc('2026-11-23T10:10') };
  expect(clocksOf(facts, '2026-11-23T12:00').nextResponse).toBeUndefined();
  const nextResponse = { sinceMs: utc('2026-11-23T16:00'), endedAtMs: null };
  expect(clocksOf({ ...facts, nextResponse }, '2026-11-23T16:30').nextResponse).toMatchObject({
    state: 'running',
    deadlineAtMs: utc('2026-11-24T10:00'),
    remainingMs: 90 * MINUTE_MS,
  });
  const answered = { ...nextResponse, endedAtMs: utc('2026-11-24T10:00') };
  expect(clocksOf({ ...facts, nextResponse: answered }, '2026-11-30T12:00').nextResponse?.state).toBe('met');
});

test('work counts from acceptance until the ticket leaves the tier, and goes on with what is left when it comes back', () => {
  const stays = [stay(1, '2026-11-23T10:00', '2026-11-23T10:30', null)];
  expect(clocksOf({ stays }, '2026-11-23T11:00').tierWork).toMatchObject({
    tier: 1,
    remainingMs: 3.5 * HOUR_MS,
  });
  const atN2 = [...N1_AGAIN.slice(0, 1), stay(2, '2026-11-23T12:00', '2026-11-23T13:00', null)];
  expect(clocksOf({ stays: atN2 }, '2026-11-23T14:00').tierWork).toMatchObject({
    tier: 2,
    startedAtMs: utc('2026-11-23T13:00'),
    remainingMs: 5 * HOUR_MS,
  });
  expect(clocksOf({ stays: N1_AGAIN }, '2026-11-23T16:30').tierWork).toMatchObject({
    tier: 1,
    startedAtMs: utc('2026-11-23T10:30'),
    elapsedMs: 2 * HOUR_MS,
    deadlineAtMs: utc('2026-11-24T10:30'),
  });
});

test('a policy can give a new budget for each stay', () => {
  const anew = { ...policy, newBudgetPerStay: true };
  expect(clocksOf({ stays: N1_AGAIN }, '2026-11-23T16:30', [anew]).tierWork).toMatchObject({
    startedAtMs: utc('2026-11-23T16:00'),
    elapsedMs: HOUR_MS / 2,
  });
});

test('work is not there before somebody accepts, and ends with the resolution', () => {
  expect(clocksOf({ stays: [stay(1, '2026-11-23T10:00', null, null)] }, '2026-11-23T12:00').tierWork).toBeUndefined();
  const facts = {
    stays: N1_AGAIN.slice(0, 1).map((one) => ({ ...one, leftAtMs: null })),
    resolvedAtMs: utc('2026-11-23T14:00'),
  };
  expect(clocksOf(facts, '2026-11-30T12:00').tierWork).toMatchObject({ state: 'met', elapsedMs: 3.5 * HOUR_MS });
});

test('a vendor is timed while the ticket waits for it, each referral anew, and nothing pauses that', () => {
  const first = { class: 'vendor' as const, fromMs: utc('2026-11-23T10:00'), toMs: utc('2026-11-23T11:00') };
  expect(clocksOf({ pauses: [first] }, '2026-11-23T12:00').vendor).toMatchObject({ state: 'met', elapsedMs: HOUR_MS });
  const second = { class: 'vendor' as const, fromMs: utc('2026-11-23T12:00'), toMs: null };
  const { vendor, resolution } = clocksOf({ pauses: [first, second] }, '2026-11-23T13:00');
  expect(vendor).toMatchObject({ state: 'running', remainingMs: 3 * HOUR_MS, deadlineAtMs: utc('2026-11-23T16:00') });
  // Whether it pauses others is the policy's: this one does not.
  expect(resolution?.state).toBe('running');
  const pausing = { ...policy, pausedBy: { ...policy.pausedBy, resolution: ['vendor' as const] } };
  expect(clocksOf({ pauses: [first, second] }, '2026-11-23T13:00', [pausing]).resolution?.state).toBe('paused');
});

const reopened = (to: string): SlaFacts['pauses'] => [
  { class: 'resolved', fromMs: utc('2026-11-23T12:00'), toMs: utc(to) },
];

test('a reopening within the window goes on, one after it begins a second cycle', () => {
  const windowed = [{ ...policy, reopenWindowMs: 24 * HOUR_MS }];
  expect(clocksOf({ pauses: reopened('2026-11-24T12:00') }, '2026-11-24T13:00', windowed).resolution).toMatchObject({
    startedAtMs: utc('2026-11-23T10:00'),
    elapsedMs: 3 * HOUR_MS,
  });
  const late = clocksOf(
    { pauses: reopened('2026-11-24T12:01'), stays: N1_AGAIN.slice(0, 1).map((one) => ({ ...one, leftAtMs: null })) },
    '2026-11-24T13:01',
    windowed,
  );
  expect(late.resolution).toMatchObject({ startedAtMs: utc('2026-11-24T12:01'), elapsedMs: HOUR_MS });
  expect(late.tierWork).toMatchObject({ startedAtMs: utc('2026-11-24T12:01'), elapsedMs: HOUR_MS });
});

test('another priority keeps what has elapsed: over the new target it breaches then, and a longer one later undoes nothing', () => {
  const toP1 = [{ atMs: utc('2026-11-23T16:00'), from: 'P3' as const }];
  expect(clocksOf({ priority: 'P1', priorityChanges: toP1 }, '2026-11-23T16:00').resolution).toMatchObject({
    state: 'breached',
    targetMs: 4 * HOUR_MS,
    deadlineAtMs: utc('2026-11-23T16:00'),
    remainingMs: -2 * HOUR_MS,
  });
  const back = [...toP1, { atMs: utc('2026-11-23T16:30'), from: 'P1' as const }];
  expect(clocksOf({ priority: 'P3', priorityChanges: back }, '2026-11-23T16:45').resolution).toMatchObject({
    state: 'breached',
    targetMs: 4 * HOUR_MS,
    deadlineAtMs: utc('2026-11-23T16:00'),
  });
  const early = [{ atMs: utc('2026-11-23T11:00'), from: 'P3' as const }];
  expect(clocksOf({ priority: 'P1', priorityChanges: early }, '2026-11-23T12:00').resolution).toMatchObject({
    state: 'running',
    deadlineAtMs: utc('2026-11-23T14:00'),
  });
});

test('another category under another policy keeps what has elapsed, and undoes no breach when it is changed back', () => {
  const urgent = aPolicy({
    id: 'urgent',
    position: 0,
    match: { categoryIds: ['link'] },
    customer: { P1: targets, P3: { ...targets, resolutionMs: 4 * HOUR_MS } },
  });
  const both = [urgent, policy];
  const toLink = [{ atMs: utc('2026-11-23T12:00'), from: null }];
  expect(clocksOf({ categoryId: 'link', categoryChanges: toLink }, '2026-11-23T13:00', both).resolution).toMatchObject({
    state: 'running',
    targetMs: 4 * HOUR_MS,
    elapsedMs: 3 * HOUR_MS,
    deadlineAtMs: utc('2026-11-23T14:00'),
  });
  const late = [{ atMs: utc('2026-11-23T16:00'), from: null }];
  const there = clocksOf({ categoryId: 'link', categoryChanges: late }, '2026-11-23T16:00', both).resolution;
  // Over the new target already: breached then, not when it would have been under it from the start.
  expect(there).toMatchObject({ state: 'breached', deadlineAtMs: utc('2026-11-23T16:00') });
  const back = [...late, { atMs: utc('2026-11-23T16:30'), from: 'link' }];
  expect(clocksOf({ categoryId: null, categoryChanges: back }, '2026-11-23T16:45', both).resolution).toMatchObject({
    state: 'breached',
    deadlineAtMs: utc('2026-11-23T16:00'),
  });
});

test('an edit of a policy goes on under the new version with what has elapsed', () => {
  const edited: Policy = {
    ...policy,
    effectiveFromMs: utc('2026-11-23T12:00'),
    customer: { P3: { resolutionMs: 3 * HOUR_MS } },
    previous: [policy],
  };
  expect(clocksOf({}, '2026-11-23T11:00', [edited]).resolution?.deadlineAtMs).toBe(utc('2026-11-24T10:00'));
  expect(clocksOf({}, '2026-11-23T12:30', [edited]).resolution).toMatchObject({
    elapsedMs: 2.5 * HOUR_MS,
    deadlineAtMs: utc('2026-11-23T13:00'),
  });
  // What the new version does not ask for is cancelled, without a miss.
  expect(clocksOf({}, '2026-11-23T12:30', [edited]).firstResponse).toBeUndefined();
});

test('a warning step may be a business duration before the deadline, and one longer than the target is none', () => {
  const warned = { ...policy, warnAtPercent: [50], warnBeforeMs: [HOUR_MS, 9 * HOUR_MS] };
  expect(clocksOf({}, '2026-11-23T10:00', [warned]).resolution?.warnAtMs).toEqual([
    utc('2026-11-23T14:00'),
    utc('2026-11-24T09:00'),
  ]);
});

const listAt = (now: string, facts: Partial<SlaFacts>): SlaClock[] => Object.values(clocksOf(facts, now));

test('a tier whose deadline lies beyond the customer’s is found, and one that lies before it is not', () => {
  const late = listAt('2026-11-24T09:00', { stays: [stay(1, '2026-11-24T09:00', '2026-11-24T09:00', null)] });
  expect(tierBeyondCustomer(late)).toMatchObject({ tier: { kind: 'tierWork' }, customer: { kind: 'resolution' } });
  expect(tierBeyondCustomer(listAt('2026-11-23T11:00', { stays: N1_AGAIN.slice(0, 1) }))).toBeNull();
  expect(tierBeyondCustomer([])).toBeNull();
});
