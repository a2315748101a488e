import type { Meta, StorageLook } from './storage.ts';

/** Thrown when another engine has taken the lead: this one must stop, and writes nothing more. */
export class LeadLost extends Error {
  override readonly name = 'LeadLost';
}

/**
 * What the client remembers, for an engine that leads. Every write of an engine's asks this first, in its transaction:
 * one that was frozen and has been replaced then changes nothing when it wakes.
 *
 * @throws LeadLost when `leaderEpoch` is no longer the newest.
 */
export async function metaOfLeader(tx: Pick<StorageLook, 'meta'>, leaderEpoch: number): Promise<Meta> {
  const meta = await tx.meta();
  if (meta.leaderEpoch !== leaderEpoch) throw new LeadLost(`epoch ${leaderEpoch} is over`);
  return meta;
}
