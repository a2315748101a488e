import { expect, test } from 'vitest';
import { aCalendarSource, aPolicy, HOUR_MS, someFacts, utc } from '../../../tests/support/sla-fixture.ts';
import { evaluate, type SlaClock, type SlaFacts } from './clocks.ts';
import { isByTheWall } from './instant-clocks.ts';
import { openSteps } from './steps.ts';
import { urgency, urgencyKey } from './urgency.ts';

// Work is on weekdays from 09:00 to 17:00, in UTC; the ticket was created on Monday at 10:00.
const promise = { madeAtMs: utc('2026-11-23T16:00'), dueAtMs: utc('2026-11-23T20:00'), endedAtMs: null };
const calendars = aCalendarSource();

function promiseAt(now: string, facts: Partial<SlaFacts> = {}, policies = [aPolicy()]): SlaClock | undefined {
  const clocks = evaluate(someFacts({ promise, ...facts }), policies, calendars, utc(now));
  return clocks.find(({ kind }) => kind === 'promise');
}

test('a promise runs by the clock on the wall: out of hours, and while the ticket waits for its customer', () => {
  const pauses = [{ class: 'customer' as const, fromMs: utc('2026-11-23T16:30'), toMs: null }];
  const clock = promiseAt('2026-11-23T18:00', { pauses });
  expect(clock).toMatchObject({ state: 'running', deadlineAtMs: promise.dueAtMs, remainingMs: 2 * HOUR_MS });
  expect(clock !== undefined && isByTheWall(clock)).toBe(true);
});

test('it warns when three quarters of its time have gone, and is broken right after its instant', () => {
  expect(promiseAt('2026-11-23T16:00')?.warnAtMs).toEqual([utc('2026-11-23T19:00')]);
  expect(promiseAt('2026-11-23T20:00')).toMatchObject({ state: 'running', breachAtMs: promise.dueAtMs + 1 });
  expect(promiseAt('2026-11-23T20:01')).toMatchObject({ state: 'breached', remainingMs: -60_000 });
  const steps = openSteps(someFacts({ promise }), { policies: [], calendars }, promise.madeAtMs, {
    pending: [],
    fired: [],
  });
  expect(steps.map(({ kind, step, dueAtMs }) => [kind, step, dueAtMs])).toEqual([
    ['promise', 0, promise.dueAtMs + 1],
    ['promise', 75, utc('2026-11-23T19:00')],
  ]);
});

function kept(at: string): Partial<SlaFacts> {
  return { promise: { ...promise, endedAtMs: utc(at) } };
}

test('one that was kept in time is met, and one kept late is missed', () => {
  expect(promiseAt('2026-11-25T10:00', kept('2026-11-23T20:00'))?.state).toBe('met');
  expect(promiseAt('2026-11-25T10:00', kept('2026-11-23T20:01'))?.state).toBe('missed');
});

test('a ticket without a policy has it too, and takes its place among the others by its instant', () => {
  expect(promiseAt('2026-11-23T18:00', {}, [])?.state).toBe('running');
  for (const policies of [[], [aPolicy()]]) {
    const facts = someFacts({ promise, firstRespondedAtMs: utc('2026-11-23T10:10') });
    const { key, clock } = urgency(evaluate(facts, policies, calendars, utc('2026-11-23T18:00')));
    expect(clock?.kind).toBe('promise');
    expect(key).toBe(promise.dueAtMs);
    expect(urgencyKey(facts, policies, calendars, utc('2026-11-23T18:00'))).toBe(key);
  }
});
