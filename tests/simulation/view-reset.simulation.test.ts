import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { ID, people } from '../support/workspace.ts';
import { ACTIONS } from './support/agent-moves.ts';
import { expectReplay } from './support/invariants.ts';
import type { Fault } from './support/simulated-backend.ts';
import { levelClient, openBackend, RUNS, START_MS } from './support/simulated-stage.ts';

const ANA = people.n1b;

const backend = await openBackend();
beforeEach(() => backend.reset(START_MS));

/** Tickets of both of a person's queues, each with one note: larger than a page, one would come in two. */
async function fill(count: number): Promise<void> {
  const [first, second] = [await levelClient(backend, people.n1), await levelClient(backend, people.n2)];
  for (const one of [first, second]) {
    for (let made = 0; made < count; made += 1) await one.act('create', 0);
    for (let place = 0; place < count; place += 1) await one.act('note', place);
    await one.sync();
    one.close();
  }
}

/** For each ticket, how many rows there are of it. */
function sizes(rows: ReadonlyMap<string, unknown>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [key, row] of rows) {
    const { id, ticketId } = row as { id: string; ticketId?: string };
    const ticket = ticketId ?? (key.startsWith('ticket:') ? id : null);
    if (ticket !== null) counts.set(ticket, (counts.get(ticket) ?? 0) + 1);
  }
  return counts;
}

test('while the view starts anew page by page, every ticket that was there and stays is there, whole', async () => {
  await fill(8);
  const ana = await levelClient(backend, people.n1b, 12);
  const before = sizes(await ana.rows());
  await backend.setQueues(ANA, [ID.queue1]);
  const seen: Map<string, number>[] = [];
  backend.beforePull = async () => void seen.push(sizes(await ana.rows()));
  await ana.sync();
  const after = sizes(await backend.viewOf(ANA.id));
  expect(seen.length).toBeGreaterThan(4);
  expect(after.size).toBeGreaterThan(0);
  expect(after.size).toBeLessThan(before.size);
  for (const rows of seen) for (const [id, size] of after) expect(rows.get(id)).toBe(size);
  expect(await ana.rows()).toEqual(await backend.viewOf(ANA.id));
  ana.close();
});

test('a first sync marks nothing', async () => {
  await fill(3);
  const ana = await levelClient(backend, people.n1b, 5);
  expect((await ana.state()).meta.sweep).toBeNull();
  expect(await ana.markCount()).toBe(0);
  await backend.setQueues(ANA, [ID.queue2]);
  const counts: number[] = [];
  backend.beforePull = async () => void counts.push(await ana.markCount());
  await ana.sync();
  expect(Math.max(...counts)).toBeGreaterThan(0);
  expect(await ana.markCount()).toBe(0);
  ana.close();
});

test('after a kill in the middle it goes on where it was', async () => {
  await fill(6);
  const ana = await levelClient(backend, people.n1b, 5);
  await backend.setQueues(ANA, [ID.queue1]);
  await ana.sync(cutAfter(3));
  expect((await ana.state()).meta.sweep).toBe('marking');
  await ana.restart();
  await ana.act('note', 0);
  expectReplay(await ana.state());
  await ana.sync();
  expect(await ana.rows()).toEqual(await backend.viewOf(ANA.id));
  ana.close();
});

test('what enters the view in one page and leaves it in the next is gone', async () => {
  await fill(4);
  const ana = await levelClient(backend, people.n1b, 3);
  const other = await levelClient(backend, people.n2);
  for (let made = 0; made < 4; made += 1) await other.act('create', 0);
  for (let pick = 0; pick < 4; pick += 1) await other.act('claim', pick);
  await other.sync();
  let pulls = 0;
  backend.beforePull = async (userId) => {
    pulls += userId === ANA.id ? 1 : 0;
    if (userId !== ANA.id || pulls !== 3) return;
    for (let pick = 0; pick < 12; pick += 1) await other.act('escalate', pick);
    await other.sync();
  };
  await ana.sync();
  await ana.sync();
  expect(await ana.rows()).toEqual(await backend.viewOf(ANA.id));
  for (const one of [ana, other]) one.close();
});

/** A line that breaks after so many pages of a pull. */
function cutAfter(pages: number): { push: Fault; pull: Fault } {
  let left = pages;
  return {
    push: 'none',
    get pull(): Fault {
      left -= 1;
      return left < 0 ? 'request_lost' : 'none';
    },
  };
}

const QUEUES = [[ID.queue1], [ID.queue2], [ID.queue1, ID.queue2], [ID.queue1, ID.queue1b, ID.queue2], []] as const;
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ action: fc.constantFrom(...ACTIONS), pick: fc.nat(20) }) },
  { weight: 3, arbitrary: fc.record({ queues: fc.nat(QUEUES.length - 1), afterPulls: fc.nat(6) }) },
  { weight: 3, arbitrary: fc.record({ killAfter: fc.nat(8) }) },
  { weight: 2, arbitrary: fc.record({ colleague: fc.constantFrom(...ACTIONS), pick: fc.nat(20) }) },
);

test('whenever rights change between pages, all ends right, and at every page the rows are bases with what is pending', async () => {
  const steps = fc.array(step, { minLength: 4, maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(steps, fc.constantFrom(1, 3, 12, 1_000), async (schedule, pageLimit) => {
      await backend.reset(START_MS);
      await fill(2);
      const ana = await levelClient(backend, people.n1b, pageLimit);
      const colleague = await levelClient(backend, people.n2);
      const planned: { queueIds: readonly string[]; left: number }[] = [];
      backend.beforePull = async (userId) => {
        if (userId !== ANA.id) return;
        expectReplay(await ana.state());
        for (const plan of planned) if (plan.left-- === 0) await backend.setQueues(ANA, plan.queueIds);
      };
      for (const doing of schedule) {
        if ('action' in doing) await ana.act(doing.action, doing.pick);
        else if ('colleague' in doing) {
          await colleague.act(doing.colleague, doing.pick);
          await colleague.sync();
        } else if ('queues' in doing) planned.push({ queueIds: QUEUES[doing.queues] ?? [], left: doing.afterPulls });
        else {
          await ana.sync(cutAfter(doing.killAfter));
          await ana.restart();
        }
        expectReplay(await ana.state());
      }
      planned.length = 0;
      for (const one of [ana, colleague, ana, ana]) await one.sync();
      expect(await ana.outbox()).toEqual([]);
      expect(await ana.markCount()).toBe(0);
      expect(await ana.rows()).toEqual(await backend.viewOf(ANA.id));
      for (const one of [ana, colleague]) one.close();
    }),
    { numRuns: RUNS, endOnFailure: false },
  );
}, 600_000);
