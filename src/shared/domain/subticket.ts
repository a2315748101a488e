import { z } from 'zod';
import { statusSchema } from './status.ts';
import { tierSchema } from './tier.ts';

/** How deep subtickets may be below the first ticket: work that is handed on further than this is handed over. */
export const MAX_SUBTICKET_DEPTH = 3;

/** So many subtickets of one ticket may be open at once. */
export const MAX_OPEN_SUBTICKETS = 20;

/**
 * What a ticket holds of the ticket it is part of: the customer, and what the customer was promised, are that one's.
 * `number` is null until the backend has given one. `depth` is 1 for a subticket of a ticket that is none.
 */
export const parentSchema = z.object({
  id: z.uuid(),
  number: z.int().positive().nullable(),
  depth: z.int().positive(),
});

/** What a ticket itself holds of a subticket that has not ended: all that its own rules need. */
export const openSubticketSchema = z.object({ id: z.uuid(), number: z.int().positive().nullable() });

/**
 * How a subticket stands, as a part of its parent: who sees the parent sees this of it, also where its queue is not theirs,
 * and no more. It has the id of the subticket. `result` is the summary it was resolved with.
 */
export const subticketSchema = z.object({
  id: z.uuid(),
  ticketId: z.uuid(),
  number: z.int().positive().nullable(),
  subject: z.string(),
  queueId: z.uuid(),
  tier: tierSchema,
  status: statusSchema,
  assigneeId: z.uuid().nullable(),
  openedById: z.uuid(),
  openedAtMs: z.int(),
  result: z.string().nullable(),
});
export type Subticket = z.infer<typeof subticketSchema>;
