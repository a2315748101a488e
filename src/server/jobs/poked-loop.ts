import type { Logger } from 'pino';
import type { Database } from '../db/database.ts';
import { LiveHub } from '../sync/live-hub.ts';
import { type JobLoop, startJobLoop } from './job-loop.ts';

type PokedLoopOptions = {
  readonly db: Database;
  readonly nowMs: () => number;
  readonly log: Logger;
  readonly gapMs: number;
  /** What is logged when the work fails; it is tried again. */
  readonly fault: string;
  /** As a job loop's; what it changes it tells to the hub. */
  readonly work: (stopping: AbortSignal, hub: LiveHub) => Promise<number | null>;
};

/** A job loop that whatever is written, in whichever process, wakes, and that tells what it writes itself. */
export async function startPokedLoop(options: PokedLoopOptions): Promise<Pick<JobLoop, 'wake' | 'stop'>> {
  const { db, nowMs, log, gapMs, fault, work } = options;
  const hub = new LiveHub(db, (error) => log.warn({ err: error }, 'a poke was not sent'));
  await hub.start();
  const loop = startJobLoop({
    work: (stopping) => work(stopping, hub),
    nowMs,
    gapMs,
    onFault: (error) => log.error({ err: error }, fault),
  });
  const unsubscribe = hub.subscribe(() => loop.wake());
  return {
    wake: () => loop.wake(),
    async stop() {
      unsubscribe();
      await loop.stop();
      await hub.stop();
    },
  };
}
