import type { Refusal } from '../mutations/mutation.ts';
import type { PushResult } from '../protocol/push.ts';
import { metaOfLeader } from './lead.ts';
import type { Renewal } from './new-life.ts';
import { type Change, OUTBOX_CHANGED, type RecoveredRow, type Storage } from './storage.ts';
import { attentionOf, verdictOf } from './verdict.ts';

type At = { readonly leaderEpoch: number; readonly nowMs: number };
type Decided = { readonly row: RecoveredRow; readonly status: PushResult['status']; readonly error: Refusal | null };

/**
 * Takes in the backend's answers to actions that were brought back from the journal. They have no effect on the local
 * rows to undo: what they did comes with the next pull. A refused one moves to *Needs attention* with everything that
 * was typed, and each is counted for the agent.
 *
 * @returns what changed, and the seqs that need no second copy any more.
 * @throws LeadLost when `leaderEpoch` is no longer the newest.
 */
export async function applyRecovered(
  storage: Storage,
  batch: readonly RecoveredRow[],
  results: readonly PushResult[],
  at: At,
): Promise<{ change: Change; doneSeqs: number[] }> {
  const rows = new Map(batch.map((row) => [row.seq, row]));
  const decided = results.flatMap((result): Decided[] => {
    const row = rows.get(result.seq);
    return row === undefined ? [] : [{ row, status: result.status, error: verdictOf(row, result) }];
  });
  return settle(storage, decided, at);
}

/**
 * Gives what was brought back of a client, and is not answered yet, to a new client: the backend has not done it and waits
 * for an earlier action that will never come. Either it had acknowledged that one and went back since (new-life.ts), or the
 * journal has lost it. What is left has a seq above all the backend knows of the old client, so that it is done once
 * however it is called.
 *
 * @throws LeadLost when `leaderEpoch` is no longer the newest.
 */
export async function renewRecovered(
  storage: Storage,
  { place, clientId }: Pick<RecoveredRow, 'place' | 'clientId'>,
  { leaderEpoch, newClientId }: { readonly leaderEpoch: number; readonly newClientId: string },
): Promise<Renewal> {
  return storage.transact('act', async (tx) => {
    await metaOfLeader(tx, leaderEpoch);
    const old = (await tx.recovered()).filter((row) => row.place === place);
    const renewed = old.map((row, index) => ({ ...row, clientId: newClientId, seq: index + 1 }));
    await tx.deleteRecovered(old);
    await tx.putRecovered(renewed);
    const rows = renewed.map(({ place: _place, clientId: _clientId, ...row }) => row);
    return { oldClientId: clientId, oldSeqs: old.map(({ seq }) => seq), clientId: newClientId, rows };
  });
}

/**
 * Moves actions that the backend will never take under their old client to *Needs attention*: those of a client that is
 * somebody else's (`sync.client`), and those after a gap of which it does not say where it is (`sync.gap`).
 *
 * @throws LeadLost when `leaderEpoch` is no longer the newest.
 */
export async function refuseRecovered(
  storage: Storage,
  batch: readonly RecoveredRow[],
  refusal: Refusal,
  at: At,
): Promise<{ change: Change; doneSeqs: number[] }> {
  return settle(
    storage,
    batch.map((row) => ({ row, status: 'rejected', error: refusal })),
    at,
  );
}

async function settle(
  storage: Storage,
  decided: readonly Decided[],
  at: At,
): Promise<{ change: Change; doneSeqs: number[] }> {
  await storage.transact('sync', async (tx) => {
    const { recovery } = await metaOfLeader(tx, at.leaderEpoch);
    await tx.addAttention(
      decided.flatMap(({ row, error }) =>
        error === null ? [] : [attentionOf({ clientId: row.clientId, wireSeq: row.seq }, row, error, at.nowMs)],
      ),
    );
    await tx.deleteRecovered(decided.map(({ row }) => row));
    if (recovery === null) return;
    const count = (of: (one: Decided) => boolean): number => decided.filter(of).length;
    await tx.putMeta({
      recovery: {
        found: recovery.found,
        sent: recovery.sent + count(({ status, error }) => error === null && status === 'applied'),
        arrived: recovery.arrived + count(({ status, error }) => error === null && status === 'duplicate'),
        refused: recovery.refused + count(({ error }) => error !== null),
      },
    });
  });
  return {
    change: OUTBOX_CHANGED,
    doneSeqs: decided.flatMap(({ row, error }) => (error === null ? [row.seq] : [])),
  };
}
