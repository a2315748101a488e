import type { Logger } from 'pino';
import type { Database } from '../db/database.ts';
import { deliver, type Webhook } from '../webhook/deliver.ts';
import {
  type Delivery,
  giveUpDelivery,
  nextDeliveryAtMs,
  postponeDelivery,
  removeDelivery,
  takeDeliveries,
} from '../webhook/outbox.ts';
import { type JobLoop, startJobLoop } from './job-loop.ts';

/** Requests under way at once, of each process. */
const AT_ONCE = 8;
/** A delivery is another's to take this long after its request must have ended. */
const LEASE_MARGIN_MS = 10_000;

/** How a receiver that does not answer is borne. */
export type Patience = {
  readonly timeoutMs: number;
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** Tries in all. */
  readonly attempts: number;
};

/** Pauses of 1, 2, 4 … s up to an hour, a random half less: 24 tries over about ten hours, so that a night is bridged. */
const PATIENCE: Patience = { timeoutMs: 10_000, firstPauseMs: 1_000, longestPauseMs: 3_600_000, attempts: 24 };

export type WebhookJobOptions = {
  readonly db: Database;
  readonly webhook: Webhook;
  readonly nowMs: () => number;
  readonly log: Logger;
  readonly patience?: Patience;
};

/**
 * Sends what is in the outbox, each at least once: it is removed when the receiver has it, tried again with growing
 * pauses when it has not, and given up after the last try. A slow receiver holds up its own requests and nothing else.
 */
export function startWebhookJob(options: WebhookJobOptions): JobLoop {
  const { db, nowMs, patience = PATIENCE } = options;
  const underWay = new Set<Promise<void>>();
  const loop = startJobLoop({
    nowMs,
    gapMs: 0,
    onFault: (error) => options.log.error({ err: error }, 'the outbox of the webhook could not be read'),
    async work(stopping) {
      const leaseMs = patience.timeoutMs + LEASE_MARGIN_MS;
      const free = AT_ONCE - underWay.size;
      if (free === 0) return null;
      for (const delivery of await takeDeliveries(db, free, nowMs(), leaseMs)) {
        const sending = send(options, patience, delivery, stopping).finally(() => {
          underWay.delete(sending);
          loop.wake();
        });
        underWay.add(sending);
      }
      return underWay.size === AT_ONCE ? null : nextDeliveryAtMs(db);
    },
  });
  return {
    wake: () => loop.wake(),
    async stop() {
      await loop.stop();
      await Promise.all(underWay);
    },
  };
}

async function send(
  { db, webhook, nowMs, log }: WebhookJobOptions,
  patience: Patience,
  delivery: Delivery,
  stopping: AbortSignal,
): Promise<void> {
  const { id, attempts } = delivery;
  try {
    const failure = await deliver(webhook, delivery, { nowMs: nowMs(), timeoutMs: patience.timeoutMs, stopping });
    if (failure === null) return await removeDelivery(db, delivery);
    // Cut off by the end of this process: its lease runs out, and another try is made.
    if (stopping.aborted) return;
    if (attempts >= patience.attempts) {
      log.warn({ delivery: id, attempts, failure }, 'the webhook was given up: the receiver did not take a step');
      return await giveUpDelivery(db, delivery, nowMs());
    }
    log.info({ delivery: id, attempts, failure }, 'the webhook failed; it is tried again');
    await postponeDelivery(db, delivery, nowMs() + pauseMs(patience, attempts, Math.random()));
  } catch (error) {
    // The database failed. Its lease runs out, and another try is made.
    log.error({ err: error, delivery: id }, 'what became of a webhook could not be kept');
  }
}

/** Doubling, up to the longest, of which a random half. */
function pauseMs({ firstPauseMs, longestPauseMs }: Patience, attempts: number, random: number): number {
  const ceiling = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(attempts - 1, 30));
  return Math.round(ceiling * (0.5 + random * 0.5));
}
