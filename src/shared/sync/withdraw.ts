import type { Result } from '../lib/result.ts';
import type { Refusal } from '../mutations/mutation.ts';
import { WITHDRAW } from '../mutations/withdraw.ts';
import type { JournalRow } from './journal.ts';
import { onWire } from './life.ts';
import { rebase, type Rebased } from './rebase.ts';
import { refusable, Refused } from './refused.ts';
import type { Identity } from './replay.ts';
import { type Change, changeOf, type Meta, type OutboxRow, type Storage } from './storage.ts';

/** What a withdrawal changed, and what the journal has to hold in the place of the action, under which client. */
export type Withdrawn = Change & { readonly clientId: string; readonly row: JournalRow };

/**
 * Takes an action of the outbox back, in one durable transaction: nothing of it is left in the rows. Its seq stays, as
 * an action that does nothing, since seqs have no gap; what it was is remembered in the row. Should the backend have had
 * it all the same (a push of which no answer came), it says so when it is sent the withdrawal, and the action goes to
 * *Needs attention* as `conflict.already_sent` (apply-results.ts).
 *
 * Refused as `not_found` when there is no such action or the backend has answered it, `conflict.already_sent` when its
 * rows are here already, `conflict.being_sent` while it is on its way, and `conflict.needed` when an action after it,
 * which passes now, would be refused without it: that one has to be taken back first.
 */
export async function withdraw(storage: Storage, identity: Identity, seq: number): Promise<Result<Withdrawn, Refusal>> {
  return refusable(() =>
    storage.transact('act', async (tx) => {
      const meta = await tx.meta();
      const outbox = await tx.outbox();
      const row = withdrawable(meta, outbox, seq);
      const { name, args, ...rest } = row;
      const taken: OutboxRow = { ...rest, name: WITHDRAW, args: {}, withdrawn: { name, args } };
      const before = await rebase(tx, identity, outbox);
      const after = await rebase(
        tx,
        identity,
        outbox.map((one) => (one === row ? taken : one)),
      );
      refuseNeeded(outbox, before, after);
      await tx.putOutbox([taken]);
      return {
        ...(await changeOf(tx, [...before.refs, ...after.refs], { hasOutbox: true, isReset: false })),
        clientId: meta.clientId,
        row: onWire(meta, taken),
      };
    }),
  );
}

function withdrawable(meta: Meta, outbox: readonly OutboxRow[], seq: number): OutboxRow {
  const row = outbox.find((one) => one.seq === seq);
  if (row === undefined || row.outcome !== null || row.withdrawn !== undefined) {
    throw new Refused({ code: 'not_found', message: `nothing unsent is called ${seq}` });
  }
  if (row.isCovered) throw new Refused({ code: 'conflict.already_sent', message: `the backend has done ${seq}` });
  if (isBeingSent(meta, seq)) throw new Refused({ code: 'conflict.being_sent', message: `${seq} is on its way` });
  return row;
}

/** A mark of an engine that no longer leads says nothing: it may have been left by a crash. */
function isBeingSent({ sending, leaderEpoch }: Meta, seq: number): boolean {
  return sending !== null && sending.leaderEpoch === leaderEpoch && seq >= sending.first && seq <= sending.last;
}

function refuseNeeded(outbox: readonly OutboxRow[], before: Rebased, after: Rebased): void {
  const needing = outbox.find(
    (one) => before.refusals.get(one.seq) === null && (after.refusals.get(one.seq) ?? null) !== null,
  );
  if (needing === undefined) return;
  const details = { seq: needing.seq, name: needing.name };
  throw new Refused({ code: 'conflict.needed', message: `${needing.name} ${needing.seq} builds on it`, details });
}
