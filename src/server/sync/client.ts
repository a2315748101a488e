import type { Tx } from '../db/database.ts';
import { problem } from '../problem.ts';

/**
 * Takes a client's row for this transaction, making it on first sight.
 *
 * @returns the last seq that has been decided.
 * @throws Problem 403 `sync.client` when the client belongs to somebody else.
 */
export async function lockClient(tx: Tx, clientId: string, userId: string, nowMs: number): Promise<number> {
  await tx.raw(
    `insert into client (id, user_id, last_seq, seen_at_ms) values ($1::uuid, $2::uuid, 0, $3)
     on conflict (id) do nothing`,
    [clientId, userId, nowMs],
  );
  const [client] = await tx.raw<{ user_id: string; last_seq: number }>(
    'select user_id, last_seq from client where id = $1::uuid for update',
    [clientId],
  );
  if (client === undefined || client.user_id !== userId) {
    throw problem('sync.client', 403, 'This client belongs to another account.');
  }
  return client.last_seq;
}

/**
 * The last seq decided for a client; 0 for one not seen yet.
 *
 * @throws Problem 403 `sync.client` when the client belongs to somebody else.
 */
export async function readLastSeq(tx: Tx, clientId: string, userId: string): Promise<number> {
  const [client] = await tx.raw<{ user_id: string; last_seq: number }>(
    'select user_id, last_seq from client where id = $1::uuid',
    [clientId],
  );
  if (client !== undefined && client.user_id !== userId) {
    throw problem('sync.client', 403, 'This client belongs to another account.');
  }
  return client?.last_seq ?? 0;
}
