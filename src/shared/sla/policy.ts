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

/** A target: business time in ms, a year's worth at most, so that a slip of the pen is no deadline in 2290. */
const targetMsSchema = z.int().positive().max(31_622_400_000);

const pauseClassesSchema = z.array(pauseClassSchema);

/**
 * One version of an SLA policy. Versions of a policy share its `id`; each holds from `effectiveFromMs` (epoch ms) until
 * the next one does. Policies are tried by `position`, lowest first. A condition that is left out matches any ticket.
 *
 * - `customer`: targets by priority, counted in the calendar `calendarId`.
 * - `tiers`: targets by tier, in a calendar of the tier's own where it has one.
 * - `pausedBy`: the pause classes that stop each clock.
 * - `warnAtPercent`: warning steps in percent of the target used.
 */
export const policySchema = z.object({
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
  customer: z.partialRecord(
    prioritySchema,
    z.object({ firstResponseMs: targetMsSchema.optional(), resolutionMs: targetMsSchema.optional() }),
  ),
  tiers: z.partialRecord(
    tierKeySchema,
    z.object({ acceptMs: targetMsSchema.optional(), calendarId: z.uuid().optional() }),
  ),
  pausedBy: z.object({
    firstResponse: pauseClassesSchema,
    resolution: pauseClassesSchema,
    accept: pauseClassesSchema,
  }),
  warnAtPercent: z.array(z.int().min(1).max(100)).max(20),
  effectiveFromMs: z.int(),
});
export type Policy = z.infer<typeof policySchema>;

/** A calendar as it is stored and synced. */
export const calendarRowSchema = z.object({
  id: z.uuid(),
  name: z.string().min(1).max(200),
  spec: calendarSpecSchema,
});
export type CalendarRow = z.infer<typeof calendarRowSchema>;

/** What a policy's conditions are about. `resolvedAtMs` is null while the ticket is open. */
export type MatchFacts = {
  readonly priority: Priority;
  readonly channel: string;
  readonly categoryId: string | null;
  readonly resolvedAtMs: number | null;
};

/**
 * The policy that governs a ticket at `asOfMs` (epoch ms; without it, the newest versions count): the first active one
 * by position whose conditions all match. Null when none does: such a ticket has no clocks.
 *
 * A resolved ticket is matched against the versions of the instant it was resolved at, so that no later edit changes
 * it; a policy that began after that never governed it. What is worked out of `policies` is kept for as long as the
 * list lives: a change is a new list.
 */
export function matchPolicy(policies: readonly Policy[], facts: MatchFacts, asOfMs = Infinity): Policy | null {
  const inForce = policiesInForce(policies, Math.min(asOfMs, facts.resolvedAtMs ?? Infinity));
  for (const policy of inForce) if (isMatch(policy, facts)) return policy;
  return null;
}

function isMatch({ match }: Policy, facts: MatchFacts): boolean {
  if (match.priorities !== undefined && !match.priorities.includes(facts.priority)) return false;
  if (match.channels !== undefined && !match.channels.includes(facts.channel)) return false;
  if (match.categoryIds === undefined) return true;
  return facts.categoryId !== null && match.categoryIds.includes(facts.categoryId);
}

/** The active policies in force from `fromMs` on, in order, one version of each. */
type Era = { readonly fromMs: number; readonly policies: readonly Policy[] };

const erasOf = new WeakMap<readonly Policy[], readonly Era[]>();

/** Worked out once for each list of policies: fifty thousand tickets are matched against the same one. */
function policiesInForce(policies: readonly Policy[], asOfMs: number): readonly Policy[] {
  let eras = erasOf.get(policies);
  if (eras === undefined) {
    eras = makeEras(policies);
    erasOf.set(policies, eras);
  }
  for (let i = eras.length - 1; i >= 0; i -= 1) {
    const era = eras[i];
    if (era !== undefined && era.fromMs <= asOfMs) return era.policies;
  }
  return [];
}

function makeEras(policies: readonly Policy[]): Era[] {
  const starts = [...new Set(policies.map(({ effectiveFromMs }) => effectiveFromMs))].toSorted((a, b) => a - b);
  return starts.map((fromMs) => {
    const newest = new Map<string, Policy>();
    for (const policy of policies) {
      if (policy.effectiveFromMs > fromMs) continue;
      const other = newest.get(policy.id);
      if (other === undefined || other.effectiveFromMs <= policy.effectiveFromMs) newest.set(policy.id, policy);
    }
    const active = [...newest.values()].filter(({ isActive }) => isActive);
    return { fromMs, policies: active.toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1)) };
  });
}
