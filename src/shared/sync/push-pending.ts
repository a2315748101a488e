import { applyResults } from './apply-results.ts';
import { takeBatch } from './batch.ts';
import { metaOfLeader } from './lead.ts';
import { wireSeqOf } from './life.ts';
import type { Forgotten } from './new-life.ts';
import type { Identity } from './replay.ts';
import type { Change, Meta, OutboxRow, Storage } from './storage.ts';
import { knownSeqOf, type Transport, type TransportError } from './transport.ts';

export type PendingPush = {
  readonly storage: Storage;
  readonly transport: Transport;
  readonly identity: Identity;
  readonly leaderEpoch: number;
  readonly isStopped: () => boolean;
  /** Told of what is on its way, by seqs of the outbox; of null when it has been answered or cut off. */
  readonly onSending: (sending: { readonly first: number; readonly last: number } | null) => void;
  /** Told of the backend's time in each answer, while it is fresh. */
  readonly onAnswer: (sentAtMs: number, serverTimeMs: number) => Promise<void>;
  readonly nowMs: () => number;
  readonly onChange: (change: Change) => void;
  /** Told of the actions of a client that need no second copy any more. */
  readonly onAnswered: (clientId: string, seqs: readonly number[]) => void;
  /** The backend knows less of this client than it has acknowledged. Answers whether there is a new one to go on as. */
  readonly onForgotten: (forgotten: Forgotten) => Promise<boolean>;
};

/**
 * Sends what waits in the outbox, in order, one push in flight. What is in flight is marked in the transaction that
 * reads it, so that nobody takes back what is on its way (withdraw.ts). Where the backend misses what it has acknowledged
 * before, the rest goes out under a new client (new-life.ts).
 *
 * @returns what went wrong (try again later), or null when nothing waits any more.
 * @throws LeadLost when another engine leads.
 */
export async function pushPending(push: PendingPush): Promise<TransportError | null> {
  const { storage, transport, identity, leaderEpoch, onSending } = push;
  let hasRenewed = false;
  while (!push.isStopped()) {
    const taken = await takeWaiting(storage, leaderEpoch);
    if (taken === null) return null;
    const { meta, batch, range } = taken;
    const { clientId } = meta;
    const mutations = batch.map((row) => ({
      seq: wireSeqOf(meta, row.seq),
      name: row.name,
      args: row.args,
      performedAtMs: row.performedAtMs,
    }));
    const sentAtMs = push.nowMs();
    onSending(range);
    const answer = await transport.push({ clientId, mutations });
    onSending(null);
    if (!answer.ok) {
      const knownSeq = knownSeqOf(answer.error);
      if (knownSeq !== null && !hasRenewed && (await push.onForgotten({ clientId, knownSeq }))) {
        hasRenewed = true;
        continue;
      }
      await unmark(storage, leaderEpoch);
      return answer.error;
    }
    const { results, serverTimeMs } = answer.value;
    await push.onAnswer(sentAtMs, serverTimeMs);
    const { change, doneSeqs } = await applyResults(storage, identity, results, { leaderEpoch, nowMs: serverTimeMs });
    if (doneSeqs.length > 0) push.onAnswered(clientId, doneSeqs);
    push.onChange(change);
  }
  return null;
}

type Taken = {
  readonly meta: Meta;
  readonly batch: readonly OutboxRow[];
  readonly range: { readonly first: number; readonly last: number };
};

async function takeWaiting(storage: Storage, leaderEpoch: number): Promise<Taken | null> {
  return storage.transact('sync', async (tx) => {
    const meta = await metaOfLeader(tx, leaderEpoch);
    const batch = takeBatch((await tx.outbox()).filter(({ outcome }) => outcome === null));
    const [first, last] = [batch[0]?.seq, batch.at(-1)?.seq];
    if (first === undefined || last === undefined) return null;
    await tx.putMeta({ sending: { leaderEpoch, first, last } });
    return { meta, batch, range: { first, last } };
  });
}

async function unmark(storage: Storage, leaderEpoch: number): Promise<void> {
  await storage.transact('sync', async (tx) => {
    await metaOfLeader(tx, leaderEpoch);
    await tx.putMeta({ sending: null });
  });
}
