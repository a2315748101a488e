import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlannedAlert } from '../shared/ipc/alert-channels.ts';
import { AlertSchedule, LATE_AFTER_MS } from './alert-schedule.ts';

const START_MS = Date.UTC(2026, 10, 23, 12);
const MINUTE_MS = 60_000;

function anAlert(id: string, atMs: number): PlannedAlert {
  const ticketId = '0197a3c2-5f0e-7d0a-9d9b-6f7a5a3f1c11';
  return {
    id,
    ticketId,
    kind: 'warning',
    priority: 'P2',
    atMs,
    title: id,
    body: '',
    urgency: 'normal',
    queueId: null,
    groupName: '',
    insists: false,
    canTake: false,
  };
}

/**
 * A schedule in a world whose clock a test moves. `pass` lets timers run; `jump` does not, since timers count neither the
 * time asleep nor a clock that is set.
 */
function aSchedule(fired = new Set<string>()) {
  let nowMs = START_MS;
  let timer: { readonly callback: () => void; leftMs: number } | null = null;
  const shown: { readonly id: string; readonly atMs: number }[] = [];
  const late: string[][] = [];
  const schedule = new AlertSchedule({
    nowMs: () => nowMs,
    after(delayMs, callback) {
      const own = { callback, leftMs: delayMs };
      timer = own;
      return () => {
        if (timer === own) timer = null;
      };
    },
    fired: { has: (id) => fired.has(id), add: (ids) => ids.forEach((id) => fired.add(id)) },
    fire: (alert) => shown.push({ id: alert.id, atMs: nowMs }),
    fireLate: (alerts) => late.push(alerts.map((alert) => alert.id)),
  });
  return {
    schedule,
    shown,
    late,
    ids: () => shown.map((alert) => alert.id),
    hasTimer: () => timer !== null,
    pass(durationMs: number) {
      let leftMs = durationMs;
      while (timer !== null && timer.leftMs <= leftMs) {
        const { callback, leftMs: waitedMs } = timer;
        leftMs -= waitedMs;
        nowMs += waitedMs;
        timer = null;
        callback();
      }
      if (timer !== null) timer.leftMs -= leftMs;
      nowMs += leftMs;
    },
    jump(durationMs: number) {
      nowMs += durationMs;
    },
  };
}

test('an alert fires at its instant, and once', () => {
  const world = aSchedule();
  expect(world.schedule.plan([anAlert('b', START_MS + 40 * MINUTE_MS), anAlert('a', START_MS + MINUTE_MS)])).toBe(2);
  world.pass(MINUTE_MS - 1);
  expect(world.shown).toEqual([]);
  world.pass(60 * MINUTE_MS);
  expect(world.shown).toEqual([
    { id: 'a', atMs: START_MS + MINUTE_MS },
    { id: 'b', atMs: START_MS + 40 * MINUTE_MS },
  ]);
  expect(world.hasTimer()).toBe(false);
});

test('a new plan takes the place of the old one', () => {
  const world = aSchedule();
  world.schedule.plan([anAlert('old', START_MS + MINUTE_MS)]);
  world.schedule.plan([anAlert('new', START_MS + 2 * MINUTE_MS)]);
  world.pass(5 * MINUTE_MS);
  expect(world.ids()).toEqual(['new']);
});

test('an alert that has fired stays silent when it is planned again, in this run and in the next', () => {
  const fired = new Set<string>();
  const world = aSchedule(fired);
  expect(world.schedule.plan([anAlert('a', START_MS)])).toBe(0);
  expect(world.schedule.plan([anAlert('a', START_MS + MINUTE_MS)])).toBe(0);
  const next = aSchedule(fired);
  next.schedule.plan([anAlert('a', START_MS)]);
  next.pass(5 * MINUTE_MS);
  expect([...world.ids(), ...next.ids()]).toEqual(['a']);
});

test('what came due shortly before waking fires, and what came due long before is told together', () => {
  const world = aSchedule();
  const hours = [1, 2, 3].map((hour) => anAlert(`${hour}h`, START_MS + hour * 60 * MINUTE_MS));
  world.schedule.plan([...hours, anAlert('recent', START_MS + 7 * 60 * MINUTE_MS)]);
  world.jump(7 * 60 * MINUTE_MS + LATE_AFTER_MS);
  world.schedule.check();
  expect(world.ids()).toEqual(['recent']);
  expect(world.late).toEqual([['1h', '2h', '3h']]);
});

test('a page that plans anew on waking does not swallow what came due in the sleep', () => {
  const world = aSchedule();
  world.schedule.plan([anAlert('a', START_MS + MINUTE_MS)]);
  world.jump(5 * MINUTE_MS);
  world.schedule.plan([]);
  expect(world.ids()).toEqual(['a']);
});

test('an alert planned when it is long past is no news', () => {
  const world = aSchedule();
  expect(world.schedule.plan([anAlert('a', START_MS - LATE_AFTER_MS - 1)])).toBe(0);
  expect(world.shown).toEqual([]);
  expect(world.late).toEqual([]);
});

test('a clock that is set forward is noticed within seconds', () => {
  const world = aSchedule();
  world.schedule.plan([anAlert('a', START_MS + 60 * MINUTE_MS)]);
  world.jump(60 * MINUTE_MS);
  world.pass(15_000);
  expect(world.ids()).toEqual(['a']);
});

const anyAlert = fc
  .record({ n: fc.nat(5), offset: fc.integer({ min: -30, max: 60 }) })
  .map(({ n, offset }) => anAlert(`alert ${n}`, START_MS + offset * MINUTE_MS));
const anyStep = fc.oneof(
  fc.array(anyAlert, { maxLength: 6 }).map((alerts) => ({ do: 'plan', alerts }) as const),
  fc.integer({ min: 0, max: 30 }).map((minutes) => ({ do: 'pass', minutes }) as const),
  fc.integer({ min: 0, max: 30 }).map((minutes) => ({ do: 'jump', minutes }) as const),
);

test('whatever is planned, slept and planned again, no alert is told twice and none before its instant', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 20 }), (steps) => {
      const world = aSchedule();
      const earliestAtMs = new Map<string, number>();
      for (const step of steps) {
        if (step.do === 'plan') {
          for (const { id, atMs } of step.alerts) {
            earliestAtMs.set(id, Math.min(earliestAtMs.get(id) ?? Infinity, atMs));
          }
          world.schedule.plan(step.alerts);
        } else world[step.do](step.minutes * MINUTE_MS);
      }
      const told = [...world.ids(), ...world.late.flat()];
      expect(new Set(told).size).toBe(told.length);
      for (const { id, atMs } of world.shown) expect(atMs).toBeGreaterThanOrEqual(earliestAtMs.get(id) ?? Infinity);
    }),
  );
});
