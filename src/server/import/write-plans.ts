import type { Database, Tx } from '../db/database.ts';
import { withRetry } from '../db/retry.ts';
import { lockClient } from '../sync/client.ts';
import { runBatch } from '../sync/run-batch.ts';
import type { WorkspaceCache } from '../sync/workspace-cache.ts';
import { ImportError } from './import-error.ts';
import type { Plan } from './plan.ts';
import { IMPORT_CATEGORY, IMPORT_CLIENT_ID, IMPORT_QUEUES, IMPORT_USER, productCategory } from './workspace.ts';

/** One thing to run under the import's client, and how an error names where it comes from. */
type Work = {
  readonly name: string;
  readonly args: unknown;
  readonly atMs: number;
  readonly trace?: string;
  readonly event?: number;
};

/** How many tickets and events of the other system were written, how many tickets were there, and the scopes to poke. */
export type WrittenPlans = {
  readonly tickets: number;
  readonly events: number;
  readonly alreadyThere: number;
  readonly scopes: readonly string[];
};

/**
 * Writes incidents as tickets, whole and all of them or none, in one transaction. Those whose reference is there
 * already are passed over. The client's row is locked first, so that two imports at once take turns and neither makes
 * a ticket that the other has made.
 *
 * @throws ImportError `refused`, with incident and event; nothing of the batch is kept then.
 */
export function writePlans(
  db: Database,
  cache: WorkspaceCache,
  plans: readonly Plan[],
  nowMs: number,
): Promise<WrittenPlans> {
  return inTurn(db, nowMs, async (tx, lastSeq) => {
    const refs = plans.map(({ externalRef }) => externalRef);
    const rows = await tx.raw<{ ref: string }>(
      'select external_ref as ref from ticket where external_ref = any($1::text[])',
      [refs],
    );
    const there = new Set(rows.map(({ ref }) => ref));
    const fresh = plans.filter(({ externalRef }) => !there.has(externalRef));
    const work = fresh.flatMap(({ trace, mutations }) => mutations.map((mutation) => ({ ...mutation, trace })));
    const scopes = await run(tx, cache, work, lastSeq);
    const events = fresh.reduce((sum, plan) => sum + (plan.mutations.at(-1)?.event ?? 0), 0);
    return { tickets: fresh.length, events, alreadyThere: there.size, scopes };
  });
}

/** Makes the queues, the categories and the program that imported tickets refer to, where they are not there yet. */
export function prepareWorkspace(
  db: Database,
  cache: WorkspaceCache,
  products: Iterable<string>,
  nowMs: number,
): Promise<readonly string[]> {
  const rows = [
    { kind: 'user', row: IMPORT_USER },
    ...IMPORT_QUEUES.map((row) => ({ kind: 'queue', row })),
    ...[IMPORT_CATEGORY, ...[...products].map(productCategory)].map((row) => ({ kind: 'category', row })),
  ];
  return inTurn(db, nowMs, async (tx, lastSeq) => {
    const found = await tx.raw<{ id: string }>('select id from workspace_row where id = any($1::uuid[])', [
      rows.map(({ row }) => row.id),
    ]);
    // One that is there stays as it is: an administrator may have renamed it.
    const there = new Set(found.map(({ id }) => id));
    const missing = rows.filter(({ row }) => !there.has(row.id));
    return run(
      tx,
      cache,
      missing.map(({ kind, row }) => ({ name: `${kind}.save`, args: { row }, atMs: nowMs })),
      lastSeq,
    );
  });
}

function inTurn<T>(db: Database, nowMs: number, work: (tx: Tx, lastSeq: number) => Promise<T>): Promise<T> {
  return withRetry(() =>
    db.transaction(async (tx) => work(tx, await lockClient(tx, IMPORT_CLIENT_ID, IMPORT_USER.id, nowMs))),
  );
}

async function run(tx: Tx, cache: WorkspaceCache, work: readonly Work[], lastSeq: number): Promise<readonly string[]> {
  if (work.length === 0) return [];
  const steps = work.map(({ name, args, atMs }, index) => ({
    seq: lastSeq + 1 + index,
    name,
    args,
    performedAtMs: atMs,
    // The other system had each event when it happened.
    receivedAtMs: atMs,
    actor: IMPORT_USER,
  }));
  const { outcomes, scopes } = await runBatch(tx, cache, IMPORT_CLIENT_ID, steps);
  const refused = outcomes.findIndex(({ error }) => error !== null);
  if (refused === -1) return scopes;
  const { trace, event, name } = work[refused] ?? {};
  const why = outcomes[refused]?.error?.message ?? '';
  const what = trace === undefined ? (name ?? '') : `event ${event ?? 0} of incident "${trace}"`;
  throw new ImportError('refused', `${what} cannot be taken in: ${why}.`, { trace, event });
}
