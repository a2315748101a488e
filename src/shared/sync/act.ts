import { err, ok, type Result } from '../lib/result.ts';
import type { Refusal } from '../mutations/mutation.ts';
import { decodeMutation } from '../mutations/registry.ts';
import type { Written } from '../mutations/unit-of-work.ts';
import { type Identity, loadNeeds, runOne, writeUnit } from './replay.ts';
import { type Change, changeOf, type Storage } from './storage.ts';

/** An action that is kept: its seq, the rows it led to, and what that changed. */
export type Acted = { readonly seq: number; readonly written: readonly Written[]; readonly change: Change };

/** Carries a refusal out of a transaction that must leave nothing behind. */
class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

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
  try {
    return ok(
      await storage.transact('act', async (tx) => {
        const [seq, unit] = await Promise.all([
          tx.addOutbox({ ...action, outcome: null, isCovered: false }),
          loadNeeds(tx, [decoded.value.needs]),
        ]);
        const refusal = runOne(unit, decoded, { ...action, seq }, identity);
        if (refusal !== null) throw new Refused(refusal);
        const refs = await writeUnit(tx, unit);
        const change = await changeOf(tx, refs, { hasOutbox: true, isReset: false });
        return { seq, written: unit.written(), change };
      }),
    );
  } catch (error) {
    if (error instanceof Refused) return err(error.refusal);
    throw error;
  }
}
