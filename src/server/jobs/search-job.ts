import type { Logger } from 'pino';
import type { Database } from '../db/database.ts';
import { assertRoom } from '../db/room.ts';
import { analyseWhenGrown, isReadingAgain, readAgainBatch } from '../search/read-again.ts';
import { LiveHub } from '../sync/live-hub.ts';
import { WORKSPACE_SCOPE } from '../sync/scopes.ts';
import { type JobLoop, startJobLoop } from './job-loop.ts';

const GAP_MS = 500;
/** What another process has at hand is looked at again after this. */
const ELSEWHERE_MS = 5_000;

/**
 * Reads again what tickets are found by, after an upgrade or a change of names, in small batches beside everything else.
 * Any number of processes run this on one database.
 */
export async function startSearchJob(options: {
  readonly db: Database;
  readonly nowMs: () => number;
  readonly minFreeBytes: number;
  readonly log: Logger;
}): Promise<Pick<JobLoop, 'stop'>> {
  const { db, nowMs, log, minFreeBytes } = options;
  const hub = new LiveHub(db, (error) => log.warn({ err: error }, 'a poke was not sent'));

  async function work(stopping: AbortSignal): Promise<number | null> {
    while (!stopping.aborted) {
      if (!(await isReadingAgain(db))) {
        await analyseWhenGrown(db);
        return null;
      }
      await assertRoom(db, minFreeBytes);
      const came = await readAgainBatch(db);
      if (came === 'elsewhere') return nowMs() + ELSEWHERE_MS;
    }
    return null;
  }

  await hub.start();
  const loop = startJobLoop({
    work,
    nowMs,
    gapMs: GAP_MS,
    onFault: (error) => log.error({ err: error }, 'the words of tickets could not be read again; trying again'),
  });
  const unsubscribe = hub.subscribe((scopes) => {
    if (scopes?.has(WORKSPACE_SCOPE) !== false) loop.wake();
  });
  return {
    async stop() {
      unsubscribe();
      await loop.stop();
      await hub.stop();
    },
  };
}
