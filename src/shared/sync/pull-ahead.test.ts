import { expect, test } from 'vitest';
import { MemoryStorage } from '../../../tests/support/memory-storage.ts';
import { aTicket } from '../../../tests/support/ticket-row.ts';
import { people } from '../../../tests/support/workspace.ts';
import { ok } from '../lib/result.ts';
import { SyncEngine } from './engine.ts';
import type { Change, Storage } from './storage.ts';
import type { Transport } from './transport.ts';

const PAGES = 3;
const idOf = (page: number): string => `00000000-0000-7000-8000-00000000000${page}`;

const nothing = (): void => undefined;

/** A first pull of three pages of a ticket each, and in which order they were asked for and written. */
function aPull(
  write: (page: number) => Promise<void>,
  onChange: (change: Change) => void = nothing,
  onBegin: (seen: string[]) => void = nothing,
): { engine: SyncEngine; seen: string[]; inner: MemoryStorage } {
  const seen: string[] = [];
  const inner = new MemoryStorage();
  let lastSeq = 0;
  const transact: Storage['transact'] = (kind, work) => {
    onBegin(seen);
    return inner.transact(kind, async (tx) => {
      const done = await work(tx);
      const page = Number((await tx.meta()).cookie ?? 0);
      if (page > Number(inner.state.meta.cookie ?? 0)) {
        await write(page);
        seen.push(`wrote ${page}`);
      }
      return done;
    });
  };
  const transport: Transport = {
    async pull({ cookie }) {
      const page = Number(cookie ?? 0) + 1;
      seen.push(`asked ${page}`);
      const row = aTicket({ id: idOf(page) });
      const patch = [{ op: 'put' as const, table: 'ticket' as const, row }];
      return ok({ cookie: `${page}`, reset: false, patch, lastSeq, more: page < PAGES, serverTimeMs: 1 });
    },
    async push({ mutations }) {
      seen.push('sent');
      const results = mutations.map(({ seq }) => ({ seq, status: 'applied' as const }));
      lastSeq = mutations.at(-1)?.seq ?? lastSeq;
      return ok({ lastSeq, results, serverTimeMs: 1 });
    },
    presence: async () => ok(undefined),
    live: () => Promise.resolve(),
    close: () => undefined,
  };
  const engine = new SyncEngine({
    storage: { transact, look: (work) => inner.look(work) },
    transport,
    identity: { user: people.supervisor },
    environment: {
      nowMs: () => 1,
      random: () => 0,
      newId: () => idOf(9),
      sleep: () => ({ over: Promise.resolve(), wake: nothing }),
    },
    onChange,
    onStatus: nothing,
    onClock: nothing,
    onAnswered: nothing,
    onRenewed: async () => undefined,
  });
  return { engine, seen, inner };
}

test('the next page travels while one is written, and is written after it', async () => {
  const { engine, seen, inner } = aPull(async () => undefined);
  await engine.takeLead();
  expect(await engine.syncOnce()).toBeNull();
  expect(seen).toEqual(['asked 1', 'asked 2', 'wrote 1', 'asked 3', 'wrote 2', 'wrote 3']);
  expect(inner.state.rowsOf('ticket').map(({ id }) => id)).toEqual([1, 2, 3].map(idOf));
});

test('when a page cannot be written, the one that has come after it is dropped, and both are asked for again', async () => {
  let isFull = true;
  const { engine, seen, inner } = aPull(async (page) => {
    if (page === 2 && isFull) throw new Error('the disk is full');
  });
  await engine.takeLead();
  await expect(engine.syncOnce()).rejects.toThrow('the disk is full');
  expect(inner.state.meta.cookie).toBe('1');
  expect(inner.state.rowsOf('ticket').map(({ id }) => id)).toEqual([idOf(1)]);
  isFull = false;
  seen.length = 0;
  expect(await engine.syncOnce()).toBeNull();
  expect(seen).toEqual(['asked 2', 'asked 3', 'wrote 2', 'wrote 3']);
});

test('who takes the lead after a page that was told and not written tells of it under a later revision', async () => {
  let isFull = true;
  const revisions: number[] = [];
  const { engine } = aPull(
    async () => {
      if (isFull) throw new Error('the disk is full');
    },
    ({ isReset, revision }) => {
      if (!isReset) revisions.push(revision);
    },
  );
  await engine.takeLead();
  await expect(engine.syncOnce()).rejects.toThrow('the disk is full');
  isFull = false;
  await engine.takeLead();
  await engine.syncOnce();
  expect(revisions).toHaveLength(1 + PAGES);
  expect(revisions[1]).toBeGreaterThan(revisions[0] ?? 0);
});

test('a later round asks for what is new before it has looked at the database', async () => {
  const { engine, seen } = aPull(
    async () => undefined,
    nothing,
    (all) => all.push('looks'),
  );
  await engine.takeLead();
  await engine.syncOnce();
  seen.length = 0;
  await engine.syncOnce();
  expect(seen.slice(0, 2)).toEqual(['asked 4', 'looks']);
  expect(seen.filter((what) => what !== 'looks')).toEqual(['asked 4', 'wrote 4']);
});

test('what was asked for before something had to be sent is asked for again after it', async () => {
  const { engine, seen, inner } = aPull(async () => undefined);
  await engine.takeLead();
  await engine.syncOnce();
  await inner.transact('act', (tx) =>
    tx.addOutbox({
      name: 'ticket.claim',
      args: { ticketId: idOf(1) },
      performedAtMs: 1,
      outcome: null,
      isCovered: false,
    }),
  );
  seen.length = 0;
  expect(await engine.syncOnce()).toBeNull();
  expect(seen).toEqual(['asked 4', 'sent', 'asked 4', 'wrote 4']);
});
