import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alertChain, ALERTS_GO_AFTER_MINUTES, refuseChain } from './alert-chain.ts';
import { queueSchema } from './workspace.ts';

const MINUTE_MS = 60_000;
type Own = { readonly alertsGoTo?: string | null; readonly alertsGoAfterMinutes?: number; readonly isActive?: boolean };
const queue = (id: string, own: Own = {}) => ({ id, isActive: true, ...own });

test('each queue of the way waits its own time, and half an hour where it does not say', () => {
  const queues = [
    queue('a', { alertsGoTo: 'b', alertsGoAfterMinutes: 10 }),
    queue('b', { alertsGoTo: 'c' }),
    queue('c', { alertsGoTo: null }),
  ];
  expect(alertChain('a', queues)).toEqual([
    { queueId: 'b', afterMs: 10 * MINUTE_MS },
    { queueId: 'c', afterMs: (10 + ALERTS_GO_AFTER_MINUTES) * MINUTE_MS },
  ]);
  expect(alertChain('c', queues)).toEqual([]);
});

test('the way ends at a queue that is not in use, or is not there', () => {
  const queues = [queue('a', { alertsGoTo: 'b' }), queue('b', { alertsGoTo: 'c', isActive: false }), queue('c')];
  expect(alertChain('a', queues)).toEqual([]);
  expect(alertChain('b', queues)).toEqual([]);
  expect(alertChain('a', [queue('a', { alertsGoTo: 'gone' })])).toEqual([]);
});

test('a queue that names itself, none that there is, or one that leads back is refused', () => {
  const queues = [queue('a'), queue('b', { alertsGoTo: 'c' }), queue('c', { alertsGoTo: 'a', isActive: false })];
  expect(refuseChain({ id: 'a', alertsGoTo: 'a' }, queues)).toBe('self');
  expect(refuseChain({ id: 'a', alertsGoTo: 'gone' }, queues)).toBe('unknown');
  expect(refuseChain({ id: 'a', alertsGoTo: 'b' }, queues)).toBe('cycle');
  expect(refuseChain({ id: 'a', alertsGoTo: null }, queues)).toBeNull();
  expect(refuseChain({ id: 'b', alertsGoTo: 'a' }, queues)).toBeNull();
});

test('a queue saved before there was any such thing is still one', () => {
  const before = { id: crypto.randomUUID(), name: 'N1', tier: 1, position: 1, isActive: true };
  expect(queueSchema.parse(before)).toEqual(before);
});

const IDS = ['a', 'b', 'c', 'd', 'e', 'f'];
const anyNext = fc.option(fc.constantFrom(...IDS));
const anyGraph = fc
  .tuple(...IDS.map(() => anyNext))
  .map((nexts) => new Map(IDS.map((id, n) => [id, nexts[n] ?? null])));

/** Whether somebody who follows the ways from a queue comes to it again: as many steps as there are queues tell. */
function comesBack(id: string, nextOf: ReadonlyMap<string, string | null>): boolean {
  let at = nextOf.get(id) ?? null;
  for (let step = 0; step < IDS.length && at !== null && at !== id; step += 1) at = nextOf.get(at) ?? null;
  return at === id;
}

test('of random ways one is refused exactly when it leads back to where it began', () => {
  fc.assert(
    fc.property(anyGraph, fc.constantFrom(...IDS), anyNext, (graph, id, alertsGoTo) => {
      const queues = [...graph].map(([each, next]) => queue(each, { alertsGoTo: next }));
      const after = new Map([...graph, [id, alertsGoTo ?? null]]);
      expect(refuseChain({ id, alertsGoTo }, queues) !== null).toBe(comesBack(id, after));
    }),
    { numRuns: 1_000 },
  );
});

test('saved one after the other, whatever is asked, the ways never come round, and each is walked to its end', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...IDS), anyNext), { maxLength: 30 }), (asked) => {
      let queues = IDS.map((id) => queue(id));
      for (const [id, alertsGoTo] of asked) {
        if (refuseChain({ id, alertsGoTo }, queues) !== null) continue;
        queues = queues.map((each) => (each.id === id ? queue(id, { alertsGoTo }) : each));
      }
      const nextOf = new Map(queues.map(({ id, alertsGoTo = null }) => [id, alertsGoTo]));
      for (const id of IDS) {
        expect(comesBack(id, nextOf)).toBe(false);
        const chain = alertChain(id, queues);
        expect(nextOf.get(chain.at(-1)?.queueId ?? id) ?? null).toBeNull();
        expect(new Set([id, ...chain.map(({ queueId }) => queueId)]).size).toBe(chain.length + 1);
      }
    }),
  );
});
