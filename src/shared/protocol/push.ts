import { z } from 'zod';
import { REFUSAL_CODES } from '../mutations/mutation.ts';

/** The wire format's version, sent in the header `Patamar-Protocol`. */
export const PROTOCOL_VERSION = 1;

/** The most mutations one push may carry. */
export const MAX_PUSH_MUTATIONS = 500;
/** The largest body of a push, in bytes. */
export const MAX_PUSH_BYTES = 512 * 1024;

/** One queued action. `(clientId, seq)` never repeats; `performedAtMs` is the device's clock corrected to the backend's. */
export const pushedMutationSchema = z.object({
  seq: z.int().positive(),
  name: z.string().max(80),
  args: z.unknown(),
  performedAtMs: z.int().nonnegative(),
});
export type PushedMutation = z.infer<typeof pushedMutationSchema>;

export const pushRequestSchema = z.object({
  clientId: z.uuid(),
  mutations: z.array(pushedMutationSchema).min(1),
});
export type PushRequest = z.infer<typeof pushRequestSchema>;

export const refusalSchema = z.object({
  code: z.enum(REFUSAL_CODES),
  message: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
});

/**
 * What became of one mutation. A `duplicate` carries the name of what was decided under its seq, which is another than
 * that sent when the client took it back too late, and the refusal if it was refused the first time.
 */
export const pushResultSchema = z.object({
  seq: z.int(),
  status: z.enum(['applied', 'rejected', 'duplicate']),
  name: z.string().optional(),
  error: refusalSchema.optional(),
});
export type PushResult = z.infer<typeof pushResultSchema>;

export const pushResponseSchema = z.object({
  lastSeq: z.int(),
  results: z.array(pushResultSchema),
  serverTimeMs: z.int(),
});
export type PushResponse = z.infer<typeof pushResponseSchema>;
