import type { Policy, Priority } from './policy.ts';

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
function erasIn(policies: readonly Policy[]): readonly Era[] {
  let eras = erasOf.get(policies);
  if (eras === undefined) {
    eras = makeEras(policies);
    erasOf.set(policies, eras);
  }
  return eras;
}

function policiesInForce(policies: readonly Policy[], asOfMs: number): readonly Policy[] {
  const eras = erasIn(policies);
  for (let i = eras.length - 1; i >= 0; i -= 1) {
    const era = eras[i];
    if (era !== undefined && era.fromMs <= asOfMs) return era.policies;
  }
  return [];
}

/**
 * The instants (epoch ms) after `afterMs` up to `untilMs` at which another version of some policy came into force, in
 * order.
 */
export function policyChangesMs(policies: readonly Policy[], afterMs: number, untilMs: number): readonly number[] {
  const eras = erasIn(policies);
  // Nearly all tickets are younger than the last edit of a policy.
  if ((eras.at(-1)?.fromMs ?? -Infinity) <= afterMs) return NO_INSTANTS;
  return eras.map(({ fromMs }) => fromMs).filter((fromMs) => fromMs > afterMs && fromMs <= untilMs);
}

const NO_INSTANTS: readonly number[] = [];

function makeEras(rows: readonly Policy[]): Era[] {
  const policies = rows.flatMap((row): Policy[] => [...(row.previous ?? []), row]);
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
