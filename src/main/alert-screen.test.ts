import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlannedAlert } from '../shared/ipc/alert-channels.ts';
import { AlertScreen } from './alert-screen.ts';
import type { Notice } from './notice.ts';
import { textsIn } from './texts.ts';

const START_MS = Date.UTC(2026, 10, 23, 12);
const N1 = '0197a3c2-5f0e-7d0a-9d9b-000000000001';
const N2 = '0197a3c2-5f0e-7d0a-9d9b-000000000002';
const ticket = (n: number): string => `0197a3c2-5f0e-7d0a-9d9b-1${String(n).padStart(11, '0')}`;

function anAlert(n: number, change: Partial<PlannedAlert> = {}): PlannedAlert {
  return {
    id: `alert ${n}`,
    ticketId: ticket(n),
    kind: 'warning',
    priority: 'P2',
    atMs: START_MS,
    title: `N1-${n} vence em 15 min`,
    body: 'Resolução',
    urgency: 'normal',
    queueId: N1,
    groupName: 'N1 Atendimento',
    insists: false,
    canTake: false,
    ...change,
  };
}
const several = (count: number, change: Partial<PlannedAlert> = {}): PlannedAlert[] =>
  Array.from({ length: count }, (_, n) => anAlert(n + 1, change));

/** A desktop on which notifications stand until they are taken off, in a world whose clock a test moves. */
function aScreen({ isStale = false } = {}) {
  let nowMs = START_MS;
  let timers: { readonly callback: () => void; readonly atMs: number }[] = [];
  let standing: readonly Notice[] = [];
  const shown: string[] = [];
  const acts: unknown[] = [];
  const opened: (string | null)[] = [];
  const screen = new AlertScreen({
    nowMs: () => nowMs,
    after(delayMs, callback) {
      const own = { callback, atMs: nowMs + delayMs };
      timers = [...timers, own];
      return () => (timers = timers.filter((timer) => timer !== own));
    },
    show(notice) {
      standing = [...standing, notice];
      shown.push(notice.title);
      return () => (standing = standing.filter((other) => other !== notice));
    },
    texts: () => textsIn('pt-BR'),
    isStale: () => isStale,
    act: ({ id }, action, untilMs) => acts.push([id, action, untilMs === null ? null : untilMs - START_MS]),
    openTicket: (ticketId) => opened.push(ticketId),
    openQueue: (queueId) => opened.push(queueId),
  });
  return {
    screen,
    shown,
    acts,
    opened,
    standing: () => standing,
    titles: () => standing.map(({ title }) => title),
    one(title: string | RegExp) {
      const found = standing.find((notice) =>
        typeof title === 'string' ? notice.title === title : title.test(notice.title),
      );
      if (found === undefined)
        throw new Error(`there is no ${title} among ${standing.map((one) => one.title).join(', ')}`);
      return found;
    },
    pass(durationMs: number) {
      nowMs += durationMs;
      const due = timers.filter(({ atMs }) => atMs <= nowMs);
      timers = timers.filter(({ atMs }) => atMs > nowMs);
      for (const { callback } of due) callback();
    },
  };
}

test('three at once stand each by itself', () => {
  const world = aScreen();
  for (const alert of several(3)) world.screen.tell(alert);
  world.pass(300);
  expect(world.titles()).toEqual(['N1-1 vence em 15 min', 'N1-2 vence em 15 min', 'N1-3 vence em 15 min']);
});

test('twelve at once are one notification of their queue that names three, and a click opens the queue', () => {
  const world = aScreen();
  for (const alert of several(12)) world.screen.tell(alert);
  world.pass(300);
  expect(world.titles()).toEqual(['12 chamados em risco em N1 Atendimento']);
  const many = world.one(/12 chamados/);
  expect(many.body.split('\n')).toEqual([
    'N1-1 vence em 15 min',
    'N1-2 vence em 15 min',
    'N1-3 vence em 15 min',
    'e mais 9',
  ]);
  many.onAction('open');
  expect(world.opened).toEqual([N1]);
});

test('a burst of several queues is one notification for each, and one alert alone in its queue stands by itself', () => {
  const world = aScreen();
  for (const alert of several(4)) world.screen.tell(alert);
  for (const n of [21, 22]) {
    world.screen.tell(anAlert(n, { queueId: N2, groupName: 'N2 Redes', kind: 'breach', urgency: 'critical' }));
  }
  world.screen.tell(anAlert(31, { queueId: null, groupName: '' }));
  world.pass(300);
  expect(world.titles()).toEqual([
    '4 chamados em risco em N1 Atendimento',
    '2 chamados vencidos em N2 Redes',
    'N1-31 vence em 15 min',
  ]);
  expect(world.standing().map(({ isCritical }) => isCritical)).toEqual([false, true, false]);
});

test('what somebody did for a person stands by itself beside a burst of deadlines, and many such are told together', () => {
  const world = aScreen();
  for (const alert of several(4)) world.screen.tell(alert);
  world.screen.tell(anAlert(41, { kind: 'assigned', title: 'N1-41: atribuído a você' }));
  world.pass(300);
  expect(world.titles()).toEqual(['4 chamados em risco em N1 Atendimento', 'N1-41: atribuído a você']);
  for (const n of [42, 43, 44]) world.screen.tell(anAlert(n, { kind: 'mentioned' }));
  world.pass(300);
  expect(world.titles()).toEqual([
    '4 chamados em risco em N1 Atendimento',
    '4 chamados com novidades em N1 Atendimento',
  ]);
});

test('what follows within two seconds joins the burst and takes the place of what stood alone; later it does not', () => {
  const world = aScreen();
  for (const alert of several(3)) world.screen.tell(alert);
  world.pass(300);
  world.pass(1_000);
  world.screen.tell(anAlert(4, { kind: 'breach' }));
  world.pass(300);
  expect(world.titles()).toEqual(['4 chamados vencidos ou em risco em N1 Atendimento']);
  world.pass(5_000);
  world.screen.tell(anAlert(5));
  world.pass(300);
  expect(world.titles()).toEqual(['4 chamados vencidos ou em risco em N1 Atendimento', 'N1-5 vence em 15 min']);
});

test('several alerts of one ticket count as one ticket, and a click opens it', () => {
  const world = aScreen();
  for (const alert of several(4, { ticketId: ticket(7) })) world.screen.tell(alert);
  world.pass(300);
  world.one('Vários avisos do mesmo chamado em N1 Atendimento').onAction('open');
  expect(world.opened).toEqual([ticket(7)]);
});

test('what is no longer planned is taken off, what gathers is not shown, and a group goes with its last alert', () => {
  const world = aScreen();
  for (const alert of several(4)) world.screen.tell(alert);
  world.pass(300);
  world.pass(5_000);
  world.screen.tell(anAlert(5));
  world.pass(300);
  world.screen.tell(anAlert(6));
  world.screen.keepOnly((id) => id === 'alert 4');
  world.pass(300);
  expect(world.titles()).toEqual(['4 chamados em risco em N1 Atendimento']);
  world.screen.keepOnly(() => false);
  expect(world.titles()).toEqual([]);
});

test('what sums up a sleep outlives the plan, which has forgotten its alerts, and goes when all of them are known', () => {
  const world = aScreen();
  world.screen.tellTogether('late', several(2));
  world.screen.keepOnly(() => false);
  world.screen.withdraw(['alert 1']);
  expect(world.titles()).toEqual(['2 alertas enquanto você estava fora']);
  world.screen.withdraw(['alert 2']);
  expect(world.titles()).toEqual([]);
});

test('an alert told again takes the place of itself', () => {
  const world = aScreen();
  world.screen.tell(anAlert(1, { insists: true }));
  world.pass(300);
  world.pass(300_000);
  world.screen.tell(anAlert(1, { insists: true }));
  world.pass(300);
  expect([world.shown.length, world.titles().length]).toEqual([2, 1]);
});

test('one that was dismissed is not taken off again, and comes again where it insists', () => {
  const world = aScreen();
  world.screen.tell(anAlert(1));
  world.pass(300);
  world.one(/N1-1/).onGone();
  world.screen.keepOnly(() => false);
  expect(world.titles()).toHaveLength(1);
});

test('the buttons are what can be done: taking where nobody has it, acknowledging where it insists', () => {
  const world = aScreen();
  world.screen.tell(anAlert(1));
  world.screen.tell(anAlert(2, { canTake: true, insists: true }));
  world.pass(300);
  expect(world.one(/N1-1/).actions).toEqual(['open', 'snooze']);
  expect(world.one(/N1-2/).actions).toEqual(['open', 'take', 'snooze', 'acknowledge']);
  world.one(/N1-2/).onAction('take');
  world.one(/N1-1/).onAction('snooze');
  expect(world.acts).toEqual([
    ['alert 2', 'take', null],
    ['alert 1', 'snooze', 600_300],
  ]);
});

test('what is told while the backend has not been heard of says that it may be out of date', () => {
  const world = aScreen({ isStale: true });
  world.screen.tell(anAlert(1));
  world.screen.tell(anAlert(2, { body: '' }));
  world.pass(300);
  world.screen.tellTogether('missed', [anAlert(3)]);
  expect(world.standing().map(({ body }) => body)).toEqual([
    'Resolução\nPode estar desatualizado.',
    'Pode estar desatualizado.',
    'N1-3 vence em 15 min\nPode estar desatualizado.',
  ]);
});

const anyStep = fc.oneof(
  fc.nat(9).map((n) => ({ do: 'tell', n }) as const),
  fc.integer({ min: 1, max: 3_000 }).map((durationMs) => ({ do: 'pass', durationMs }) as const),
  fc.uniqueArray(fc.nat(9)).map((planned) => ({ do: 'keep', planned }) as const),
  fc.nat(9).map((n) => ({ do: 'withdraw', n }) as const),
);

test('whatever is told and taken off, nothing untrue stands on the screen, and no alert stands there twice', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 40 }), (steps) => {
      const world = aScreen();
      // What is told and not taken off is true, and stands there within a moment.
      const untold = new Set(Array.from({ length: 10 }, (_, n) => n));
      for (const step of steps) {
        if (step.do === 'tell') {
          // An alert belongs to one queue.
          world.screen.tell(anAlert(step.n, { queueId: [N1, N2][step.n % 3] ?? null }));
          untold.delete(step.n);
        } else if (step.do === 'pass') world.pass(step.durationMs);
        else if (step.do === 'keep') {
          world.screen.keepOnly((id) => step.planned.some((n) => id === `alert ${n}`));
          for (let n = 0; n < 10; n += 1) if (!step.planned.includes(n)) untold.add(n);
        } else {
          world.screen.withdraw([`alert ${step.n}`]);
          untold.add(step.n);
        }
      }
      world.pass(3_000);
      const alone = world.titles().flatMap((title) => /^N1-(\d) /.exec(title)?.[1] ?? []);
      expect(new Set(alone).size).toBe(alone.length);
      for (const n of alone) expect(untold.has(Number(n))).toBe(false);
      const isAnyTrue = untold.size < 10;
      expect(world.titles().length > 0).toBe(isAnyTrue);
      expect(world.titles().length).toBeLessThanOrEqual(10 - untold.size);
    }),
    { numRuns: 300 },
  );
});
