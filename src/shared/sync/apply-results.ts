import { deriveId } from '../lib/derive-id.ts';
import type { Refusal } from '../mutations/mutation.ts';
import type { PushResult } from '../protocol/push.ts';
import { LeadLost } from './apply-page.ts';
import { rebase } from './rebase.ts';
import type { Identity } from './replay.ts';
import { type AttentionRow, type Change, changeOf, type OutboxRow, type Storage } from './storage.ts';

/** A refused action as it stands in *Needs attention*: the same id however often the refusal is heard. */
export function attentionOf(
  clientId: string,
  { seq, name, args, performedAtMs }: Pick<OutboxRow, 'seq' | 'name' | 'args' | 'performedAtMs'>,
  error: Refusal,
  refusedAtMs: number,
): AttentionRow {
  const id = deriveId(performedAtMs, `${clientId}:${seq}:attention`);
  return { id, clientId, seq, name, args, performedAtMs, refusedAtMs, error };
}

/**
 * Takes in the backend's answers to actions. A refused one moves to *Needs attention* with everything that was
 * typed, and its local effect goes in the same transaction; an answered one leaves the outbox once its rows have come
 * too.
 *
 * @returns what changed.
 * @throws LeadLost when `leaderEpoch` is no longer the newest.
 */
export async function applyResults(
  storage: Storage,
  identity: Identity,
  results: readonly PushResult[],
  at: { readonly leaderEpoch: number; readonly nowMs: number },
): Promise<Change> {
  return storage.transact('sync', async (tx) => {
    const meta = await tx.meta();
    if (meta.leaderEpoch !== at.leaderEpoch) throw new LeadLost(`epoch ${at.leaderEpoch} is over`);
    const outbox = new Map((await tx.outbox()).map((row) => [row.seq, row]));
    const answered: OutboxRow[] = [];
    const attention: AttentionRow[] = [];
    for (const { seq, error } of results) {
      const row = outbox.get(seq);
      if (row === undefined || row.outcome !== null) continue;
      answered.push({ ...row, outcome: error === undefined ? 'applied' : 'rejected' });
      if (error === undefined) continue;
      attention.push(attentionOf(identity.clientId, row, refusalOf(error), at.nowMs));
    }
    await tx.addAttention(attention);
    await tx.putOutbox(answered.filter(({ isCovered }) => !isCovered));
    await tx.deleteOutbox(answered.filter(({ isCovered }) => isCovered).map(({ seq }) => seq));
    const hasEffect = answered.some((row) => row.outcome === 'rejected' && !row.isCovered);
    const refs = hasEffect ? await rebase(tx, identity, await tx.outbox()) : [];
    return changeOf(tx, refs, { hasOutbox: answered.length > 0, isReset: false });
  });
}

/** The refusal in an answer, without the members it does not have. */
export function refusalOf({ details, ...rest }: NonNullable<PushResult['error']>): Refusal {
  return details === undefined ? rest : { ...rest, details };
}
