import { err, ok, type Result } from '../lib/result.ts';
import type { Refusal } from '../mutations/mutation.ts';
import { type Identity, refuseBadArguments, replay } from './replay.ts';
import { type Change, type Storage, ticketIdOf } from './storage.ts';

export type Acted = { readonly seq: number; readonly change: Change };

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
  const bad = refuseBadArguments(action.name, action.args);
  if (bad !== null) return bad;
  try {
    const acted = await storage.transact('act', async (tx) => {
      const seq = await tx.addOutbox({ ...action, outcome: null, isCovered: false });
      const { refusals, refs } = await replay(tx, identity, [{ ...action, seq }]);
      const refusal = refusals[0];
      if (refusal !== null && refusal !== undefined) throw new Refused(refusal);
      return { seq, refs };
    });
    const ticketIds = [...new Set(acted.refs.flatMap((ref) => ticketIdOf(ref) ?? []))];
    const hasWorkspace = acted.refs.some((ref) => ticketIdOf(ref) === null);
    return ok({ seq: acted.seq, change: { ticketIds, hasWorkspace, hasOutbox: true, isReset: false } });
  } catch (error) {
    if (error instanceof Refused) return err(error.refusal);
    throw error;
  }
}
