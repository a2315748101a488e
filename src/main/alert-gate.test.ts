import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlannedAlert } from '../shared/ipc/alert-channels.ts';
import { defaultNotificationPreferences, type NotificationPreferences } from '../shared/notifications/preferences.ts';
import { zoneOf } from '../shared/sla/zone.ts';
import { AlertGate, type GatePorts } from './alert-gate.ts';
import { MissedAlerts } from './missed-alerts.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Friday evening in Sao Paulo, an hour before the night begins. */
const START_MS = Date.parse('2026-11-27T18:00-03:00');
const TICKET_ID = '0197a3c2-5f0e-7d0a-9d9b-6f7a5a3f1c11';
const zone = zoneOf('America/Sao_Paulo');

const NIGHT: NotificationPreferences = {
  ...defaultNotificationPreferences,
  quiet: { isOn: true, from: '19:00', to: '07:00', weekdays: [0, 1, 2, 3, 4, 5, 6], letsP1Through: true },
};

function anAlert(id: string, change: Partial<PlannedAlert> = {}): PlannedAlert {
  const alert = {
    id,
    ticketId: TICKET_ID,
    kind: 'warning',
    priority: 'P2',
    atMs: START_MS,
    title: id,
    body: '',
    queueId: null,
    groupName: '',
    insists: false,
    canTake: false,
  } as const;
  return { ...alert, urgency: 'normal', ...change };
}

/** What is missed, as long as it is remembered. */
function inMemory(): GatePorts['missed'] {
  let kept: ReturnType<GatePorts['missed']['all']> = [];
  return {
    all: () => kept,
    add: (alerts) => (kept = [...kept, ...alerts]),
    drop: (ids) => (kept = kept.filter(({ id }) => !ids.includes(id))),
    clear: () => (kept = []),
  };
}

/** A gate in a world whose clock and preferences a test moves. */
function aGate(first: NotificationPreferences = NIGHT, missed = inMemory()) {
  let nowMs = START_MS;
  let preferences = first;
  let timer: { readonly callback: () => void; readonly atMs: number } | null = null;
  const told: string[] = [];
  const summaries: string[][] = [];
  if (zone === null) throw new Error('no zone');
  const gate = new AlertGate({
    nowMs: () => nowMs,
    zone: () => zone,
    preferences: () => preferences,
    after(delayMs, callback) {
      const own = { callback, atMs: nowMs + delayMs };
      timer = own;
      return () => {
        if (timer === own) timer = null;
      };
    },
    missed,
    fire: ({ id }) => told.push(id) > 0,
    fireLate: (late) => told.push(`late ${late.map(({ id }) => id).join(' ')}`),
    fireMissed: (alerts) => summaries.push(alerts.map(({ title }) => title)),
  });
  return {
    gate,
    told,
    summaries,
    pass(durationMs: number) {
      const untilMs = nowMs + durationMs;
      while (timer !== null && timer.atMs <= untilMs) {
        const { callback, atMs } = timer;
        timer = null;
        nowMs = atMs;
        callback();
      }
      nowMs = untilMs;
    },
    prefer(change: Partial<NotificationPreferences>) {
      preferences = { ...preferences, ...change };
      gate.check();
    },
  };
}

test('outside quiet hours an alert is told', () => {
  const world = aGate();
  world.gate.fire(anAlert('a'));
  world.gate.fireLate([anAlert('b'), anAlert('c')]);
  expect(world.told).toEqual(['a', 'late b c']);
});

test('a kind that is switched off is not told, not later either', () => {
  const world = aGate({ ...NIGHT, kinds: { warning: false } });
  world.gate.fire(anAlert('a'));
  world.gate.fireLate([anAlert('b'), anAlert('c', { kind: 'breach' })]);
  world.pass(2 * HOUR_MS);
  world.gate.fire(anAlert('d'));
  world.pass(24 * HOUR_MS);
  expect(world.told).toEqual(['late c']);
  expect(world.summaries).toEqual([]);
});

test('in quiet hours nothing is told, and all of it once when they end', () => {
  const world = aGate();
  world.pass(2 * HOUR_MS);
  world.gate.fire(anAlert('a'));
  world.pass(3 * HOUR_MS);
  world.gate.fireLate([anAlert('b'), anAlert('c')]);
  world.pass(8 * HOUR_MS - 1);
  expect([world.told, world.summaries]).toEqual([[], []]);
  world.pass(1);
  expect(world.summaries).toEqual([['a', 'b', 'c']]);
  world.pass(24 * HOUR_MS);
  expect(world.summaries).toHaveLength(1);
});

test('the breach of a P1 breaks through where that was chosen; its warning and other tickets never do', () => {
  const world = aGate();
  world.pass(2 * HOUR_MS);
  const p1 = anAlert('p1', { kind: 'breach', priority: 'P1' });
  world.gate.fire(p1);
  world.gate.fire(anAlert('p1 warning', { priority: 'P1' }));
  world.gate.fire(anAlert('p2', { kind: 'breach' }));
  expect(world.told).toEqual(['p1']);
  world.prefer({ quiet: { ...NIGHT.quiet, letsP1Through: false } });
  world.gate.fire({ ...p1, id: 'another p1' });
  expect(world.told).toEqual(['p1']);
});

test('quiet hours that are switched off tell at once what they kept', () => {
  const world = aGate();
  world.pass(2 * HOUR_MS);
  world.gate.fire(anAlert('a'));
  world.prefer({ quiet: { ...NIGHT.quiet, isOn: false } });
  expect(world.summaries).toEqual([['a']]);
});

test('what was acknowledged elsewhere during quiet hours is not told when they end', () => {
  const world = aGate();
  world.pass(2 * HOUR_MS);
  world.gate.fire(anAlert('a'));
  world.gate.fireLate([anAlert('b'), anAlert('c')]);
  world.gate.acknowledge(['a', 'c']);
  world.pass(12 * HOUR_MS);
  expect(world.summaries).toEqual([['b']]);
});

test('an alert that insists does so where it may be told, and quiet hours do not gather its repetitions', () => {
  const world = aGate();
  const p1 = anAlert('p1', { kind: 'breach', priority: 'P1', insists: true });
  world.prefer({ quiet: { ...NIGHT.quiet, letsP1Through: false } });
  world.gate.insist(p1);
  world.pass(2 * HOUR_MS);
  world.gate.insist(p1);
  world.pass(12 * HOUR_MS);
  expect([world.told, world.summaries]).toEqual([['p1'], []]);
});

test('whoever asks hears whether an alert was told', () => {
  const world = aGate();
  expect(world.gate.fire(anAlert('a'))).toBe(true);
  world.pass(2 * HOUR_MS);
  expect(world.gate.fire(anAlert('b'))).toBe(false);
  expect(world.gate.fireLate([anAlert('c')])).toEqual([]);
});

test('what was missed when the app closed is told at the next opening, once', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'patamar-missed-')), 'missed.json');
  const evening = aGate(NIGHT, new MissedAlerts(file));
  evening.pass(2 * HOUR_MS);
  evening.gate.fire(anAlert('a'));

  const inTheNight = aGate(NIGHT, new MissedAlerts(file));
  inTheNight.pass(3 * HOUR_MS);
  inTheNight.gate.check();
  expect(inTheNight.summaries).toEqual([]);

  for (const summaries of [[['a']], []]) {
    const opened = aGate(NIGHT, new MissedAlerts(file));
    opened.gate.check();
    expect(opened.summaries).toEqual(summaries);
  }
});

const anyStep = fc.oneof(
  fc.integer({ min: 1, max: 600 }).map((minutes) => ({ do: 'pass', minutes }) as const),
  fc
    .record({ kind: fc.constantFrom('warning', 'breach'), priority: fc.constantFrom('P1', 'P2') } as const)
    .map((about) => ({ do: 'fire', about }) as const),
);

test('whatever comes due and whenever, each alert is told exactly once: by itself or in a summary', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 30 }), (steps) => {
      const world = aGate();
      const due: string[] = [];
      for (const step of steps) {
        if (step.do === 'pass') world.pass(step.minutes * MINUTE_MS);
        else {
          due.push(`alert ${due.length}`);
          world.gate.fire(anAlert(due.at(-1) ?? '', step.about));
        }
      }
      world.pass(24 * HOUR_MS);
      expect([...world.told, ...world.summaries.flat()].toSorted()).toEqual(due.toSorted());
    }),
  );
});
