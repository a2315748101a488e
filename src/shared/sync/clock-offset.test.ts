import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoffMs } from './backoff.ts';
import { measureClock } from './clock-offset.ts';

const NOON_MS = Date.UTC(2026, 10, 23, 12);
const never = { clockOffsetMs: 0, clockMeasuredAtMs: null };

test('the first exchange sets the offset, whatever it took', () => {
  const exchange = { sentAtMs: NOON_MS, receivedAtMs: NOON_MS + 4_000, serverTimeMs: NOON_MS + 3_602_000 };
  expect(measureClock(never, exchange)).toEqual({ clockOffsetMs: 3_600_000, clockMeasuredAtMs: NOON_MS + 3_602_000 });
});

test('an exchange never puts the offset further off than half of the time it took', () => {
  const anyExchange = fc.record({
    skewMs: fc.integer({ min: -1e11, max: 1e11 }),
    outMs: fc.integer({ min: 0, max: 900 }),
    backMs: fc.integer({ min: 0, max: 900 }),
  });
  fc.assert(
    fc.property(anyExchange, ({ skewMs, outMs, backMs }) => {
      const measured = measureClock(never, {
        sentAtMs: NOON_MS,
        receivedAtMs: NOON_MS + outMs + backMs,
        serverTimeMs: NOON_MS + skewMs + outMs,
      });
      expect(Math.abs((measured?.clockOffsetMs ?? Number.NaN) - skewMs)).toBeLessThanOrEqual((outMs + backMs) / 2 + 1);
    }),
  );
});

test('a slow exchange, or one during which the clock was set back, teaches nothing', () => {
  const known = { clockOffsetMs: 5_000, clockMeasuredAtMs: NOON_MS };
  const slow = { sentAtMs: NOON_MS, receivedAtMs: NOON_MS + 9_000, serverTimeMs: NOON_MS };
  const back = { sentAtMs: NOON_MS, receivedAtMs: NOON_MS - 9_000, serverTimeMs: NOON_MS };
  expect(measureClock(known, slow)).toBeNull();
  expect(measureClock(known, back)).toBeNull();
});

test('a jump of the machine’s clock is followed with the next exchange', () => {
  const known = { clockOffsetMs: 0, clockMeasuredAtMs: NOON_MS };
  const jumped = { sentAtMs: NOON_MS - 7_200_000, receivedAtMs: NOON_MS - 7_199_900, serverTimeMs: NOON_MS + 50 };
  expect(measureClock(known, jumped)?.clockOffsetMs).toBe(7_200_000);
});

test('waits between tries grow from half a second to ten, never below half of that', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000 }),
      fc.double({ min: 0, max: 0.999_999, noNaN: true }),
      (failures, random) => {
        const ceiling = Math.min(10_000, 500 * 2 ** (failures - 1));
        const waitMs = backoffMs(failures, random);
        expect(waitMs).toBeGreaterThanOrEqual(ceiling / 2);
        expect(waitMs).toBeLessThanOrEqual(ceiling);
      },
    ),
  );
});
