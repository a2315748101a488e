import { expect, test } from 'vitest';
import { MemoryStorage } from '../../../tests/support/memory-storage.ts';
import { aTicket } from '../../../tests/support/ticket-row.ts';
import { people, workspacePatch } from '../../../tests/support/workspace.ts';
import type { PatchOp } from '../protocol/pull.ts';
import { applyPage } from './apply-page.ts';
import type { Change, Storage } from './storage.ts';

const identity = { user: people.supervisor };
const patch: PatchOp[] = [...workspacePatch, { op: 'put', table: 'ticket', row: aTicket({}) }];
const page = { cookie: 'c', reset: false, patch, lastSeq: 0, more: false };

/** A storage whose transactions complete, well or not, after `end`, when all their work has been done. */
function endingWith(end: () => Promise<void>): { storage: Storage; inner: MemoryStorage } {
  const inner = new MemoryStorage();
  const transact: Storage['transact'] = (kind, work) =>
    inner.transact(kind, async (tx) => {
      const done = await work(tx);
      await end();
      return done;
    });
  return { inner, storage: { transact, look: (work) => inner.look(work) } };
}

test('what a page changes is told before the disk has it, and once', async () => {
  const told: Change[] = [];
  const disk = Promise.withResolvers<void>();
  const { storage, inner } = endingWith(() => disk.promise);
  const applying = applyPage(storage, identity, page, { leaderEpoch: 0, nowMs: 1, onChange: (one) => told.push(one) });
  await expect.poll(() => told.length).toBe(1);
  expect(told[0]).toMatchObject({ revision: 1, ticketIds: [aTicket({}).id], isReset: false });
  expect(inner.state.rows.size).toBe(0);
  disk.resolve();
  await applying;
  expect(told.length).toBe(1);
  expect(inner.state.meta.cookie).toBe('c');
});

test('when the disk then refuses it, everything is told to be read again, and the page comes again', async () => {
  const told: Change[] = [];
  const full = new Error('the disk is full');
  const { storage, inner } = endingWith(() => Promise.reject(full));
  const at = { leaderEpoch: 0, nowMs: 1, onChange: (one: Change) => told.push(one) };
  await expect(applyPage(storage, identity, page, at)).rejects.toThrow(full);
  expect(told.map(({ isReset, tickets }) => ({ isReset, isAll: tickets === null }))).toEqual([
    { isReset: false, isAll: false },
    { isReset: true, isAll: true },
  ]);
  expect(inner.state.meta.cookie).toBeNull();
});

test('a page that is refused before anything was told is not told at all', async () => {
  const told: Change[] = [];
  const at = { leaderEpoch: 7, nowMs: 1, onChange: (one: Change) => told.push(one) };
  await expect(applyPage(new MemoryStorage(), identity, page, at)).rejects.toThrow('epoch 7 is over');
  expect(told).toEqual([]);
});
