import type { JournalRow } from './journal.ts';
import { metaOfLeader } from './lead.ts';
import { type Life, onWire, outboxSeqOf, wireSeqOf } from './life.ts';
import { rebase } from './rebase.ts';
import type { Identity } from './replay.ts';
import { type Change, changeOf, type OutboxRow, type Storage, type StorageTx } from './storage.ts';

/** Actions that changed their client: the journal gets `rows` under `clientId`, then lets `oldSeqs` of the old one go. */
export type Renewal = {
  readonly oldClientId: string;
  readonly oldSeqs: readonly number[];
  readonly clientId: string;
  readonly rows: readonly JournalRow[];
};

/** A client of which the backend now knows no more than up to this seq on the wire, fewer than it had acknowledged. */
export type Forgotten = { readonly clientId: string; readonly knownSeq: number };

/**
 * Begins a new life as another client, because the backend has gone back to before something it had acknowledged (a
 * backup was put back): under the old client it would refuse everything as `sync.gap` for ever. In one transaction:
 *
 *   known there, answered        is not sent; shown until the pull that follows is through
 *   known there, not answered    asked for under the old client (`recovered`), where it is a repeat
 *   not known there, refused     stands in *Needs attention* already
 *   not known there, withdrawn   is nowhere, and is not sent
 *   not known there, any other   is sent, in order, from seq 1 of the new client
 *
 * Nothing is done twice: what goes out under the new client has a seq above `knownSeq`, so the backend as it is now has
 * not done it; and under the old client it never goes out again, since it leaves the outbox there in this transaction.
 * (What was still travelling when the backup was put back does not arrive: that ends every connection.) Nothing is lost:
 * each row is on exactly one of the lines above. What had been acknowledged, seen and let go is not on this machine any
 * more; what the backup does not hold of that is lost with it.
 *
 * The view is fetched from the start: rows that the backend no longer has would stay for ever otherwise.
 *
 * @returns what changed; null when the client is another one by now.
 * @throws LeadLost when `leaderEpoch` is no longer the newest.
 */
export async function beginNewLife(
  storage: Storage,
  identity: Identity,
  { clientId, knownSeq }: Forgotten,
  { leaderEpoch, newClientId }: { readonly leaderEpoch: number; readonly newClientId: string },
): Promise<{ readonly change: Change; readonly renewal: Renewal } | null> {
  // As durable as an act: the acts that follow are counted from here.
  return storage.transact('act', async (tx) => {
    const meta = await metaOfLeader(tx, leaderEpoch);
    if (meta.clientId !== clientId) return null;
    const { settled, asked, unknown } = sortOut(await tx.outbox(), Math.max(meta.seqBase, outboxSeqOf(meta, knownSeq)));
    await askUnderOldClient(tx, meta, asked);
    const unsent = unknown.filter(({ outcome, withdrawn }) => outcome !== 'rejected' && withdrawn === undefined);
    await tx.deleteOutbox([...asked, ...unknown].map(({ seq }) => seq));
    await tx.putOutbox(settled);
    const resent: OutboxRow[] = [];
    for (const { seq: _, ...row } of unsent) {
      const fresh = { ...row, outcome: null, isCovered: false };
      resent.push({ ...fresh, seq: await tx.addOutbox(fresh) });
    }
    const next = { clientId: newClientId, seqBase: await lastSeqBefore(tx, resent) };
    await tx.putMeta({ ...next, cookie: null, sending: null });
    const { refs } = await rebase(tx, identity, [...settled, ...resent]);
    return {
      change: await changeOf(tx, refs, { hasOutbox: true, isReset: false }),
      renewal: {
        oldClientId: clientId,
        oldSeqs: unknown.filter(({ outcome }) => outcome !== 'rejected').map(({ seq }) => wireSeqOf(meta, seq)),
        clientId: newClientId,
        rows: resent.map((row) => onWire(next, row)),
      },
    };
  });
}

/** Rows up to `knownSeq` that are shown until the pull, those to be asked for, and all rows above it. */
function sortOut(
  outbox: readonly OutboxRow[],
  knownSeq: number,
): { settled: OutboxRow[]; asked: OutboxRow[]; unknown: OutboxRow[] } {
  const known = outbox.filter(({ seq }) => seq <= knownSeq);
  return {
    settled: known
      .filter(({ outcome, isCovered }) => outcome !== 'rejected' && !isCovered)
      .map((row) => ({ ...row, outcome: 'applied' })),
    asked: known.filter(({ outcome }) => outcome === null),
    unknown: outbox.filter(({ seq }) => seq > knownSeq),
  };
}

async function askUnderOldClient(tx: StorageTx, life: Life, asked: readonly OutboxRow[]): Promise<void> {
  const places = (await tx.recovered()).map((row) => row.place);
  const place = Math.max(-1, ...places) + 1;
  await tx.putRecovered(asked.map((row) => ({ ...onWire(life, row), place, clientId: life.clientId })));
}

/** The seq that the outbox gave out last before `rows`, or at all when there are none. */
async function lastSeqBefore(tx: StorageTx, rows: readonly OutboxRow[]): Promise<number> {
  const [first] = rows;
  if (first !== undefined) return first.seq - 1;
  const seq = await tx.addOutbox({ name: '', args: null, performedAtMs: 0, outcome: null, isCovered: false });
  await tx.deleteOutbox([seq]);
  return seq;
}
