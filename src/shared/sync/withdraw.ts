import type { Result } from '../lib/result.ts';
import type { Refusal } from '../mutations/mutation.ts';
import { WITHDRAW } from '../mutations/withdraw.ts';
import type { JournalRow } from './journal.ts';
import { onWire } from './life.ts';
import { rebase, type Rebased } from './rebase.ts';
import { refusable, Refused } from './refused.ts';
import type { Identity } from './replay.ts';
import { type Change, changeOf, type Meta, type OutboxRow, type Storage } from './storage.ts';

/** What a withdrawal changed, and what the journal has to hold in the place of the actions, under which client. */
export type Withdrawn = Change & { readonly clientId: string; readonly rows: readonly JournalRow[] };

/**
 * Takes actions of the outbox back, in one durable transaction: nothing of them is left in the rows. Their seqs stay, as
 * actions that do nothing, since seqs have no gap; what each was is remembered in its row. Should the backend have had
 * one all the same (a push of which no answer came), it says so when it is sent the withdrawal, and the action goes to
 * *Needs attention* as `conflict.already_sent` (apply-results.ts). Of several, those that the backend has answered stay.
 *
 * Refused as `not_found` when there is no such action or the backend has answered it, `conflict.already_sent` when its
 * rows are here already (both only when that is so of all), `conflict.being_sent` while one is on its way, and
 * `conflict.needed` when an action after them, which passes now, would be refused without them: that one has to be taken
 * back first.
 */
export async function withdraw(
  storage: Storage,
  identity: Identity,
  seqs: readonly number[],
): Promise<Result<Withdrawn, Refusal>> {
  return refusable(() =>
    storage.transact('act', async (tx) => {
      const meta = await tx.meta();
      const outbox = await tx.outbox();
      const rows = withdrawableOf(meta, outbox, seqs);
      const taken = new Map(
        rows.map(({ name, args, ...rest }): [number, OutboxRow] => [
          rest.seq,
          { ...rest, name: WITHDRAW, args: {}, withdrawn: { name, args } },
        ]),
      );
      const before = await rebase(tx, identity, outbox);
      const after = await rebase(
        tx,
        identity,
        outbox.map((one) => taken.get(one.seq) ?? one),
      );
      refuseNeeded(outbox, before, after);
      await tx.putOutbox([...taken.values()]);
      return {
        ...(await changeOf(tx, [...before.refs, ...after.refs], { hasOutbox: true, isReset: false })),
        clientId: meta.clientId,
        rows: [...taken.values()].map((row) => onWire(meta, row)),
      };
    }),
  );
}

/** Those of some actions that can be taken back. @throws Refused as the first that cannot, when there is none that can, or one is on its way. */
function withdrawableOf(meta: Meta, outbox: readonly OutboxRow[], seqs: readonly number[]): readonly OutboxRow[] {
  const refused: Refused[] = [];
  const rows: OutboxRow[] = [];
  for (const seq of seqs) {
    try {
      rows.push(withdrawable(meta, outbox, seq));
    } catch (error) {
      if (!(error instanceof Refused) || error.refusal.code === 'conflict.being_sent') throw error;
      refused.push(error);
    }
  }
  const [first] = refused;
  if (rows.length === 0 && first !== undefined) throw first;
  return rows;
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
