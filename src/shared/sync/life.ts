import type { JournalRow } from './journal.ts';
import type { Meta, OutboxRow } from './storage.ts';

/**
 * Under which client this database speaks to the backend, and from where it counts. The outbox's own keys never begin
 * anew (IndexedDB's generator cannot be set back), a client's seqs on the wire always begin at 1: what stands in the
 * outbox as `seq` travels as `seq - seqBase`. Only what goes to the backend, comes from it, or names an action outside
 * the outbox (the journal, *Needs attention*, ids that rules derive) speaks of wire seqs.
 */
export type Life = Pick<Meta, 'clientId' | 'seqBase'>;

/** The seq of an outbox row as the backend knows it. */
export function wireSeqOf({ seqBase }: Pick<Life, 'seqBase'>, seq: number): number {
  return seq - seqBase;
}

/** The outbox's own seq of what the backend knows as `wireSeq`. */
export function outboxSeqOf({ seqBase }: Pick<Life, 'seqBase'>, wireSeq: number): number {
  return wireSeq + seqBase;
}

/** An action of the outbox as the backend and the journal know it. */
export function onWire(
  life: Pick<Life, 'seqBase'>,
  { seq, name, args, performedAtMs, withdrawn }: OutboxRow,
): JournalRow {
  const row = { seq: wireSeqOf(life, seq), name, args, performedAtMs };
  return withdrawn === undefined ? row : { ...row, withdrawn };
}
