import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { type ClockReading, ClockWatch } from './clock-watch.ts';

const NOON_MS = Date.UTC(2026, 10, 23, 12);
const HOUR_MS = 3_600_000;

/** A machine whose wall clock goes wrong by `wrongMs`; time goes by with `pass`, the steady clock only while awake. */
let machine: { trueMs: number; wrongMs: number; steadyMs: number };
let watch: ClockWatch;
const reading = (): ClockReading => ({ wallMs: machine.trueMs + machine.wrongMs, steadyMs: machine.steadyMs });
const offMs = (): number => watch.nowMs(reading()) - machine.trueMs;

function pass(ms: number, isAwake = true): void {
  machine.trueMs += ms;
  if (isAwake) machine.steadyMs += ms;
}

function measure(): void {
  watch.know({ offsetMs: -machine.wrongMs, measuredAtMs: machine.trueMs }, reading());
}

beforeEach(() => {
  machine = { trueMs: NOON_MS, wrongMs: -5 * HOUR_MS, steadyMs: 1_000 };
  watch = new ClockWatch(reading());
  measure();
});

test('whatever the wall clock is set to, the backend’s time goes on as if nothing had been', () => {
  const anySetting = fc.record({ moveMs: fc.integer({ min: -1e10, max: 1e10 }), afterMs: fc.nat(10 * HOUR_MS) });
  fc.assert(
    fc.property(fc.array(anySetting, { maxLength: 12 }), (settings) => {
      machine = { trueMs: NOON_MS, wrongMs: 0, steadyMs: 0 };
      watch = new ClockWatch(reading());
      measure();
      let small = 0;
      for (const { moveMs, afterMs } of settings) {
        pass(afterMs);
        watch.look(reading());
        machine.wrongMs += moveMs;
        small += Math.abs(moveMs) <= 2_000 ? Math.abs(moveMs) : 0;
        watch.look(reading());
        expect(Math.abs(offMs())).toBeLessThanOrEqual(small + 1);
      }
    }),
  );
});

test('a large jump marks times as estimated until the backend is measured again, a small one does not', () => {
  expect(watch.isEstimated(reading())).toBe(false);
  machine.wrongMs += 30_000;
  expect(watch.look(reading())).toBe(true);
  expect(watch.look(reading())).toBe(false);
  expect(watch.isEstimated(reading())).toBe(false);
  machine.wrongMs += 3 * HOUR_MS;
  expect(watch.isEstimated(reading())).toBe(true);
  pass(10_000);
  measure();
  expect(watch.isEstimated(reading())).toBe(false);
  expect(offMs()).toBe(0);
});

test('a measurement older than a day is an estimate', () => {
  pass(24 * HOUR_MS);
  expect(watch.isEstimated(reading())).toBe(false);
  pass(1);
  expect(watch.isEstimated(reading())).toBe(true);
  expect(new ClockWatch(reading()).isEstimated(reading())).toBe(true);
});

test.each(['before', 'after'])(
  'a sleep in which the steady clock stands is time that went by, told %s it shows',
  (when) => {
    pass(5_000);
    watch.look(reading());
    pass(8 * HOUR_MS, false);
    if (when === 'after') watch.look(reading());
    pass(3_000);
    watch.resumed(reading());
    expect(offMs()).toBe(0);
    expect(watch.isEstimated(reading())).toBe(false);
  },
);

test('a sleep in which the steady clock goes on moves nothing', () => {
  pass(8 * HOUR_MS);
  watch.resumed(reading());
  expect(offMs()).toBe(0);
});

test('it never goes behind what the backend’s clock was seen to show, over a restart too', () => {
  machine.wrongMs -= 2 * HOUR_MS;
  const next = new ClockWatch(reading());
  next.know({ offsetMs: 5 * HOUR_MS, measuredAtMs: NOON_MS }, reading());
  expect(next.nowMs(reading())).toBe(NOON_MS);
});

test('an older measurement, heard late from another window, changes nothing', () => {
  machine.wrongMs += HOUR_MS;
  expect(offMs()).toBe(0);
  watch.know({ offsetMs: 5 * HOUR_MS, measuredAtMs: NOON_MS }, reading());
  expect(offMs()).toBe(0);
});
