import type { User } from '../../shared/domain/workspace.ts';
import type { Refusal } from '../../shared/mutations/mutation.ts';
import type { PushedMutation, PushResult } from '../../shared/protocol/push.ts';
import type { Database, Tx } from '../db/database.ts';
import { withRetry } from '../db/retry.ts';
import { Problem, problem } from '../problem.ts';
import { lockClient } from './client.ts';
import { runBatch } from './run-batch.ts';
import type { WorkspaceCache } from './workspace-cache.ts';

/** How many mutations one transaction takes: few enough that the tickets they touch are not held for long. */
const PER_TRANSACTION = 50;

export type PushInput = {
  readonly clientId: string;
  readonly userId: string;
  /** On whose device: the audit names it. */
  readonly sessionId?: string;
  readonly mutations: readonly PushedMutation[];
  readonly nowMs: () => number;
  /** Told of the scopes that a committed transaction touched. */
  readonly onCommit: (scopes: readonly string[]) => void;
};

type Chunk = {
  readonly lastSeq: number;
  readonly results: readonly PushResult[];
  readonly scopes: readonly string[];
};

/**
 * Runs a client's queued mutations in order, each exactly once: its effect, its outcome and the client's position
 * are committed together, and a repeat is answered from the record. A mutation that makes the backend fail stops the
 * batch there: what came before it is kept and answered, and the error is thrown when it comes first.
 *
 * @throws Problem 409 `sync.gap` with the seq expected, when the batch does not go on from the last one;
 * 403 `sync.client` when the client is another account's, `forbidden` when the account is no longer active.
 */
export async function push(
  db: Database,
  cache: WorkspaceCache,
  input: PushInput,
): Promise<{ lastSeq: number; results: PushResult[] }> {
  refuseInnerGap(input.mutations);
  const results: PushResult[] = [];
  let lastSeq = 0;
  const commit = async (chunk: readonly PushedMutation[]): Promise<void> => {
    const done = await withRetry(() => db.transaction((tx) => pushChunk(tx, cache, input, chunk)));
    input.onCommit(done.scopes);
    results.push(...done.results);
    lastSeq = done.lastSeq;
  };
  try {
    for (const chunk of chunksOf(input.mutations, PER_TRANSACTION)) {
      try {
        await commit(chunk);
      } catch (error) {
        if (!isOfOneMutation(error)) throw error;
        // One by one up to the one that fails.
        for (const single of chunksOf(chunk, 1)) await commit(single);
      }
    }
  } catch (error) {
    // Not lost: the client's next push begins with the mutation that failed, and there it is thrown.
    if (results.length === 0 || !isOfOneMutation(error)) throw error;
  }
  return { lastSeq, results };
}

function chunksOf(mutations: readonly PushedMutation[], size: number): (readonly PushedMutation[])[] {
  const count = Math.ceil(mutations.length / size);
  return Array.from({ length: count }, (_, index) => mutations.slice(index * size, (index + 1) * size));
}

/**
 * Whether an error may come from one of the mutations rather than from the state of the database: one of the rules'
 * own, or PostgreSQL's for bad data, broken constraints and exceptions raised (classes 22, 23 and P0).
 */
function isOfOneMutation(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof Problem) return false;
  return !('code' in error) || /^(22|23|P0)/.test(String(error.code));
}

async function pushChunk(
  tx: Tx,
  cache: WorkspaceCache,
  input: PushInput,
  chunk: readonly PushedMutation[],
): Promise<Chunk> {
  const receivedAtMs = input.nowMs();
  const lastSeq = await lockClient(tx, input.clientId, input.userId, receivedAtMs);
  const actor = await activeUser(tx, cache, input.userId);
  refuseGap(chunk, lastSeq);
  const known = chunk.filter(({ seq }) => seq <= lastSeq);
  const fresh = chunk.filter(({ seq }) => seq > lastSeq);
  const repeats = await recall(tx, input.clientId, known);
  if (fresh.length === 0) return { lastSeq, results: repeats, scopes: [] };
  const steps = fresh.map(({ seq, name, args, performedAtMs }) => ({
    seq,
    name,
    args,
    performedAtMs,
    receivedAtMs,
    actor,
  }));
  const { outcomes, scopes } = await runBatch(tx, cache, input.clientId, steps, input.sessionId);
  const results = outcomes.map(({ seq, error }): PushResult =>
    error === null ? { seq, status: 'applied' } : { seq, status: 'rejected', error },
  );
  return { lastSeq: fresh.at(-1)?.seq ?? lastSeq, results: [...repeats, ...results], scopes };
}

/**
 * The person who acts.
 *
 * @throws Problem 403 `forbidden` when the account is no longer active.
 */
export async function activeUser(tx: Tx, cache: WorkspaceCache, userId: string): Promise<User> {
  const user = (await cache.people(tx)).users.get(userId);
  if (user?.isActive !== true) throw problem('forbidden', 403, 'This account is no longer active.');
  return user;
}

/** Seqs go on by one within a batch: checked before anything of it runs. */
function refuseInnerGap(mutations: readonly PushedMutation[]): void {
  for (const [index, { seq }] of mutations.entries()) {
    const expected = (mutations[0]?.seq ?? 1) + index;
    if (seq !== expected) {
      throw problem('sync.gap', 409, `Expected mutation ${expected}, got ${seq}.`, { members: { expected } });
    }
  }
}

/** The first of a batch is known already or follows the last decided. */
function refuseGap(chunk: readonly PushedMutation[], lastSeq: number): void {
  const seq = chunk[0]?.seq ?? 1;
  const expected = lastSeq + 1;
  if (seq > expected) {
    throw problem('sync.gap', 409, `Expected mutation ${expected}, got ${seq}.`, { members: { expected } });
  }
}

async function recall(tx: Tx, clientId: string, known: readonly PushedMutation[]): Promise<PushResult[]> {
  if (known.length === 0) return [];
  const rows = await tx.raw<{ seq: number; name: string; error: Refusal | null }>(
    'select seq, name, error from mutation_result where client_id = $1::uuid and seq between $2 and $3',
    [clientId, known[0]?.seq ?? 0, known.at(-1)?.seq ?? 0],
  );
  const decided = new Map(rows.map((row) => [row.seq, row]));
  return known.map(({ seq }): PushResult => {
    const { name, error } = decided.get(seq) ?? { name: undefined, error: null };
    return { seq, status: 'duplicate', ...(name === undefined ? {} : { name }), ...(error === null ? {} : { error }) };
  });
}
