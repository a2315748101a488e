import type { User } from '../../shared/domain/workspace.ts';
import type { Database } from '../db/database.ts';
import { withRetry } from '../db/retry.ts';
import { lockClient } from './client.ts';
import { type Outcome, runBatch } from './run-batch.ts';
import { WorkspaceCache } from './workspace-cache.ts';

/** A mutation run by a program of the backend. `receivedAtMs` is for history that is brought in: when it was had then. */
export type SystemMutation = {
  readonly name: string;
  readonly args: unknown;
  readonly performedAtMs: number;
  readonly receivedAtMs?: number;
  readonly actor?: User;
};

/**
 * Runs mutations as a program of the backend (an import, a channel, the sample), in one transaction, by the same
 * rules as everything else. `clientId` is the program's own; its sequence goes on by itself.
 *
 * @returns the outcome of each, in order, and the scopes to poke.
 */
export async function applyAsSystem(
  db: Database,
  actor: { readonly clientId: string; readonly user: User },
  mutations: readonly SystemMutation[],
  options: { readonly nowMs: number; readonly cache?: WorkspaceCache },
): Promise<{ outcomes: Outcome[]; scopes: string[] }> {
  const cache = options.cache ?? new WorkspaceCache();
  return withRetry(() =>
    db.transaction(async (tx) => {
      const lastSeq = await lockClient(tx, actor.clientId, actor.user.id, options.nowMs);
      const steps = mutations.map((mutation, index) => ({
        seq: lastSeq + 1 + index,
        name: mutation.name,
        args: mutation.args,
        performedAtMs: mutation.performedAtMs,
        receivedAtMs: mutation.receivedAtMs ?? options.nowMs,
        actor: mutation.actor ?? actor.user,
      }));
      return runBatch(tx, cache, actor.clientId, steps);
    }),
  );
}
