import { expect, test } from 'vitest';
import type { SlaClock } from '../../shared/sla/clocks.ts';
import {
  clockDeadline,
  clockFigure,
  clockRemaining,
  clockSentence,
  clockTone,
  leftShare,
  nextLookMs,
} from './clock-text.ts';

const NOW_MS = new Date(2026, 10, 23, 12).getTime();
const HOUR_MS = 3_600_000;

function aClock(overrides: Partial<SlaClock> = {}): SlaClock {
  return {
    kind: 'resolution',
    state: 'running',
    policyId: 'p',
    calendarId: 'c',
    startedAtMs: NOW_MS - HOUR_MS,
    targetMs: 3 * HOUR_MS,
    deadlineAtMs: NOW_MS + 2 * HOUR_MS,
    breachAtMs: NOW_MS + 2 * HOUR_MS + 1,
    elapsedMs: HOUR_MS,
    remainingMs: 2 * HOUR_MS,
    warnAtMs: [NOW_MS + HOUR_MS],
    endedAtMs: null,
    ...overrides,
  };
}

test('a running clock is calm until the first warning step of its policy, and near its end from then on', () => {
  expect(clockTone(aClock(), NOW_MS)).toBe('running');
  expect(clockTone(aClock(), NOW_MS + HOUR_MS - 1)).toBe('running');
  expect(clockTone(aClock(), NOW_MS + HOUR_MS)).toBe('warning');
  expect(clockTone(null, NOW_MS)).toBe('none');
});

test('time left is told as business time, with the deadline on the wall', () => {
  expect(clockRemaining(aClock(), 'pt-BR')).toBe('restam 2h00 úteis');
  expect(clockDeadline(aClock(), 'pt-BR', NOW_MS)).toBe('vence hoje 14:00');
});

test('a breached clock counts up behind a minus sign', () => {
  const breached = aClock({ state: 'breached', remainingMs: -65 * 60_000, deadlineAtMs: NOW_MS - HOUR_MS });
  expect(clockFigure(breached, 'en')).toBe('−1h05');
  expect(clockDeadline(breached, 'en', NOW_MS)).toBe('was due today 11:00');
});

test('a paused clock has no deadline, only what remains', () => {
  const paused = aClock({ state: 'paused', deadlineAtMs: null });
  expect(clockSentence(paused, 'pt-BR', NOW_MS)).toBe(
    'Resolução, Pausado, pausado, restam 2h00 úteis, sem prazo enquanto pausado',
  );
});

test('of two that are due in the same minute one is told in business time and one by the wall', () => {
  const vendor = aClock({ kind: 'vendor' });
  const byTheWall = { ...vendor, calendarId: '00000000-0000-0000-0000-000000000000' };
  expect(clockSentence(vendor, 'en', NOW_MS)).toContain('business time');
  expect(clockSentence(byTheWall, 'en', NOW_MS)).not.toContain('business time');
});

test('an ended clock says how it ended and shows no time', () => {
  const met = aClock({ state: 'met', endedAtMs: NOW_MS });
  expect(clockFigure(met, 'en')).toBe('Met');
  expect(clockDeadline(met, 'en', NOW_MS)).toBeNull();
  expect(clockFigure(aClock({ state: 'missed', endedAtMs: NOW_MS }), 'pt-BR')).toBe('Fora do prazo');
  expect(clockFigure(null, 'pt-BR')).toBe('Sem SLA');
});

test('what is left of a clock is drawn as a share of its target, nothing once it is over', () => {
  expect(leftShare(aClock())).toBeCloseTo(2 / 3);
  expect(leftShare(aClock({ state: 'breached', remainingMs: -HOUR_MS }))).toBe(0);
});

test('a countdown is looked at again once what it says changes, and within five seconds of that', () => {
  const lefts = [1, 59_999, 60_000, 60_001, 600_000, 600_001, 3_600_000, 7_250_123];
  for (const remainingMs of lefts) {
    const clock = aClock({ remainingMs, deadlineAtMs: NOW_MS + remainingMs, warnAtMs: [] });
    const nextMs = nextLookMs([clock], NOW_MS);
    expect(nextMs).toBeGreaterThan(NOW_MS);
    const before = aClock({ ...clock, remainingMs: remainingMs - Math.max(0, nextMs - NOW_MS - 5_000) });
    expect(clockFigure(before, 'en')).toBe(clockFigure(clock, 'en'));
  }
});

test('those that change within the same five seconds turn at one instant', () => {
  const turnOf = (remainingMs: number): number => nextLookMs([aClock({ remainingMs, warnAtMs: [] })], NOW_MS);
  expect(turnOf(3_600_000 + 1)).toBe(NOW_MS + 5_000);
  expect(new Set([1, 700, 3_000, 4_999, 5_000].map((ms) => turnOf(3_600_000 + ms))).size).toBe(1);
  expect(turnOf(3_600_000 + 5_001)).toBe(NOW_MS + 10_000);
});

test('a countdown far from its end is looked at once a minute, one near it each second, one that stands never', () => {
  expect(nextLookMs([aClock({ warnAtMs: [] })], NOW_MS)).toBe(NOW_MS + 60_000);
  expect(nextLookMs([aClock({ remainingMs: 300_000 })], NOW_MS)).toBe(NOW_MS + 1);
  expect(nextLookMs([aClock({ warnAtMs: [NOW_MS + 10] })], NOW_MS)).toBe(NOW_MS + 5_000);
  expect(nextLookMs([aClock({ state: 'paused', deadlineAtMs: null })], NOW_MS)).toBe(Infinity);
  expect(nextLookMs([aClock({ state: 'breached', remainingMs: -90_000 })], NOW_MS)).toBe(NOW_MS + 30_000);
});
