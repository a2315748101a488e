import { z } from 'zod';

/** A promise is due within a year: later ones are a slip of the pen. */
export const LONGEST_PROMISE_MS = 366 * 86_400_000;

/**
 * What a customer was promised and until when: `madeAtMs` and `dueAtMs` are instants of the wall clock, epoch ms.
 * `endedAtMs` is when it was kept, or when the ticket ended; null while it stands. A new promise takes the place of the
 * one before.
 */
export const promiseSchema = z.object({
  id: z.uuid(),
  text: z.string(),
  dueAtMs: z.int(),
  byId: z.uuid(),
  madeAtMs: z.int(),
  endedAtMs: z.int().nullable(),
});
export type CustomerPromise = z.infer<typeof promiseSchema>;

/** The promise that waits to be kept; null when there is none. */
export function standingPromise({
  promise,
}: {
  readonly promise?: CustomerPromise | null | undefined;
}): CustomerPromise | null {
  return promise !== undefined && promise !== null && promise.endedAtMs === null ? promise : null;
}
