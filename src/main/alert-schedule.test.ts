import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlannedAlert } from '../shared/ipc/alert-channels.ts';
import { AlertSchedule, INSIST_EVERY_MS, LATE_AFTER_MS, type SchedulePorts } from './alert-schedule.ts';

const START_MS = Date.UTC(2026, 10, 23, 12);
const MINUTE_MS = 60_000;

function anAlert(id: string, atMs: number, change: Partial<PlannedAlert> = {}): PlannedAlert {
  return {
    id,
    ticketId: '0197a3c2-5f0e-7d0a-9d9b-6f7a5a3f1c11',
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
    ...change,
  };
}

/** What outlives a run. */
type Kept = {
  readonly fired: Set<string>;
  readonly acknowledged: Set<string>;
  readonly snoozed: Map<string, number>;
};

function nothingKept(): Kept {
  return { fired: new Set(), acknowledged: new Set(), snoozed: new Map() };
}

function idsIn(ids: Set<string>): SchedulePorts['fired'] {
  return { has: (id) => ids.has(id), add: (added) => added.forEach((id) => ids.add(id)) };
}

/**
 * A schedule in a world whose clock a test moves. `pass` lets timers run; `jump` does not, since timers count neither the
 * time asleep nor a clock that is set.
 */
function aSchedule(kept = nothingKept()) {
  let nowMs = START_MS;
  let timer: { readonly callback: () => void; leftMs: number } | null = null;
  const shown: { readonly id: string; readonly atMs: number }[] = [];
  const insisted: { readonly id: string; readonly atMs: number }[] = [];
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
    fired: idsIn(kept.fired),
    acknowledged: idsIn(kept.acknowledged),
    snoozed: {
      untilMs: (id) => kept.snoozed.get(id) ?? null,
      set: (id, untilMs) => kept.snoozed.set(id, untilMs),
      drop: (ids) => ids.forEach((id) => kept.snoozed.delete(id)),
    },
    fire: (alert) => shown.push({ id: alert.id, atMs: nowMs }),
    insist: (alert) => insisted.push({ id: alert.id, atMs: nowMs }),
    fireLate: (alerts) => late.push(alerts.map((alert) => alert.id)),
  });
  return {
    schedule,
    nowMs: () => nowMs,
    shown,
    insisted,
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
  expect(
    world.schedule.plan([anAlert('b', START_MS + 40 * MINUTE_MS), anAlert('a', START_MS + MINUTE_MS)], false),
  ).toBe(2);
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
  world.schedule.plan([anAlert('old', START_MS + MINUTE_MS)], false);
  world.schedule.plan([anAlert('new', START_MS + 2 * MINUTE_MS)], false);
  world.pass(5 * MINUTE_MS);
  expect(world.ids()).toEqual(['new']);
});

test('an alert that has fired stays silent when it is planned again, in this run and in the next', () => {
  const kept = nothingKept();
  const world = aSchedule(kept);
  expect(world.schedule.plan([anAlert('a', START_MS)], false)).toBe(0);
  expect(world.schedule.plan([anAlert('a', START_MS + MINUTE_MS)], false)).toBe(0);
  const next = aSchedule(kept);
  next.schedule.plan([anAlert('a', START_MS)], false);
  next.pass(5 * MINUTE_MS);
  expect([...world.ids(), ...next.ids()]).toEqual(['a']);
});

test('what came due shortly before waking fires, and what came due long before is told together', () => {
  const world = aSchedule();
  const hours = [1, 2, 3].map((hour) => anAlert(`${hour}h`, START_MS + hour * 60 * MINUTE_MS));
  world.schedule.plan([...hours, anAlert('recent', START_MS + 7 * 60 * MINUTE_MS)], false);
  world.jump(7 * 60 * MINUTE_MS + LATE_AFTER_MS);
  world.schedule.check();
  expect(world.ids()).toEqual(['recent']);
  expect(world.late).toEqual([['1h', '2h', '3h']]);
});

test('a page that plans anew on waking does not swallow what came due in the sleep', () => {
  const world = aSchedule();
  world.schedule.plan([anAlert('a', START_MS + MINUTE_MS)], false);
  world.jump(5 * MINUTE_MS);
  world.schedule.plan([], false);
  expect(world.ids()).toEqual(['a']);
});

test('an alert planned when it is long past is no news', () => {
  const world = aSchedule();
  expect(world.schedule.plan([anAlert('a', START_MS - LATE_AFTER_MS - 1)], false)).toBe(0);
  expect(world.shown).toEqual([]);
  expect(world.late).toEqual([]);
});

test('a clock that is set forward is noticed within seconds', () => {
  const world = aSchedule();
  world.schedule.plan([anAlert('a', START_MS + 60 * MINUTE_MS)], false);
  world.jump(60 * MINUTE_MS);
  world.pass(15_000);
  expect(world.ids()).toEqual(['a']);
});

test('an alert that insists is told again every five minutes, until it is acknowledged', () => {
  const world = aSchedule();
  world.schedule.plan([anAlert('p1', START_MS, { insists: true }), anAlert('other', START_MS)], false);
  world.pass(12 * MINUTE_MS);
  expect(world.ids()).toEqual(['p1', 'other']);
  expect(world.insisted.map(({ atMs }) => atMs - START_MS)).toEqual([INSIST_EVERY_MS, 2 * INSIST_EVERY_MS]);
  world.schedule.acknowledge(['p1']);
  world.pass(60 * MINUTE_MS);
  world.schedule.plan([anAlert('p1', START_MS, { insists: true })], false);
  world.pass(60 * MINUTE_MS);
  expect(world.insisted).toHaveLength(2);
  expect(world.hasTimer()).toBe(false);
});

test('an alert that insists is silent once the plan has let go of it, and planning anew does not put it off', () => {
  const world = aSchedule();
  const p1 = anAlert('p1', START_MS, { insists: true });
  world.schedule.plan([p1], false);
  for (let minute = 0; minute < 11; minute += 1) {
    world.pass(MINUTE_MS);
    world.schedule.plan([p1], false);
  }
  expect(world.insisted).toHaveLength(2);
  world.schedule.plan([], false);
  world.pass(60 * MINUTE_MS);
  expect(world.insisted).toHaveLength(2);
});

test('an alert that insists does so once after a sleep, and goes on after a restart and a clock set back', () => {
  const kept = nothingKept();
  const world = aSchedule(kept);
  const p1 = anAlert('p1', START_MS, { insists: true });
  world.schedule.plan([p1], false);
  world.jump(3 * 60 * MINUTE_MS);
  world.schedule.check();
  world.schedule.check();
  expect(world.insisted).toHaveLength(1);
  world.jump(-3 * 60 * MINUTE_MS);
  world.pass(INSIST_EVERY_MS + MINUTE_MS);
  expect(world.insisted).toHaveLength(2);

  const next = aSchedule(kept);
  next.schedule.plan([p1], false);
  next.pass(INSIST_EVERY_MS);
  expect([next.ids(), next.insisted.length]).toEqual([[], 1]);
});

test('an alert that is put off fires again then, also after a restart, where it is still planned', () => {
  const kept = nothingKept();
  const world = aSchedule(kept);
  const alerts = ['a', 'b', 'c'].map((id) => anAlert(id, START_MS));
  world.schedule.plan(alerts, false);
  for (const { id } of alerts) world.schedule.snooze(id, START_MS + 10 * MINUTE_MS);
  world.schedule.acknowledge(['b']);
  world.pass(9 * MINUTE_MS);
  expect(world.ids()).toEqual(['a', 'b', 'c']);

  const next = aSchedule(kept);
  next.schedule.plan(alerts.slice(0, 2), false);
  next.pass(10 * MINUTE_MS - 1);
  expect(next.ids()).toEqual([]);
  next.pass(60 * MINUTE_MS);
  expect(next.shown).toEqual([{ id: 'a', atMs: START_MS + 10 * MINUTE_MS }]);
});

test('one that insists and is put off is silent until then, and insists from then on', () => {
  const world = aSchedule();
  world.schedule.plan([anAlert('p1', START_MS, { insists: true })], false);
  world.schedule.snooze('p1', START_MS + 10 * MINUTE_MS);
  world.pass(16 * MINUTE_MS);
  expect(world.shown.map(({ atMs }) => atMs - START_MS)).toEqual([0, 10 * MINUTE_MS]);
  expect(world.insisted.map(({ atMs }) => atMs - START_MS)).toEqual([15 * MINUTE_MS]);
});

test('what only the backend knew of in a long offline time is told together when it is back', () => {
  const world = aSchedule();
  world.schedule.plan([anAlert('known', START_MS - 30 * MINUTE_MS)], true);
  const hour = [50, 30, 20].map((minutes) => anAlert(`${minutes}m`, START_MS - minutes * MINUTE_MS));
  const all = [anAlert('known', START_MS - 30 * MINUTE_MS), ...hour, anAlert('recent', START_MS - MINUTE_MS)];
  world.schedule.plan(all, false);
  world.schedule.plan(all, false);
  expect(world.late).toEqual([['50m', '30m', '20m']]);
  expect(world.ids()).toEqual(['recent']);
});

test('the alerts of a ticket that have fired and that nobody has acknowledged can be named', () => {
  const world = aSchedule();
  const soon = anAlert('soon', START_MS + MINUTE_MS);
  world.schedule.plan([anAlert('a', START_MS), anAlert('b', START_MS), soon], false);
  world.schedule.acknowledge(['b']);
  expect(world.schedule.unacknowledgedOf(soon.ticketId).map(({ id }) => id)).toEqual(['a']);
  expect(world.schedule.unacknowledgedOf('another')).toEqual([]);
});

const anyAlert = fc
  .record({ n: fc.nat(5), offset: fc.integer({ min: -30, max: 60 }), insists: fc.boolean() })
  .map(({ n, offset, insists }) => anAlert(`alert ${n}`, START_MS + offset * MINUTE_MS, { insists }));
const anyId = fc.nat(5).map((n) => `alert ${n}`);
const anyStep = fc.oneof(
  fc
    .record({ alerts: fc.array(anyAlert, { maxLength: 6 }), isStale: fc.boolean() })
    .map(({ alerts, isStale }) => ({ do: 'plan', alerts, isStale }) as const),
  fc.integer({ min: 0, max: 30 }).map((minutes) => ({ do: 'pass', minutes }) as const),
  fc.integer({ min: -30, max: 30 }).map((minutes) => ({ do: 'jump', minutes }) as const),
  anyId.map((id) => ({ do: 'acknowledge', id }) as const),
  fc
    .record({ id: anyId, minutes: fc.integer({ min: 1, max: 30 }) })
    .map(({ id, minutes }) => ({ do: 'snooze', id, minutes }) as const),
  fc.constant({ do: 'restart' } as const),
);

test('whatever is planned, put off, acknowledged, slept and set, an alert is told once for each time it is armed', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 40 }), (steps) => {
      const kept = nothingKept();
      let world = aSchedule(kept);
      const told: string[] = [];
      const acknowledged = new Map<string, number>();
      const armings = new Map<string, number>();
      const takeTold = (): void => {
        told.push(...world.shown.splice(0).map(({ id }) => id), ...world.late.splice(0).flat());
        for (const [id, times] of acknowledged) expect(told.filter((one) => one === id)).toHaveLength(times);
        for (const { id } of world.insisted.splice(0)) expect(acknowledged.has(id)).toBe(false);
      };
      for (const step of steps) {
        if (step.do === 'plan') world.schedule.plan(step.alerts, step.isStale);
        else if (step.do === 'acknowledge') {
          world.schedule.acknowledge([step.id]);
          takeTold();
          acknowledged.set(step.id, told.filter((one) => one === step.id).length);
        } else if (step.do === 'snooze') {
          world.schedule.snooze(step.id, world.nowMs() + step.minutes * MINUTE_MS);
          armings.set(step.id, (armings.get(step.id) ?? 1) + 1);
        } else if (step.do === 'restart') {
          takeTold();
          world = aSchedule(kept);
        } else world[step.do](step.minutes * MINUTE_MS);
        takeTold();
      }
      for (const id of new Set(told)) {
        expect(told.filter((one) => one === id).length).toBeLessThanOrEqual(armings.get(id) ?? 1);
      }
    }),
    { numRuns: 300 },
  );
});

test('whatever is planned, nothing fires before its instant', () => {
  fc.assert(
    fc.property(fc.array(fc.array(anyAlert, { maxLength: 6 }), { maxLength: 8 }), (plans) => {
      const world = aSchedule();
      const earliestAtMs = new Map<string, number>();
      for (const alerts of plans) {
        for (const { id, atMs } of alerts) earliestAtMs.set(id, Math.min(earliestAtMs.get(id) ?? Infinity, atMs));
        world.schedule.plan(alerts, false);
        world.pass(7 * MINUTE_MS);
      }
      for (const { id, atMs } of world.shown) expect(atMs).toBeGreaterThanOrEqual(earliestAtMs.get(id) ?? Infinity);
    }),
  );
});
