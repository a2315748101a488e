import { z } from 'zod';
import { calendarSpecSchema } from './calendar-spec.ts';

/** How much a ticket matters, P1 the most. */
export const prioritySchema = z.enum(['P1', 'P2', 'P3', 'P4']);
export type Priority = z.infer<typeof prioritySchema>;

/** What a ticket waits for while it is in a status that can pause clocks. */
export const pauseClassSchema = z.enum(['customer', 'vendor', 'change', 'scheduled']);
export type PauseClass = z.infer<typeof pauseClassSchema>;

/** A line of support, as it keys a policy's targets. */
const tierKeySchema = z.enum(['1', '2', '3']);

/** A year's worth of business time, so that a slip of the pen is no deadline in 2290. */
const LONGEST_TARGET_MS = 31_622_400_000;

/** A target: business time in ms. */
const targetMsSchema = z.int().positive().max(LONGEST_TARGET_MS);

/** How many versions a policy or a calendar has before its newest. */
export const MAX_VERSIONS = 100;

const pauseClassesSchema = z.array(pauseClassSchema);

/** The targets of one priority: towards the customer, and for a supplier's answer. */
const priorityTargetsSchema = z.object({
  firstResponseMs: targetMsSchema.optional(),
  nextResponseMs: targetMsSchema.optional(),
  resolutionMs: targetMsSchema.optional(),
  vendorMs: targetMsSchema.optional(),
});

/** What one version of a policy says; see `policySchema`. */
const policyVersionSchema = z.object({
  id: z.uuid(),
  name: z.string().min(1).max(200),
  position: z.int(),
  isActive: z.boolean(),
  match: z.object({
    priorities: z.array(prioritySchema).optional(),
    channels: z.array(z.string()).optional(),
    categoryIds: z.array(z.string()).optional(),
  }),
  calendarId: z.uuid(),
  customer: z.partialRecord(prioritySchema, priorityTargetsSchema),
  tiers: z.partialRecord(
    tierKeySchema,
    z.object({
      acceptMs: targetMsSchema.optional(),
      workMs: targetMsSchema.optional(),
      calendarId: z.uuid().optional(),
    }),
  ),
  pausedBy: z.object({
    firstResponse: pauseClassesSchema,
    nextResponse: pauseClassesSchema.optional(),
    resolution: pauseClassesSchema,
    accept: pauseClassesSchema,
    work: pauseClassesSchema.optional(),
  }),
  warnAtPercent: z.array(z.int().min(1).max(100)).max(20),
  warnBeforeMs: z.array(targetMsSchema).max(20).optional(),
  tellSupervisorsFrom: z.union([z.int().min(1).max(100), z.enum(['breach', 'never'])]).optional(),
  newBudgetPerStay: z.boolean().optional(),
  reopenWindowMs: z.int().nonnegative().max(LONGEST_TARGET_MS).optional(),
  effectiveFromMs: z.int(),
});

/**
 * An SLA policy. Its versions share its `id`; each holds from `effectiveFromMs` (epoch ms) until the next one does. The
 * row is the newest, and has the others in `previous`, as `sla-versions.ts` keeps them. Policies are tried by
 * `position`, lowest first. A condition that is left out matches any ticket. All that is optional was not asked of
 * policies once: left out, there is no such clock, and nothing pauses it.
 *
 * - `customer`: targets by priority, counted in the calendar `calendarId`.
 * - `tiers`: targets by tier, in a calendar of the tier's own where it has one.
 * - `pausedBy`: the pause classes that stop each clock.
 * - `warnAtPercent`, `warnBeforeMs`: warning steps, in percent of the target used and in business time before the
 *   deadline.
 * - `tellSupervisorsFrom`: the step from which supervisors are told too, in percent of the target used; only of the
 *   breach when left out.
 * - `newBudgetPerStay`: a ticket that comes back to a tier has all of its `workMs` again, not what was left of it.
 * - `reopenWindowMs`: a ticket reopened later than this (by the wall clock) after it ended is in a second cycle; one
 *   reopened before goes on with what had elapsed. Left out, every reopening goes on.
 */
export const policySchema = policyVersionSchema.extend({
  previous: z.array(policyVersionSchema).max(MAX_VERSIONS).optional(),
});
export type Policy = z.infer<typeof policySchema>;

/**
 * A calendar as it is stored and synced: its newest version, which holds since `effectiveFromMs` (since ever, when left
 * out), with the ones before it.
 */
export const calendarRowSchema = z.object({
  id: z.uuid(),
  name: z.string().min(1).max(200),
  spec: calendarSpecSchema,
  effectiveFromMs: z.int().optional(),
  previous: z
    .array(z.object({ spec: calendarSpecSchema, effectiveFromMs: z.int() }))
    .max(MAX_VERSIONS)
    .optional(),
});
export type CalendarRow = z.infer<typeof calendarRowSchema>;
