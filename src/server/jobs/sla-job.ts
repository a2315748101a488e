import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Database, Tx } from '../db/database.ts';
import { assertRoom } from '../db/room.ts';
import { VERSION_INSTANTS } from '../sla/sla-rules.ts';
import type { LiveHub } from '../sync/live-hub.ts';
import { WorkspaceCache } from '../sync/workspace-cache.ts';
import { fireBatch, type ToldStep } from './fire-steps.ts';
import type { JobLoop } from './job-loop.ts';
import { startPokedLoop } from './poked-loop.ts';
import { beginEra, replanBatch } from './replan.ts';

/** Looks at the plan are this far apart at least, however much is written: a step is told within a second. */
const GAP_MS = 100;
/** What another process has at hand is looked at again after this. */
const ELSEWHERE_MS = 200;

export type SlaJobOptions = {
  readonly db: Database;
  readonly nowMs: () => number;
  readonly minFreeBytes: number;
  readonly log: Logger;
  /** See `fireBatch`. */
  readonly alsoTell?: (tx: Tx, told: readonly ToldStep[]) => Promise<void>;
  /** Called after a commit that told steps. */
  readonly onTold?: () => void;
};

type Plan = { readonly isBehind: boolean; readonly dueAtMs: number | null; readonly eraAtMs: number | null };

/**
 * Tells the steps of tickets' clocks when they are due, and plans them anew when the rules change. Any number of
 * processes run this on one database, and each step is told by one of them. It waits for the nearest due step; what
 * changes that, in whichever process, pokes it.
 */
export async function startSlaJob(options: SlaJobOptions): Promise<Pick<JobLoop, 'wake' | 'stop'>> {
  const { db, nowMs, log, minFreeBytes, alsoTell = async () => undefined, onTold } = options;
  const cache = new WorkspaceCache();
  const clientId = randomUUID();

  async function work(stopping: AbortSignal, hub: LiveHub): Promise<number | null> {
    while (!stopping.aborted) {
      const { isBehind, dueAtMs, eraAtMs } = await readPlan(db);
      const isEraOver = eraAtMs !== null && eraAtMs <= nowMs();
      const isDue = dueAtMs !== null && dueAtMs <= nowMs();
      if (!isEraOver && !isBehind && !isDue) return earliest(dueAtMs, eraAtMs);
      await assertRoom(db, minFreeBytes);
      if (isEraOver) await beginEra(db, eraAtMs, nowMs());
      // One batch of each in turn: neither waits for all of the other.
      const isReplanning = isBehind && (await replanBatch(db, cache.sla, nowMs())) !== 'elsewhere';
      const isFiring = isDue && (await fire(hub)) > 0;
      if (!isEraOver && !isReplanning && !isFiring) return nowMs() + ELSEWHERE_MS;
    }
    return null;
  }

  async function fire(hub: LiveHub): Promise<number> {
    const { tickets, steps, scopes } = await fireBatch({ db, cache, clientId, nowMs: nowMs(), alsoTell });
    hub.poke(scopes);
    if (steps > 0) {
      log.debug({ steps }, 'steps of clocks were told');
      onTold?.();
    }
    return tickets;
  }

  return startPokedLoop({
    db,
    nowMs,
    log,
    gapMs: GAP_MS,
    fault: 'steps of clocks could not be told; trying again',
    work,
  });
}

/** When the nearest step is due, whether tickets are to be planned anew, and when the next version of a policy or calendar begins. */
async function readPlan(db: Database): Promise<Plan> {
  const [plan] = await db.raw<Plan>(
    `select p.planned_ver < p.ver as "isBehind",
       (select min(due_at_ms) from sla_step) as "dueAtMs",
       (select min(v.at_ms) from ${VERSION_INSTANTS} v where v.at_ms > p.era_at_ms) as "eraAtMs"
     from sla_plan p`,
  );
  if (plan === undefined) throw new Error('The row of sla_plan is not there');
  return plan;
}

function earliest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
