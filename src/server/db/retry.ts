import { setTimeout as delay } from 'node:timers/promises';

/** serialization_failure, deadlock_detected, lock_not_available: the same work may succeed when done again. */
const TRANSIENT_CODES: ReadonlySet<unknown> = new Set(['40001', '40P01', '55P03']);
const FIRST_PAUSE_MS = 10;

/** Whether a database error says that the transaction lost against another and may be run again. */
export function isTransient(error: unknown): boolean {
  return error instanceof Error && 'code' in error && TRANSIENT_CODES.has(error.code);
}

/**
 * Runs `work`, again while it loses against other transactions, with growing random pauses (10 ms doubling).
 * `work` must be a whole transaction. The last error is thrown as it came after `attempts` tries.
 */
export async function withRetry<T>(work: () => Promise<T>, attempts = 6): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= attempts || !isTransient(error)) throw error;
      await delay(FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + Math.random()));
    }
  }
}
