import { decodeMutation } from '../mutations/registry.ts';
import type { PullResponse } from '../protocol/pull.ts';
import { Patch } from './apply-patch.ts';
import { metaOfLeader } from './lead.ts';
import { outboxSeqOf } from './life.ts';
import type { Forgotten } from './new-life.ts';
import { isPending, putBack } from './rebase.ts';
import { type Identity, replay } from './replay.ts';
import {
  ALL_CHANGED,
  type Change,
  changeOf,
  type Meta,
  type OutboxRow,
  type RowRef,
  type Storage,
  type StorageTx,
} from './storage.ts';
import { markPage, sweepOf } from './sweep.ts';

/** Thrown when the backend has gone back to before something it had acknowledged to this client (new-life.ts). */
export class WentBack extends Error {
  override readonly name = 'WentBack';
  readonly forgotten: Forgotten;

  constructor(forgotten: Forgotten) {
    super(`the backend knows client ${forgotten.clientId} up to ${forgotten.knownSeq} only`);
    this.forgotten = forgotten;
  }
}

type Page = Pick<PullResponse, 'cookie' | 'reset' | 'patch' | 'lastSeq' | 'more'>;

/**
 * Takes in a page of the backend's: puts the backend's versions of rows back, applies the page, lets go of the
 * actions it covers, replays those still pending, and remembers the cookie; in one transaction, so that no reader
 * sees anything between. A page that starts the view anew goes over the rows there are (sweep.ts).
 *
 * What changed is told as soon as all of it is known, and the database may still be taking it: who reads from then on waits
 * for the transaction. Should that fail, everything is told to be read again.
 *
 * @throws LeadLost when `leaderEpoch` is no longer the newest; WentBack when the backend no longer knows what it has
 * acknowledged: nothing of the page is then taken in.
 */
export async function applyPage(
  storage: Storage,
  identity: Identity,
  page: Page,
  at: { readonly leaderEpoch: number; readonly nowMs: number; readonly onChange: (change: Change) => void },
): Promise<void> {
  let isTold = false;
  try {
    await storage.transact('sync', async (tx) => {
      const change = await writePage(tx, identity, page, at);
      isTold = true;
      at.onChange(change);
    });
  } catch (error) {
    if (isTold) at.onChange(ALL_CHANGED);
    throw error;
  }
}

async function writePage(
  tx: StorageTx,
  identity: Identity,
  page: Page,
  at: { readonly leaderEpoch: number; readonly nowMs: number },
): Promise<Change> {
  // At once, and before the writes: what is read after them waits for all of them.
  const [meta, bases, outbox] = await Promise.all([metaOfLeader(tx, at.leaderEpoch), tx.allBases(), tx.outbox()]);
  if (!page.more) refuseOlder(outbox, meta, page);
  // While there is more, the backend's count stands where it stood.
  const lastSeq = page.more ? meta.lastSeq : outboxSeqOf(meta, page.lastSeq);
  const patch = new Patch(page.patch);
  const touched: RowRef[] = await putBack(tx, bases);
  const { sweep, afresh } = await markPage(tx, meta, page, patch);
  touched.push(...(await patch.apply(tx, afresh)));
  // What the page covers must not be missing on a ticket that has yet to go.
  if (sweep === 'sweeping') touched.push(...(await sweepOf(tx, [...touched, ...ticketsOf(outbox)])));
  const { pending, hasOutbox } = await coverOutbox(tx, outbox, lastSeq);
  if (pending.length > 0) touched.push(...(await replay(tx, identity, pending)).refs);
  await tx.putMeta({
    cookie: page.cookie,
    lastSeq,
    sweep,
    ...(page.more ? {} : { isComplete: true, lastPullAtMs: at.nowMs }),
  });
  return changeOf(tx, touched, { hasOutbox, isReset: page.reset });
}

/** The tickets that actions are about. */
function ticketsOf(outbox: readonly OutboxRow[]): RowRef[] {
  return outbox.flatMap(({ name, args }) => {
    const decoded = decodeMutation(name, args);
    return (decoded.ok ? (decoded.value.needs.tickets ?? []) : []).map((id): RowRef => ({ table: 'ticket', id }));
  });
}

/** What was answered before this pull was asked for is known to the backend, unless it went back since. */
function refuseOlder(outbox: readonly OutboxRow[], meta: Meta, { lastSeq }: Page): void {
  const answered = outbox.filter(({ outcome }) => outcome !== null);
  const acknowledged = Math.max(meta.lastSeq, ...answered.map(({ seq }) => seq));
  if (outboxSeqOf(meta, lastSeq) < acknowledged) {
    throw new WentBack({ clientId: meta.clientId, knownSeq: lastSeq });
  }
}

/** Marks what the page covers and lets go of what has been answered too. Answers what is still pending. */
async function coverOutbox(
  tx: StorageTx,
  outbox: readonly OutboxRow[],
  lastSeq: number,
): Promise<{ pending: OutboxRow[]; hasOutbox: boolean }> {
  const covered = outbox.filter(({ seq, isCovered }) => seq <= lastSeq && !isCovered);
  const done = outbox.filter(({ seq, outcome }) => seq <= lastSeq && outcome !== null);
  await tx.putOutbox(covered.filter(({ outcome }) => outcome === null).map((row) => ({ ...row, isCovered: true })));
  await tx.deleteOutbox(done.map(({ seq }) => seq));
  const pending = outbox.filter((row) => row.seq > lastSeq && isPending(row));
  return { pending, hasOutbox: covered.length + done.length > 0 };
}
