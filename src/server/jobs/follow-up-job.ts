import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Database } from '../db/database.ts';
import { assertRoom } from '../db/room.ts';
import { followUpBatch } from '../follow-up/follow-up-batch.ts';
import type { LiveHub } from '../sync/live-hub.ts';
import { WorkspaceCache } from '../sync/workspace-cache.ts';
import type { JobLoop } from './job-loop.ts';
import { startPokedLoop } from './poked-loop.ts';

/** Looks are this far apart at least, however much is written. */
const GAP_MS = 200;
/** What another process has at hand is looked at again after this. */
const ELSEWHERE_MS = 500;

/**
 * Follows up tickets that stand still, as the workspace's rules say. Any number of processes run this on one database, and
 * each thing is done by one of them, once. It waits for the nearest instant; what changes that pokes it.
 */
export async function startFollowUpJob(options: {
  readonly db: Database;
  readonly nowMs: () => number;
  readonly minFreeBytes: number;
  readonly log: Logger;
}): Promise<Pick<JobLoop, 'wake' | 'stop'>> {
  const { db, nowMs, log, minFreeBytes } = options;
  const cache = new WorkspaceCache();
  const clientId = randomUUID();

  async function work(stopping: AbortSignal, hub: LiveHub): Promise<number | null> {
    while (!stopping.aborted) {
      const [next] = await db.raw<{ atMs: number | null }>('select min(look_at_ms) as "atMs" from ticket_follow_up');
      const atMs = next?.atMs ?? null;
      if (atMs === null || atMs > nowMs()) return atMs;
      await assertRoom(db, minFreeBytes);
      const { looked, done, scopes } = await followUpBatch({ db, cache, clientId, nowMs: nowMs() });
      hub.poke(scopes);
      if (done > 0) log.debug({ tickets: done }, 'tickets were followed up');
      if (looked === 0) return nowMs() + ELSEWHERE_MS;
    }
    return null;
  }

  return startPokedLoop({
    db,
    nowMs,
    log,
    gapMs: GAP_MS,
    fault: 'tickets could not be followed up; trying again',
    work,
  });
}
