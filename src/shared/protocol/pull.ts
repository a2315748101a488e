import { z } from 'zod';
import { tableNameSchema } from '../domain/tables.ts';

export const MAX_PULL_LIMIT = 5_000;
export const DEFAULT_PULL_LIMIT = 2_000;

export const pullRequestSchema = z.object({
  clientId: z.uuid(),
  cookie: z.string().max(20_000).nullable(),
  limit: z.int().min(1).max(MAX_PULL_LIMIT).optional(),
});
export type PullRequest = z.infer<typeof pullRequestSchema>;

/** One change of the client's view. Deleting a ticket takes its messages, attempts, hand-overs and history with it. */
export const patchOpSchema = z.discriminatedUnion('op', [
  z.object({ op: z.literal('put'), table: tableNameSchema, row: z.looseObject({ id: z.uuid() }) }),
  z.object({ op: z.literal('del'), table: tableNameSchema, id: z.uuid() }),
]);
export type PatchOp = z.infer<typeof patchOpSchema>;

/**
 * A page of changes. With `reset` the view starts anew: what this pull does not bring has left it. `lastSeq` counts only up to what the pages so
 * far hold: while `more` is true it does not move.
 */
export const pullResponseSchema = z.object({
  cookie: z.string(),
  reset: z.boolean(),
  patch: z.array(patchOpSchema),
  lastSeq: z.int(),
  more: z.boolean(),
  serverTimeMs: z.int(),
});
export type PullResponse = z.infer<typeof pullResponseSchema>;

/** A page without its rows being looked at: for a client that trusts the backend's rows and has many of them. */
export const pullEnvelopeSchema = pullResponseSchema.extend({ patch: z.array(z.unknown()) });
