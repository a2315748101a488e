import type { Patch } from './apply-patch.ts';
import { metaOfLeader } from './lead.ts';
import { isPending, restoreBases } from './rebase.ts';
import { type Identity, replay } from './replay.ts';
import { type Change, changeOf, type Meta, refKey, type RowRef, type Storage, type StorageTx } from './storage.ts';

/** Rows that one transaction sweeps away: few enough that nobody waits for it. */
const AT_ONCE = 1_000;

/**
 * When the view starts anew (other rights, a backup put back), its rows go over the old ones and the agent goes on working
 * on what is there; what has come is marked, durably and with each page, and when the last page is in, what was not
 * marked is swept away.
 *
 *   none --reset, there are rows--> marking --last page--> sweeping --nothing left--> none
 *                                     ^  | reset
 *                                     |__|
 *
 * A database without rows has nothing to sweep and marks nothing.
 */
export type Sweep = Meta['sweep'];

/**
 * Marks what a page brings and takes away.
 *
 * @returns how the sweep stands with this page, and the tickets to be put in the place of all that was here of them, since
 * the backend may have lost parts of theirs too.
 */
export async function markPage(
  tx: StorageTx,
  meta: Meta,
  page: { readonly reset: boolean; readonly more: boolean },
  patch: Patch,
): Promise<{ sweep: Sweep; afresh: string[] }> {
  if (page.reset) await tx.clearMarks();
  const before = page.reset ? ((await tx.hasRows()) ? 'marking' : null) : meta.sweep;
  if (before === null) return { sweep: null, afresh: [] };
  const marked = await tx.marks();
  const rows = patch.ownRows;
  const afresh = rows.flatMap((ref) => (ref.table === 'ticket' && !marked.has(refKey(ref)) ? [ref.id] : []));
  await tx.addMarks({ seen: rows.map(refKey), gone: patch.goneRows.map(refKey) });
  return { sweep: page.more ? before : 'sweeping', afresh };
}

/**
 * Deletes the rows of `refs` that were not marked, when the last page is in: those that pending actions have changed go
 * with it, so that nothing is replayed on them. To be called between putting the bases back and replaying.
 */
export async function sweepOf(tx: StorageTx, refs: readonly RowRef[]): Promise<RowRef[]> {
  const marked = await tx.marks();
  const unmarked = refs.filter((ref) => !isMarked(ref, marked));
  await deleteWhole(tx, unmarked);
  return unmarked;
}

/**
 * Sweeps away what the last reset has not brought, some at a time, until nothing is left. Whatever an agent does to a row
 * that is about to go goes with it here; the backend decides on it all the same.
 *
 * @throws LeadLost when `leaderEpoch` is no longer the newest.
 */
export async function sweepAll(
  storage: Storage,
  identity: Identity,
  leaderEpoch: number,
  onChange: (change: Change) => void,
  isStopped: () => boolean,
): Promise<void> {
  while (!isStopped()) {
    const change = await sweepSome(storage, identity, leaderEpoch);
    if (change === null) return;
    onChange(change);
  }
}

async function sweepSome(storage: Storage, identity: Identity, leaderEpoch: number): Promise<Change | null> {
  return storage.transact('sync', async (tx) => {
    const { sweep } = await metaOfLeader(tx, leaderEpoch);
    if (sweep !== 'sweeping') return null;
    const restored = await restoreBases(tx);
    const marked = await tx.marks();
    const unmarked = (await tx.ownRows()).filter((ref) => !marked.has(refKey(ref)));
    const batch = unmarked.slice(0, AT_ONCE);
    await deleteWhole(tx, batch);
    if (batch.length === unmarked.length) {
      await tx.clearMarks();
      await tx.putMeta({ sweep: null });
    }
    const pending = (await tx.outbox()).filter(isPending);
    const replayed = pending.length === 0 ? [] : (await replay(tx, identity, pending)).refs;
    return changeOf(tx, [...restored, ...batch, ...replayed], { hasOutbox: false, isReset: false });
  });
}

function isMarked(ref: RowRef, marked: ReadonlySet<string>): boolean {
  return marked.has('ticketId' in ref ? `ticket:${ref.ticketId}` : refKey(ref));
}

async function deleteWhole(tx: StorageTx, refs: readonly RowRef[]): Promise<void> {
  await tx.deleteTickets(refs.flatMap((ref) => (ref.table === 'ticket' ? [ref.id] : [])));
  await tx.deleteRows(refs.filter(({ table }) => table !== 'ticket'));
}
