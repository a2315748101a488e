import type { Result } from '../lib/result.ts';
import type { Refusal } from '../mutations/mutation.ts';
import { decodeMutation } from '../mutations/registry.ts';
import type { Written } from '../mutations/unit-of-work.ts';
import { wireSeqOf } from './life.ts';
import { refusable, Refused } from './refused.ts';
import { type Identity, loadNeeds, runOne, writeUnit } from './replay.ts';
import { type Change, changeOf, type Storage } from './storage.ts';

/**
 * An action that is kept, the rows it led to, and what that changed. `seq` is its place in the outbox; `clientId` and
 * `wireSeq` are what the backend and the journal know it by.
 */
export type Acted = {
  readonly seq: number;
  readonly clientId: string;
  readonly wireSeq: number;
  readonly written: readonly Written[];
  readonly change: Change;
};

/**
 * Does an action on this machine: its rule runs on the local rows and it is put into the outbox, in one durable
 * transaction. When this resolves, the action is kept.
 *
 * @returns its seq and what changed, or why the rule refuses it here (then nothing is stored).
 */
export async function act(
  storage: Storage,
  identity: Identity,
  action: { readonly name: string; readonly args: unknown; readonly performedAtMs: number },
): Promise<Result<Acted, Refusal>> {
  const decoded = decodeMutation(action.name, action.args);
  if (!decoded.ok) return decoded;
  return refusable(() =>
    storage.transact('act', async (tx) => {
      const [seq, unit, life] = await Promise.all([
        tx.addOutbox({ ...action, outcome: null, isCovered: false }),
        loadNeeds(tx, [decoded.value.needs]),
        tx.meta(),
      ]);
      const refusal = runOne(unit, decoded, { ...action, seq }, { ...identity, life });
      if (refusal !== null) throw new Refused(refusal);
      const refs = await writeUnit(tx, unit);
      const change = await changeOf(tx, refs, { hasOutbox: true, isReset: false });
      return { seq, clientId: life.clientId, wireSeq: wireSeqOf(life, seq), written: unit.written(), change };
    }),
  );
}
