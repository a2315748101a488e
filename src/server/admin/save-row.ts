import { createHash } from 'node:crypto';
import { deriveId } from '../../shared/lib/derive-id.ts';
import type { Refusal } from '../../shared/mutations/mutation.ts';
import type { AdminKind } from '../../shared/protocol/admin.ts';
import type { Database, Queryable, Tx } from '../db/database.ts';
import { withRetry } from '../db/retry.ts';
import { lockClient } from '../sync/client.ts';
import { activeUser } from '../sync/push.ts';
import { lockWorkspace, runBatch } from '../sync/run-batch.ts';
import type { WorkspaceCache } from '../sync/workspace-cache.ts';

/** Who asks, and from which of their sessions. */
export type By = { readonly userId: string; readonly sessionId: string };

export type SaveInput = {
  readonly kind: AdminKind;
  readonly row: { readonly id: string };
  /** The version that was changed; null for a row that is not there yet. */
  readonly expected: string | null;
  readonly nowMs: number;
  /** Done in the same transaction once the row is saved. */
  readonly onSaved?: (tx: Tx) => Promise<void>;
};

export type SaveOutcome = { readonly refusal: Refusal | null; readonly scopes: readonly string[] };

/** The row as it is in the database, with its version: the same text of JSON has the same. */
export async function readVersioned(
  db: Queryable,
  kind: string,
  id: string,
): Promise<{ readonly row: unknown; readonly version: string } | null> {
  const [found] = await db.raw<{ row: unknown; version: string }>(
    'select row, md5(row::text) as version from workspace_row where kind = $1 and id = $2::uuid',
    [kind, id],
  );
  return found ?? null;
}

/**
 * Saves a row as a person by the mutation that everything else uses, if it still has the version that they changed; else
 * it is refused as `conflict.changed` (`conflict.exists` for a new one). Either way the audit has it.
 *
 * @throws Problem 403 `forbidden` when the account is no longer active.
 */
export function saveRow(db: Database, cache: WorkspaceCache, by: By, input: SaveInput): Promise<SaveOutcome> {
  const { kind, row, expected, nowMs } = input;
  return inTurn(db, by, nowMs, async (tx, lastSeq) => {
    const actor = await activeUser(tx, cache, by.userId);
    await lockWorkspace(tx);
    const current = await readVersioned(tx, kind, row.id);
    const refusal = refuseStale(current?.version ?? null, expected);
    const step = {
      seq: lastSeq + 1,
      name: `${kind}.save`,
      args: { row },
      performedAtMs: nowMs,
      receivedAtMs: nowMs,
      actor,
      ...(refusal === null ? {} : { refusal }),
    };
    const { outcomes, scopes } = await runBatch(tx, cache, restClientId(by.userId), [step], by.sessionId);
    const error = outcomes[0]?.error ?? null;
    if (error === null) await input.onSaved?.(tx);
    return { refusal: error, scopes };
  });
}

/** Runs something as a person's REST client, whose row is locked: what one person does takes turns. */
export function inTurn<T>(
  db: Database,
  by: By,
  nowMs: number,
  work: (tx: Tx, lastSeq: number) => Promise<T>,
): Promise<T> {
  return withRetry(() =>
    db.transaction(async (tx) => work(tx, await lockClient(tx, restClientId(by.userId), by.userId, nowMs))),
  );
}

/** What an account administers over REST has a client of its own, so that its sequence never meets another's. */
export function restClientId(userId: string): string {
  return deriveId(0, createHash('sha256').update(`admin:${userId}`).digest('hex'));
}

function refuseStale(current: string | null, expected: string | null): Refusal | null {
  if (current === expected) return null;
  if (expected === null) return { code: 'conflict.exists', message: 'there is a row with this id already' };
  if (current === null) return { code: 'not_found', message: 'there is no such row' };
  return { code: 'conflict.changed', message: 'somebody else has changed the row meanwhile' };
}
