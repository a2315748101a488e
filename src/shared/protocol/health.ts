import { z } from 'zod';

export const healthQuerySchema = z.object({ probe: z.enum(['live', 'ready']).default('ready') });

/** The process answers; says nothing of its database. */
export const liveSchema = z.object({ status: z.literal('live') });

/** The backend can serve: its database answers and has the schema of this code. */
export const readySchema = z.object({
  status: z.literal('ready'),
  version: z.string(),
  engine: z.enum(['pglite', 'postgres']),
  protocol: z.int(),
  isSample: z.boolean(),
  /** The number of the newest migration. */
  schemaVersion: z.int(),
  /** True until the first administrator exists: the console offers to create one. */
  needsAdministrator: z.boolean(),
  serverTimeMs: z.int(),
});
export type Ready = z.infer<typeof readySchema>;

export const healthSchema = z.union([readySchema, liveSchema]);
