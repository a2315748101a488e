import type { Tx } from '../db/database.ts';
import { problem } from '../problem.ts';

/** A client's row, in part: whose it is, and the last seq that has been decided. */
export type Client = { readonly user_id: string; readonly last_seq: number };

/**
 * Takes a client's row for this transaction, making it on first sight.
 *
 * @returns the last seq that has been decided.
 * @throws Problem 403 `sync.client` when the client belongs to somebody else.
 */
export async function lockClient(tx: Tx, clientId: string, userId: string, nowMs: number): Promise<number> {
  const client = (await lockRow(tx, clientId)) ?? (await makeClient(tx, clientId, userId, nowMs));
  if (client === undefined || client.user_id !== userId) {
    throw problem('sync.client', 403, 'This client belongs to another account.');
  }
  return client.last_seq;
}

async function lockRow(tx: Tx, clientId: string): Promise<Client | undefined> {
  const [client] = await tx.raw<Client>('select user_id, last_seq from client where id = $1::uuid for update', [
    clientId,
  ]);
  return client;
}

async function makeClient(tx: Tx, clientId: string, userId: string, nowMs: number): Promise<Client | undefined> {
  await tx.raw(
    `insert into client (id, user_id, last_seq, seen_at_ms) values ($1::uuid, $2::uuid, 0, $3)
     on conflict (id) do nothing`,
    [clientId, userId, nowMs],
  );
  // Another push of it may have made it meanwhile.
  return lockRow(tx, clientId);
}

/**
 * The last seq decided for a client; 0 for one not seen yet.
 *
 * @throws Problem 403 `sync.client` when the client belongs to somebody else.
 */
export async function readLastSeq(tx: Tx, clientId: string, userId: string): Promise<number> {
  const [client] = await tx.raw<Client>('select user_id, last_seq from client where id = $1::uuid', [clientId]);
  return lastSeqOf(client, userId);
}

/**
 * The last seq decided for a client, of its row; 0 without one.
 *
 * @throws Problem 403 `sync.client` when the client belongs to somebody else.
 */
export function lastSeqOf(client: Client | undefined, userId: string): number {
  if (client !== undefined && client.user_id !== userId) {
    throw problem('sync.client', 403, 'This client belongs to another account.');
  }
  return client?.last_seq ?? 0;
}
