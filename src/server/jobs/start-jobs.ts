import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import { tellWebhook } from '../webhook/told-steps.ts';
import { startFollowUpJob } from './follow-up-job.ts';
import type { JobLoop } from './job-loop.ts';
import { startSearchJob } from './search-job.ts';
import { startSlaJob } from './sla-job.ts';
import { startWebhookJob } from './webhook-job.ts';

/** Starts what a backend process does by itself, over a migrated database. Ended before the database is closed. */
export async function startJobs(options: {
  readonly db: Database;
  readonly config: Pick<Config, 'minFreeBytes' | 'webhook'>;
  readonly nowMs: () => number;
  readonly log: Logger;
}): Promise<Pick<JobLoop, 'stop'>> {
  const { db, config, nowMs, log } = options;
  const { webhook, minFreeBytes } = config;
  const reading = await startSearchJob({ db, nowMs, minFreeBytes, log });
  const following = await startFollowUpJob({ db, nowMs, minFreeBytes, log });
  if (webhook === null) return together(await startSlaJob({ db, nowMs, minFreeBytes, log }), following, reading);
  const sending = startWebhookJob({ db, webhook, nowMs, log });
  const telling = await startSlaJob({
    db,
    nowMs,
    minFreeBytes,
    log,
    alsoTell: (tx, told) => tellWebhook(tx, told, nowMs()),
    onTold: () => sending.wake(),
  });
  return together(telling, following, sending, reading);
}

/** Ended one after the other, in this order. */
function together(...jobs: readonly Pick<JobLoop, 'stop'>[]): Pick<JobLoop, 'stop'> {
  return {
    async stop() {
      for (const job of jobs) await job.stop();
    },
  };
}
