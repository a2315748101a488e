import { expect, test } from 'vitest';
import { aCalendarSource, aPolicy, HOUR_MS, someFacts, utc } from '../../../tests/support/sla-fixture.ts';
import type { SlaFacts } from './clocks.ts';
import type { Policy } from './policy.ts';
import { BREACH_STEP, openSteps, type SlaStep, warningOf } from './steps.ts';

const policy = aPolicy({ tiers: {} });
const answered = { firstRespondedAtMs: utc('2026-11-23T10:30') };
const NOTHING = { pending: [], fired: [] };

/** The steps of the resolution clock (eight hours from Monday 10:00, so Tuesday 10:00) as "step instant". */
function told(
  facts: Partial<SlaFacts>,
  at: string,
  before: Partial<Parameters<typeof openSteps>[3]> = {},
  policies: readonly Policy[] = [policy],
): string[] {
  const rules = { policies, calendars: aCalendarSource() };
  return openSteps(someFacts({ ...answered, ...facts }), rules, utc(at), { ...NOTHING, ...before })
    .filter(({ kind }) => kind === 'resolution')
    .toSorted((a, b) => a.dueAtMs - b.dueAtMs)
    .map(({ step, dueAtMs }) => `${step} ${new Date(dueAtMs).toISOString().slice(5)}`);
}

const aStep = (overrides: Partial<SlaStep>): SlaStep => ({
  kind: 'resolution',
  tier: 0,
  cycleAtMs: utc('2026-11-23T10:00'),
  step: BREACH_STEP,
  dueAtMs: utc('2026-11-24T10:00') + 1,
  deadlineAtMs: utc('2026-11-24T10:00'),
  ...overrides,
});

const WARNINGS = ['50 11-23T14:00:00.000Z', '75 11-23T16:00:00.000Z'];
const BREACH = '0 11-24T10:00:00.001Z';

test('a running clock has its warnings and, a millisecond after its deadline, its breach ahead', () => {
  expect(told({}, '2026-11-23T11:00')).toEqual([...WARNINGS, BREACH]);
  expect(told({}, '2026-11-23T15:00')).toEqual([...WARNINGS, BREACH]);
});

test('a deadline at closing time is missed at the next opening, when work goes on without an answer', () => {
  expect(told({ createdAtMs: utc('2026-11-23T09:00') }, '2026-11-23T11:00').at(-1)).toBe('0 11-24T09:00:00.001Z');
});

test('a clock that is paused or has ended has none', () => {
  const pauses = [{ class: 'customer', fromMs: utc('2026-11-23T11:00'), toMs: null }] as const;
  expect(told({ pauses }, '2026-11-23T12:00')).toEqual([]);
  expect(told({ resolvedAtMs: utc('2026-11-23T11:00') }, '2026-11-23T12:00')).toEqual([]);
});

test('a clock that has breached has its breach alone, and a warning that nobody told when it was due', () => {
  expect(told({}, '2026-11-24T12:00')).toEqual([BREACH]);
  const pending = [aStep({ step: 75, dueAtMs: utc('2026-11-23T16:00') })];
  expect(told({}, '2026-11-24T12:00', { pending })).toEqual([WARNINGS[1], BREACH]);
  expect(told({}, '2026-11-24T12:00', { pending }, [aPolicy({ warnAtPercent: [50] })]), 'no step any more').toEqual([
    BREACH,
  ]);
});

test('warnings in time before the deadline have names of their own, and one as long as the target is none', () => {
  const before = aPolicy({ tiers: {}, warnAtPercent: [75], warnBeforeMs: [2 * HOUR_MS, 90 * 60_000, 8 * HOUR_MS] });
  const steps = told({}, '2026-11-23T11:00', {}, [before]);
  // At 75 percent two hours are left: two steps at one instant, told apart.
  expect(steps).toEqual([
    '75 11-23T16:00:00.000Z',
    `${-2 * HOUR_MS} 11-23T16:00:00.000Z`,
    `${-90 * 60_000} 11-23T16:30:00.000Z`,
    BREACH,
  ]);
  expect(warningOf({ step: -2 * HOUR_MS })).toEqual({ beforeMs: 2 * HOUR_MS });
  expect(warningOf({ step: 75 })).toEqual({ percent: 75 });
  expect(warningOf({ step: BREACH_STEP })).toBeNull();
});

test('versions before count what they governed, and one that is planned nothing until it is in force', () => {
  const { previous: _none, ...first } = aPolicy({ tiers: {}, warnAtPercent: [] });
  const shorter = aPolicy({
    tiers: {},
    warnAtPercent: [],
    customer: { P3: { resolutionMs: 2 * HOUR_MS } },
    effectiveFromMs: utc('2026-11-23T14:00'),
    previous: [first],
  });
  expect(told({}, '2026-11-23T13:00', {}, [shorter])).toEqual([BREACH]);
  expect(told({}, '2026-11-23T14:00', {}, [shorter]), 'three hours used, broken at once').toEqual([
    '0 11-23T14:00:00.000Z',
  ]);
});

test('another priority in between goes over its target a millisecond after what is left of it', () => {
  const targets = { P1: { resolutionMs: 4 * HOUR_MS }, P3: { resolutionMs: 8 * HOUR_MS } };
  const policies = [aPolicy({ tiers: {}, customer: targets, warnAtPercent: [50] })];
  const priorityChanges = [{ atMs: utc('2026-11-23T11:00'), from: 'P3' }] as const;
  expect(told({ priority: 'P1', priorityChanges }, '2026-11-23T11:30', {}, policies)).toEqual([
    '50 11-23T12:00:00.000Z',
    '0 11-23T14:00:00.001Z',
  ]);
});

test('a step that was told is armed again when the deadline moves later, and not when it moves earlier or stays', () => {
  const fired = [aStep({})];
  expect(told({}, '2026-11-24T12:00', { fired })).toEqual([]);
  expect(told({ createdAtMs: utc('2026-11-23T09:30') }, '2026-11-24T12:00', { fired }), 'another cycle').toHaveLength(
    1,
  );
  const longer = aPolicy({ customer: { P3: { resolutionMs: 12 * HOUR_MS } }, warnAtPercent: [] });
  expect(told({}, '2026-11-24T12:00', { fired }, [longer])).toEqual(['0 11-24T14:00:00.001Z']);
  const shorter = aPolicy({ customer: { P3: { resolutionMs: HOUR_MS } }, warnAtPercent: [] });
  expect(told({}, '2026-11-24T12:00', { fired }, [shorter])).toEqual([]);
});

test('a warning that was told stays told after a pause, which moves the deadline and not what was used before', () => {
  const fired = [aStep({ step: 50, dueAtMs: utc('2026-11-23T14:00') })];
  const pauses = [{ class: 'customer', fromMs: utc('2026-11-23T15:00'), toMs: utc('2026-11-23T16:00') }] as const;
  expect(told({ pauses }, '2026-11-23T16:30', { fired })).toEqual(['75 11-24T09:00:00.000Z', '0 11-24T11:00:00.001Z']);
});

test('another priority has the steps of its target, and one told under the shorter target comes again', () => {
  const targets = { P1: { resolutionMs: HOUR_MS }, P3: { resolutionMs: 8 * HOUR_MS } };
  const policies = [aPolicy({ customer: targets, warnAtPercent: [] })];
  expect(told({ priority: 'P1' }, '2026-11-23T10:30', {}, policies)).toEqual(['0 11-23T11:00:00.001Z']);
  const fired = [aStep({ dueAtMs: utc('2026-11-23T11:00') + 1, deadlineAtMs: utc('2026-11-23T11:00') })];
  expect(told({}, '2026-11-23T12:00', { fired }, policies)).toEqual([BREACH]);
  expect(told({ priority: 'P1' }, '2026-11-24T12:00', { fired: [aStep({})] }, policies)).toEqual([]);
});
