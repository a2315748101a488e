import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agentAction } from '../../../tests/support/agent-action.ts';
import { MemoryStorage } from '../../../tests/support/memory-storage.ts';
import { aNewTicket, people, workspacePatch } from '../../../tests/support/workspace.ts';
import type { Ticket } from '../domain/ticket.ts';
import { ActQueue, type Kept } from './act-queue.ts';
import { act, type Action, actTogether } from './act.ts';
import { applyPage } from './apply-page.ts';
import type { Storage } from './storage.ts';

const NOW_MS = Date.UTC(2026, 10, 26, 12);
const identity = { user: people.supervisor };
const UNKNOWN = '00000000-0000-7000-8000-0000000000ff';

const create = (atMs = 0): Action => ({ name: 'ticket.create', args: aNewTicket(), performedAtMs: NOW_MS + atMs });
const claimUnknown: Action = { name: 'ticket.claim', args: { ticketId: UNKNOWN }, performedAtMs: NOW_MS };

async function aStorage(): Promise<MemoryStorage> {
  const storage = new MemoryStorage();
  const page = { cookie: 'c', reset: true, patch: workspacePatch, lastSeq: 0, more: false };
  await applyPage(storage, identity, page, { leaderEpoch: 0, nowMs: NOW_MS, onChange: () => undefined });
  await storage.transact('act', (tx) => tx.putMeta({ clientId: UNKNOWN }));
  return storage;
}

/** A disk whose transactions end, well or not, when the test says: in order, and each only once it has begun. */
class SlowDisk implements Storage {
  readonly #inner: Storage;
  readonly #ends: PromiseWithResolvers<void>[] = [];
  begun = 0;

  constructor(inner: Storage) {
    this.#inner = inner;
  }

  transact: Storage['transact'] = async (kind, work) => {
    const end = this.#end(this.begun);
    this.begun += 1;
    return this.#inner.transact(kind, async (tx) => {
      const done = await work(tx);
      await end.promise;
      return done;
    });
  };

  look: Storage['look'] = (work) => this.#inner.look(work);

  finish(index: number): void {
    this.#end(index).resolve();
  }

  fail(index: number, error: Error): void {
    this.#end(index).reject(error);
  }

  #end(index: number): PromiseWithResolvers<void> {
    this.#ends[index] ??= Promise.withResolvers();
    return this.#ends[index];
  }
}

test('what comes while a transaction is under way goes into the next one, and is kept when that is on the disk', async () => {
  const disk = new SlowDisk(await aStorage());
  const told: string[] = [];
  const queue = new ActQueue(disk, identity, ({ rows }: Kept) => told.push(rows.map(({ seq }) => seq).join()));
  const acting = [create(), create(), claimUnknown, create()].map(async (action, index) => {
    const outcome = await queue.act(action, (written) => told.push(`${index} ${written === null ? 'not' : 'done'}`));
    told.push(`kept ${index}: ${outcome.ok ? outcome.value.seq : outcome.error.code}`);
  });
  disk.finish(0);
  await acting[0];
  await expect.poll(() => disk.begun).toBe(2);
  expect(told).toEqual(['0 done', '1', 'kept 0: 1']);
  disk.finish(1);
  await Promise.all(acting);
  expect(told.slice(3)).toEqual(['1 done', '2 not', '3 done', '2,3', 'kept 1: 2', 'kept 2: not_found', 'kept 3: 3']);
  expect(disk.begun).toBe(2);
});

test('a disk that fails keeps nothing of its transaction, and takes what comes after', async () => {
  const storage = await aStorage();
  const disk = new SlowDisk(storage);
  const kept: number[] = [];
  const queue = new ActQueue(disk, identity, ({ rows }: Kept) => kept.push(...rows.map(({ seq }) => seq)));
  const first = queue.act(create());
  const others = Promise.allSettled([queue.act(create()), queue.act(create())]);
  disk.finish(0);
  disk.fail(1, new Error('the disk is full'));
  await first;
  expect((await others).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  disk.finish(2);
  expect(await queue.act(create())).toMatchObject({ ok: true, value: { seq: 2 } });
  expect(kept).toEqual([1, 2]);
  expect(storage.state.outbox.size).toBe(2);
});

test('actions done together lead to what they lead to one after the other, refusals included', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(3), fc.nat(7)), { minLength: 1, maxLength: 12 }), async (picks) => {
      const [together, alone] = [await aStorage(), await aStorage()];
      const made = [create(), create(), create()];
      const outcomes = await actTogether(together, identity, made);
      for (const action of made) await act(alone, identity, action);
      expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, true]);
      const tickets = together.state.rowsOf('ticket') as Ticket[];
      const actions = picks.map(([which, pick], index): Action => {
        const ticket = tickets[which];
        const performedAtMs = NOW_MS + 1_000 + index;
        return ticket === undefined
          ? { ...claimUnknown, performedAtMs }
          : { ...agentAction(ticket, pick), performedAtMs };
      });
      const both = await actTogether(together, identity, actions);
      const each = [];
      for (const action of actions) each.push(await act(alone, identity, action));
      const seen = (done: typeof both): unknown[] =>
        done.map((one) => (one.ok ? { ...one.value, change: null } : one.error));
      expect(seen(both)).toEqual(seen(each));
      for (const part of ['rows', 'bases', 'outbox'] as const) expect(together.state[part]).toEqual(alone.state[part]);
    }),
    { numRuns: 60 },
  );
});
