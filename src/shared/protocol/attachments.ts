import { z } from 'zod';

/** The largest piece of a content that one request carries. */
export const MAX_PIECE_BYTES = 1024 * 1024;
/** The smallest that is not the last: each costs the backend a row and a commit. */
export const MIN_PIECE_BYTES = 64 * 1024;

/** How much of a content the backend has. `storedAtMs` is when it had the whole and found its hash right. */
export const uploadStatusSchema = z.object({
  receivedBytes: z.int().nonnegative(),
  sizeBytes: z.int().positive(),
  storedAtMs: z.int().nullable(),
});
export type UploadStatus = z.infer<typeof uploadStatusSchema>;
