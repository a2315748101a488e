import type { PushResult } from '../protocol/push.ts';
import { metaOfLeader } from './lead.ts';
import { outboxSeqOf } from './life.ts';
import { rebase } from './rebase.ts';
import type { Identity } from './replay.ts';
import { type AttentionRow, type Change, changeOf, type OutboxRow, type Storage } from './storage.ts';
import { attentionOf, verdictOf } from './verdict.ts';

/**
 * Takes in the backend's answers to actions. A refused one moves to *Needs attention* with everything that was
 * typed, and its local effect goes in the same transaction; an answered one leaves the outbox once its rows have come
 * too.
 *
 * @returns what changed, and the wire seqs that need no second copy any more.
 * @throws LeadLost when `leaderEpoch` is no longer the newest.
 */
export async function applyResults(
  storage: Storage,
  identity: Identity,
  results: readonly PushResult[],
  at: { readonly leaderEpoch: number; readonly nowMs: number },
): Promise<{ change: Change; doneSeqs: number[] }> {
  return storage.transact('sync', async (tx) => {
    const meta = await metaOfLeader(tx, at.leaderEpoch);
    const outbox = new Map((await tx.outbox()).map((row) => [row.seq, row]));
    const answered: OutboxRow[] = [];
    const attention: AttentionRow[] = [];
    const doneSeqs: number[] = [];
    for (const result of results) {
      const row = outbox.get(outboxSeqOf(meta, result.seq));
      if (row === undefined || row.outcome !== null) continue;
      answered.push({ ...row, outcome: result.error === undefined ? 'applied' : 'rejected' });
      const verdict = verdictOf(row, result);
      if (verdict === null) doneSeqs.push(result.seq);
      else attention.push(attentionOf({ clientId: meta.clientId, wireSeq: result.seq }, row, verdict, at.nowMs));
    }
    await tx.addAttention(attention);
    await tx.putOutbox(answered.filter(({ isCovered }) => !isCovered));
    await tx.deleteOutbox(answered.filter(({ isCovered }) => isCovered).map(({ seq }) => seq));
    await tx.putMeta({ sending: null });
    const hasEffect = answered.some((row) => row.outcome === 'rejected' && !row.isCovered);
    const refs = hasEffect ? (await rebase(tx, identity, await tx.outbox())).refs : [];
    return { change: await changeOf(tx, refs, { hasOutbox: answered.length > 0, isReset: false }), doneSeqs };
  });
}
