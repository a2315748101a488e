import type { Refusal } from '../mutations/mutation.ts';
import { applyRecovered, refuseRecovered, renewRecovered } from './apply-recovered.ts';
import { takeBatch } from './batch.ts';
import type { Renewal } from './new-life.ts';
import type { Change, Storage } from './storage.ts';
import { knownSeqOf, type Transport, type TransportError } from './transport.ts';

export type RecoveredPush = {
  readonly storage: Storage;
  readonly transport: Transport;
  readonly leaderEpoch: number;
  readonly isStopped: () => boolean;
  readonly nowMs: () => number;
  readonly newId: () => string;
  readonly onChange: (change: Change) => void;
  /** Told of the actions of a client that need no second copy any more. */
  readonly onAnswered: (clientId: string, seqs: readonly number[]) => void;
  /** Told of actions that changed their client, before they are sent. */
  readonly onRenewed: (renewal: Renewal) => Promise<void>;
};

/**
 * Sends what was brought back from the journal, each action under the client and the seq it was done as: what had
 * arrived before the database was lost is known there and answered as a duplicate. What comes after a gap that nothing will
 * close goes out under a new client. Client by client and in order. The caller pushes nothing new before this is through.
 *
 * @returns what went wrong (try again later), or null when nothing waits any more.
 * @throws LeadLost when another engine leads.
 */
export async function pushRecovered(push: RecoveredPush): Promise<TransportError | null> {
  const { storage, transport, leaderEpoch, onChange, onAnswered } = push;
  let renewedPlace: number | null = null;
  while (!push.isStopped()) {
    const waiting = await storage.look((tx) => tx.recovered());
    const [first] = waiting;
    if (first === undefined) return null;
    const { place, clientId } = first;
    const batch = takeBatch(waiting.filter((row) => row.place === place));
    const mutations = batch.map(({ seq, name, args, performedAtMs }) => ({ seq, name, args, performedAtMs }));
    const answer = await transport.push({ clientId, mutations });
    if (answer.ok) {
      const at = { leaderEpoch, nowMs: answer.value.serverTimeMs };
      const { change, doneSeqs } = await applyRecovered(storage, batch, answer.value.results, at);
      if (doneSeqs.length > 0) onAnswered(clientId, doneSeqs);
      onChange(change);
      continue;
    }
    if (knownSeqOf(answer.error) !== null && place !== renewedPlace) {
      renewedPlace = place;
      await push.onRenewed(await renewRecovered(storage, first, { leaderEpoch, newClientId: push.newId() }));
      continue;
    }
    const refusal = finalRefusal(answer.error);
    if (refusal === null) return answer.error;
    onChange((await refuseRecovered(storage, batch, refusal, { leaderEpoch, nowMs: push.nowMs() })).change);
  }
  return null;
}

/** Why trying again under the old client is of no use; null when it may be. */
function finalRefusal(error: TransportError): Refusal | null {
  if (error.kind !== 'refused') return null;
  return error.code === 'sync.gap' || error.code === 'sync.client' ? { code: error.code, message: error.detail } : null;
}
