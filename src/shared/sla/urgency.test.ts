import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aCalendarSource, aPolicy, HOUR_MS, someFacts, utc } from '../../../tests/support/sla-fixture.ts';
import { evaluate, type SlaFacts } from './clocks.ts';
import { urgency, urgencyKey } from './urgency.ts';

const policies = [aPolicy()];
const calendars = aCalendarSource();
const NOW_MS = utc('2026-11-27T12:00');
const waiting = (fromMs: number) => [{ class: 'customer' as const, fromMs, toMs: null }];

test('the latest breach is on top, then what is due, then what is paused, then what has no open clock', () => {
  const responded = { firstRespondedAtMs: utc('2026-11-23T10:01') };
  const tickets: Record<string, SlaFacts> = {
    idleNew: someFacts({ createdAtMs: utc('2026-11-02T10:00'), resolvedAtMs: utc('2026-11-02T11:00') }),
    idleOld: someFacts({ createdAtMs: utc('2026-11-01T10:00'), resolvedAtMs: utc('2026-11-02T11:00') }),
    pausedLoose: someFacts({ ...responded, pauses: waiting(utc('2026-11-23T11:00')) }),
    pausedTight: someFacts({ ...responded, pauses: waiting(utc('2026-11-23T16:00')) }),
    dueLater: someFacts({ ...responded, createdAtMs: utc('2026-11-27T11:00') }),
    dueSoon: someFacts({ createdAtMs: utc('2026-11-27T11:30') }),
    late: someFacts({ createdAtMs: utc('2026-11-26T10:00') }),
    latest: someFacts({ createdAtMs: utc('2026-11-24T10:00') }),
  };
  const ordered = Object.entries(tickets)
    .map(([name, facts]) => ({ name, key: urgencyKey(facts, policies, calendars, NOW_MS) }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ name }) => name);
  expect(ordered).toEqual([
    'latest',
    'late',
    'dueSoon',
    'dueLater',
    'pausedTight',
    'pausedLoose',
    'idleOld',
    'idleNew',
  ]);
});

test('the clock that decides is the open one due first', () => {
  const facts = someFacts({
    stays: [{ tier: 1, queueId: 'n1', enteredAtMs: utc('2026-11-23T09:30'), acceptedAtMs: null, leftAtMs: null }],
  });
  const { key, clock } = urgency(evaluate(facts, policies, calendars, NOW_MS), facts.createdAtMs);
  expect(clock?.kind).toBe('firstResponse');
  expect(key).toBe(utc('2026-11-23T11:00'));
  expect(urgency([], 5)).toEqual({ key: 2e15 + 5, clock: null });
});

const anyMoment = fc.integer({ min: 0, max: 5 * 24 * 60 }).map((minutes) => utc('2026-11-20T00:00') + minutes * 60_000);
const maybe = (moment: fc.Arbitrary<number>): fc.Arbitrary<number | null> => fc.option(moment, { nil: null });

const anyFacts: fc.Arbitrary<SlaFacts> = fc.record({
  createdAtMs: anyMoment,
  priority: fc.constantFrom('P1', 'P2', 'P3', 'P4'),
  channel: fc.constantFrom('email', 'phone'),
  categoryId: fc.constant(null),
  tier: fc.constantFrom(1, 2, 3),
  firstRespondedAtMs: maybe(anyMoment),
  resolvedAtMs: fc.option(anyMoment, { nil: null, freq: 4 }),
  pauses: fc.array(
    fc.record({
      class: fc.constantFrom('customer', 'vendor', 'change', 'scheduled', 'resolved'),
      fromMs: anyMoment,
      toMs: maybe(anyMoment),
    }),
    { maxLength: 3 },
  ),
  stays: fc.array(
    fc.record({
      tier: fc.constantFrom(1, 2, 3),
      queueId: fc.constant('queue'),
      enteredAtMs: anyMoment,
      acceptedAtMs: maybe(anyMoment),
      leftAtMs: maybe(anyMoment),
    }),
    { maxLength: 2 },
  ),
});

test('the quick key is the key of all the clocks, whatever the moment', () => {
  fc.assert(
    fc.property(anyFacts, fc.integer({ min: -240, max: 480 }), (facts, hours) => {
      const nowMs = NOW_MS + hours * HOUR_MS;
      const clocks = evaluate(facts, policies, calendars, nowMs);
      expect(urgencyKey(facts, policies, calendars, NOW_MS)).toBe(urgency(clocks, facts.createdAtMs).key);
    }),
    { numRuns: 2000 },
  );
});
