import type { Refusal } from '../mutations/mutation.ts';
import { decodeMutation } from '../mutations/registry.ts';
import { wireSeqOf } from './life.ts';
import { type Identity, loadNeeds, runOne, tryOne, writeUnit } from './replay.ts';
import { type Change, changeOf, type OutboxRow, type Storage } from './storage.ts';

export type Action = { readonly name: string; readonly args: unknown; readonly performedAtMs: number };

/** What has come of some actions: for each its place in the outbox or why the rule refuses it, and what all changed. */
export type ActedAll = {
  readonly results: readonly ({ readonly seq: number } | { readonly refusal: Refusal })[];
  readonly clientId: string;
  /** Those that are kept, as the backend and the journal know them. */
  readonly kept: readonly (Action & { readonly seq: number })[];
  /** null when every one was refused: nothing is stored then. */
  readonly change: Change | null;
};

/**
 * Does several actions on this machine, each on a ticket of its own, in one durable transaction: those that their rules
 * refuse leave nothing, the others are kept in order, each as if it had been done alone (act.ts).
 */
export async function actAll(storage: Storage, identity: Identity, actions: readonly Action[]): Promise<ActedAll> {
  return storage.transact('act', async (tx) => {
    const tried = actions.map((action) => ({ action, decoded: decodeMutation(action.name, action.args) }));
    const needs = tried.flatMap(({ decoded }) => (decoded.ok ? [decoded.value.needs] : []));
    const [unit, life] = await Promise.all([loadNeeds(tx, needs), tx.meta()]);
    // Before they have a place, since places have no gap: on tickets of their own, none changes what another meets.
    const refusals = tried.map(({ action, decoded }) => {
      const refusal = tryOne(unit, decoded, { ...action, seq: 0 }, { ...identity, life });
      unit.discard();
      return refusal;
    });
    const passing = tried.filter((_, index) => refusals[index] === null);
    const seqs = await Promise.all(
      passing.map(({ action }) => tx.addOutbox({ ...action, outcome: null, isCovered: false })),
    );
    const placed = passing.map((one, index): typeof one & { readonly seq: number } => ({
      ...one,
      seq: seqs[index] ?? 0,
    }));
    for (const { action, decoded, seq } of placed) {
      const refusal = runOne(unit, decoded, { ...action, seq }, { ...identity, life });
      if (refusal !== null) throw new Error(`${action.name} ${seq} passed alone and not among others: ${refusal.code}`);
    }
    const change =
      placed.length === 0 ? null : await changeOf(tx, await writeUnit(tx, unit), { hasOutbox: true, isReset: false });
    const places = placed.values();
    return {
      results: refusals.map((refusal) => (refusal === null ? { seq: places.next().value?.seq ?? 0 } : { refusal })),
      clientId: life.clientId,
      kept: placed.map(({ action, seq }): Action & Pick<OutboxRow, 'seq'> => ({
        ...action,
        seq: wireSeqOf(life, seq),
      })),
      change,
    };
  });
}
