import { z } from 'zod';
import { prioritySchema } from './priority.ts';

/** A month of round-the-clock work: whatever stays longer at a tier is no longer being tried. */
const LONGEST_MS = 31 * 24 * 3_600_000;

/** What ends the attempts at a tier; null asks nothing. */
export const attemptLimitSchema = z.object({
  mostAttempts: z.int().min(1).max(100).nullable(),
  /** Time at work at the tier, from acceptance and without pauses, in ms of the policy's calendar. */
  mostMs: z.int().positive().max(LONGEST_MS).nullable(),
});
export type AttemptLimit = z.infer<typeof attemptLimitSchema>;

/** A tier as it keys limits. */
const tierKeySchema = z.enum(['1', '2', '3']);

/**
 * How often, and for how long, a tier tries before it passes a ticket on (product rule 3). Policies are asked by
 * position; the first in use whose conditions hold decides, for all tiers: a tier that it does not name has no limit.
 */
export const attemptPolicySchema = z.object({
  id: z.uuid(),
  name: z.string().min(1).max(120),
  position: z.int().min(0).max(100_000),
  isActive: z.boolean(),
  /** With all that is below them; none asks nothing. */
  categoryIds: z.array(z.uuid()).max(200),
  /** None asks nothing. */
  priorities: z.array(prioritySchema).max(4),
  tiers: z.partialRecord(tierKeySchema, attemptLimitSchema),
  /** In whose business time `mostMs` is counted; null counts by the wall clock. */
  calendarId: z.uuid().nullable(),
  /** A ticket that comes back to a tier has all of its attempts and time again, not what was left of them. */
  isPerStay: z.boolean(),
});
export type AttemptPolicy = z.infer<typeof attemptPolicySchema>;
