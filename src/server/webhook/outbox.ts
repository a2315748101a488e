import type { Queryable, Tx } from '../db/database.ts';

/** Given up, a delivery is kept this long. */
const KEEP_GIVEN_UP_MS = 30 * 86_400_000;

/** What is to be sent: `body` is JSON text, signed as it is. `attempts` counts the one that it was taken for. */
export type Delivery = { readonly id: string; readonly body: string; readonly attempts: number };

/** Puts deliveries into the outbox, in the transaction of what they tell of. */
export async function putDeliveries(
  tx: Tx,
  deliveries: readonly { readonly id: string; readonly body: string }[],
  nowMs: number,
): Promise<void> {
  await tx.raw(
    `insert into webhook_outbox (id, body, created_at_ms, next_at_ms)
     select d.id, d.body, $2, $2 from jsonb_to_recordset($1::jsonb) as d(id uuid, body text)`,
    [JSON.stringify(deliveries), nowMs],
  );
}

/**
 * Takes deliveries that are due, the longest due first, for `leaseMs`: who has not settled one by then (its process was
 * killed) has lost it to whoever takes it next.
 */
export function takeDeliveries(db: Queryable, count: number, nowMs: number, leaseMs: number): Promise<Delivery[]> {
  return db.raw<Delivery>(
    `update webhook_outbox o set attempts = o.attempts + 1, next_at_ms = $2::bigint + $3::bigint
     from (select id from webhook_outbox where given_up_at_ms is null and next_at_ms <= $2::bigint
           order by next_at_ms limit $1::int for update skip locked) due
     where o.id = due.id returning o.id, o.body, o.attempts`,
    [count, nowMs, leaseMs],
  );
}

/** When the next delivery is due, epoch ms; null when none waits. */
export async function nextDeliveryAtMs(db: Queryable): Promise<number | null> {
  const [row] = await db.raw<{ next: number | null }>(
    'select min(next_at_ms) as next from webhook_outbox where given_up_at_ms is null',
  );
  return row?.next ?? null;
}

/** It has arrived: nothing of it is kept. */
export async function removeDelivery(db: Queryable, { id }: Delivery): Promise<void> {
  await db.raw('delete from webhook_outbox where id = $1::uuid', [id]);
}

/** It is tried again at an instant (epoch ms). */
export async function postponeDelivery(db: Queryable, { id }: Delivery, nextAtMs: number): Promise<void> {
  await db.raw('update webhook_outbox set next_at_ms = $2 where id = $1::uuid', [id, nextAtMs]);
}

/** It is not tried again. Those given up a month ago go. */
export async function giveUpDelivery(db: Queryable, { id }: Delivery, nowMs: number): Promise<void> {
  await db.raw('update webhook_outbox set given_up_at_ms = $2 where id = $1::uuid', [id, nowMs]);
  await db.raw('delete from webhook_outbox where given_up_at_ms < $1', [nowMs - KEEP_GIVEN_UP_MS]);
}
