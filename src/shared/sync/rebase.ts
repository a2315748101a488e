import type { Refusal } from '../mutations/mutation.ts';
import { type Identity, replay } from './replay.ts';
import { type BaseRow, type OutboxRow, type RowRef, type StorageTx, written } from './storage.ts';

/** Whether an action's effect is still laid over the backend's rows: not refused, and not in them yet. */
export function isPending({ outcome, isCovered }: Pick<OutboxRow, 'outcome' | 'isCovered'>): boolean {
  return outcome !== 'rejected' && !isCovered;
}

/** Puts the backend's versions of rows back, as if nothing were pending. Answers the rows that this touched. */
export async function restoreBases(tx: StorageTx): Promise<RowRef[]> {
  return putBack(tx, await tx.allBases());
}

/** The same, where all the backend's versions have been read already. */
export async function putBack(tx: StorageTx, bases: readonly BaseRow[]): Promise<RowRef[]> {
  if (bases.length === 0) return [];
  await tx.putRows(bases.flatMap(({ ref, row }) => (row === null ? [] : [written(ref.table, row)])));
  await tx.deleteRows(bases.flatMap(({ ref, row }) => (row === null ? [ref] : [])));
  await tx.clearBases();
  return bases.map(({ ref }) => ref);
}

/**
 * Makes the local rows what they are by definition: the backend's, with the effects of what is pending in `outbox` on
 * top, in order. Nothing of an action that is no longer pending is left.
 *
 */
export async function rebase(tx: StorageTx, identity: Identity, outbox: readonly OutboxRow[]): Promise<Rebased> {
  const restored = await restoreBases(tx);
  const pending = outbox.filter(isPending);
  if (pending.length === 0) return { refs: restored, refusals: new Map() };
  const { refs, refusals } = await replay(tx, identity, pending);
  return {
    refs: [...restored, ...refs],
    refusals: new Map(pending.map(({ seq }, index) => [seq, refusals[index] ?? null])),
  };
}

/** The rows that a rebase touched (some may be as they were), and why each pending action was refused, or null. */
export type Rebased = { readonly refs: readonly RowRef[]; readonly refusals: ReadonlyMap<number, Refusal | null> };
