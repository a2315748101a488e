import { backoffMs } from '../../shared/sync/backoff.ts';

/** A clock that is set forward, or a machine that slept, is noticed within this. */
const LOOK_AT_CLOCK_MS = 5_000;
/** Work is looked for this often though nothing said so: what wakes a loop may be lost, and is never relied on. */
const LONGEST_WAIT_MS = 60_000;

export type JobLoop = {
  /** Has the work done soon: there may be some earlier than was known. */
  wake(): void;
  /** Resolves when the turn under way has ended; there is none after it. */
  stop(): Promise<void>;
};

type LoopOptions = {
  /** Does what is due, and answers when something is due next (epoch ms), or null when nothing is known to be. */
  readonly work: (stopping: AbortSignal) => Promise<number | null>;
  readonly nowMs: () => number;
  /** Turns that are asked for are this far apart at least. */
  readonly gapMs: number;
  readonly onFault: (error: unknown) => void;
};

/** Nobody waits. */
function rest(): void {}

/**
 * Runs work whenever it is due by `nowMs`: one turn, then a wait for the instant it named, whichever comes first of that
 * instant, a call of `wake`, and a minute. A turn that throws is told, and run again after a growing pause.
 *
 *   turn -> wait (timer | wake | clock moved) -> turn ... -> stop
 */
export function startJobLoop({ work, nowMs, gapMs, onFault }: LoopOptions): JobLoop {
  const stopping = new AbortController();
  let isAsked = false;
  let ring = rest;

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      isAsked = false;
      let nextAtMs: number | null;
      try {
        nextAtMs = await work(stopping.signal);
        failures = 0;
      } catch (error) {
        failures += 1;
        onFault(error);
        nextAtMs = null;
        await pause(backoffMs(failures, Math.random()));
      }
      if (failures === 0) await untilDue(nextAtMs);
    }
  }

  async function untilDue(nextAtMs: number | null): Promise<void> {
    const beganMs = performance.now();
    while (!stopping.signal.aborted) {
      const waitedMs = performance.now() - beganMs;
      if (waitedMs >= LONGEST_WAIT_MS || (nextAtMs !== null && nextAtMs <= nowMs())) return;
      if (isAsked && waitedMs >= gapMs) return;
      const dueInMs = nextAtMs === null ? LOOK_AT_CLOCK_MS : nextAtMs - nowMs();
      await pause(isAsked ? gapMs - waitedMs : Math.min(dueInMs, LOOK_AT_CLOCK_MS));
    }
  }

  /** Waits, or until somebody rings. A timer may be a millisecond early; who waits looks again. */
  function pause(durationMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.max(1, durationMs)).unref();
      ring = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  const running = run();
  return {
    wake() {
      isAsked = true;
      ring();
    },
    async stop() {
      stopping.abort();
      ring();
      await running;
    },
  };
}
