import { PAUSE_CLASSES } from '../../../../shared/domain/status.ts';
import { parseDuration } from '../../../../shared/sla/duration-text.ts';
import type { PauseClass, Policy, Priority } from '../../../../shared/sla/policy.ts';

/** The clocks that a policy sets a target for, by where it keeps them. */
export const CUSTOMER_TARGETS = ['firstResponseMs', 'nextResponseMs', 'resolutionMs', 'vendorMs'] as const;
export type CustomerTarget = (typeof CUSTOMER_TARGETS)[number];
export const TIER_TARGETS = ['acceptMs', 'workMs'] as const;
export const TIER_KEYS = ['1', '2', '3'] as const;
export type TierKey = (typeof TIER_KEYS)[number];

/** The clocks that waiting can pause. */
export const PAUSABLE = ['firstResponse', 'nextResponse', 'resolution', 'accept', 'work'] as const;
export type Pausable = (typeof PAUSABLE)[number];

/** What `effectiveFromMs` is while it means "when it is saved": before every instant, as the rule that saves has it. */
export const WHEN_SAVED_MS = 0;

type Without<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** An object with a key set, or taken out where the value is undefined. */
export function withKey<T extends object, K extends keyof T>(object: Without<T>, key: K, value: T[K] | undefined): T {
  const entries = Object.entries({ ...object, [key]: value }).filter(([, one]) => one !== undefined);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same object, one key more or less.
  return Object.fromEntries(entries) as T;
}

/** The targets of a policy with one of a priority's set, or taken out; a priority without any is not there. */
export function withCustomerTarget(
  customer: Policy['customer'],
  priority: Priority,
  target: CustomerTarget,
  targetMs: number | undefined,
): Policy['customer'] {
  const targets = withKey<NonNullable<Policy['customer'][Priority]>, CustomerTarget>(
    customer[priority] ?? {},
    target,
    targetMs,
  );
  return withKey<Policy['customer'], Priority>(
    customer,
    priority,
    Object.keys(targets).length === 0 ? undefined : targets,
  );
}

type TierTargets = NonNullable<Policy['tiers'][TierKey]>;

/** The same for a tier: a target, or the calendar of its own. */
export function withTier<K extends keyof TierTargets>(
  tiers: Policy['tiers'],
  tier: TierKey,
  key: K,
  value: TierTargets[K] | undefined,
): Policy['tiers'] {
  const targets = withKey<TierTargets, K>(tiers[tier] ?? {}, key, value);
  return withKey<Policy['tiers'], TierKey>(tiers, tier, Object.keys(targets).length === 0 ? undefined : targets);
}

/** Which classes pause which clocks, with one put in or taken out, in the order in which they are offered. */
export function withPause(
  pausedBy: Policy['pausedBy'],
  clock: Pausable,
  pause: PauseClass,
  isPausing: boolean,
): Policy['pausedBy'] {
  const now = pausedBy[clock] ?? [];
  const next = PAUSE_CLASSES.filter((one) => (one === pause ? isPausing : now.includes(one)));
  return { ...pausedBy, [clock]: next };
}

/** A policy as its form holds it: with all that it may leave out. */
export function formPolicy(policy: Policy): object {
  const { match, warnBeforeMs = [], tellSupervisorsFrom = 'breach', newBudgetPerStay = false, reopenWindowMs } = policy;
  const conditions = { priorities: [], channels: [], categoryIds: [], ...match };
  return { ...policy, match: conditions, warnBeforeMs, tellSupervisorsFrom, newBudgetPerStay, reopenWindowMs };
}

/**
 * A policy as it is saved: a list of conditions that names nothing asks nothing, so it is left out; so are earlier
 * versions, which the rule that saves writes itself.
 */
export function savedPolicy({ previous: _previous, ...policy }: Policy): Policy {
  const match = Object.fromEntries(
    Object.entries(policy.match).filter(([, wanted]) => wanted !== undefined && wanted.length > 0),
  );
  const {
    warnBeforeMs = [],
    tellSupervisorsFrom = 'breach',
    newBudgetPerStay = false,
    reopenWindowMs,
    ...rest
  } = policy;
  return {
    ...rest,
    match,
    ...(warnBeforeMs.length === 0 ? {} : { warnBeforeMs }),
    ...(tellSupervisorsFrom === 'breach' ? {} : { tellSupervisorsFrom }),
    ...(newBudgetPerStay ? { newBudgetPerStay } : {}),
    ...(reopenWindowMs === undefined ? {} : { reopenWindowMs }),
  };
}

/** The steps from which supervisors may be told: those that the policy warns at, and the one that is chosen. */
export function supervisorSteps(warnAtPercent: unknown, chosen: unknown): number[] {
  const percents = [...(Array.isArray(warnAtPercent) ? warnAtPercent : []), chosen].filter(
    (percent): percent is number => Number.isInteger(percent) && Number(percent) >= 1 && Number(percent) <= 100,
  );
  return [...new Set(percents)].toSorted((a, b) => a - b);
}

/** Percents as they are typed, "75, 90 %"; NaN for what is none. */
export function parsePercents(text: string): number[] {
  return partsOf(text).map((part) => (/^\d+\s*%?$/.test(part) ? Number.parseInt(part, 10) : Number.NaN));
}

/** Durations as they are typed, "2h, 30min"; NaN for what is none. */
export function parseDurations(text: string, dayMs: number | null): number[] {
  return partsOf(text).map((part) => parseDuration(part, dayMs) ?? Number.NaN);
}

function partsOf(text: string): string[] {
  return text
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
