import { expect, test } from 'vitest';
import { aCalendarSource, aPolicy, HOUR_MS, MINUTE_MS, utc } from '../../../tests/support/sla-fixture.ts';
import { sampleClocks } from './sample-ticket.ts';

const createdAtMs = utc('2026-11-23T16:00');
const sample = { priority: 'P2', tier: 1, createdAtMs } as const;

test('a sample ticket shows every clock that its policy has, each from the moment it is made', () => {
  const policy = aPolicy({
    customer: {
      P2: {
        firstResponseMs: HOUR_MS,
        nextResponseMs: 30 * MINUTE_MS,
        resolutionMs: 8 * HOUR_MS,
        vendorMs: 2 * HOUR_MS,
      },
    },
    tiers: { 1: { acceptMs: HOUR_MS, workMs: 3 * HOUR_MS }, 2: { acceptMs: HOUR_MS } },
    pausedBy: { firstResponse: ['vendor'], resolution: ['vendor'], accept: ['vendor'] },
  });
  const clocks = sampleClocks(sample, policy, aCalendarSource()) ?? [];
  expect(clocks.map(({ clock }) => [clock.kind, clock.state, clock.deadlineAtMs])).toEqual([
    ['firstResponse', 'running', utc('2026-11-23T17:00')],
    ['nextResponse', 'running', utc('2026-11-23T16:30')],
    ['resolution', 'running', utc('2026-11-24T16:00')],
    ['tierAccept', 'running', utc('2026-11-23T17:00')],
    ['tierWork', 'running', utc('2026-11-24T11:00')],
    ['vendor', 'running', utc('2026-11-24T10:00')],
  ]);
});

test('a sample ticket is tried with what is typed, from whenever that holds and whether or not it is in use', () => {
  const policy = aPolicy({ effectiveFromMs: utc('2030-01-01T00:00'), isActive: false, match: { channels: ['chat'] } });
  expect(sampleClocks(sample, policy, aCalendarSource())).not.toEqual([]);
});

test('a priority that the conditions leave out has no clocks to show', () => {
  expect(sampleClocks(sample, aPolicy({ match: { priorities: ['P1'] } }), aCalendarSource())).toBeNull();
});
