import type { Pause } from './pauses.ts';
import type { PauseClass, Policy, Priority } from './policy.ts';

/** The lines of support. */
export type Tier = 1 | 2 | 3;

/** A stretch a ticket waited, epoch ms; `resolved` is the time it stood resolved before it was reopened. */
type ClassedPause = Pause & { readonly class: PauseClass | 'resolved' };

/** A ticket's time in one tier's queue. */
type Stay = {
  readonly tier: Tier;
  readonly queueId: string;
  readonly enteredAtMs: number;
  readonly acceptedAtMs: number | null;
  readonly leftAtMs: number | null;
};

/**
 * All that clocks are derived from; instants are epoch ms.
 * `stays` and `pauses` are in the order they began; a pause that lasts has `toMs` null.
 */
export type SlaFacts = {
  readonly createdAtMs: number;
  readonly priority: Priority;
  readonly channel: string;
  readonly categoryId: string | null;
  readonly tier: Tier;
  readonly firstRespondedAtMs: number | null;
  readonly resolvedAtMs: number | null;
  readonly pauses: readonly ClassedPause[];
  readonly stays: readonly Stay[];
};

/** A clock before any time is counted: what it measures, against what. */
export type ClockPlan = {
  readonly kind: 'firstResponse' | 'resolution' | 'tierAccept';
  readonly tier: Tier | null;
  readonly calendarId: string;
  readonly startedAtMs: number;
  readonly targetMs: number;
  readonly endedAtMs: number | null;
  /** The ticket left the queue untaken: in time, that is neither hit nor miss. */
  readonly isAbandoned: boolean;
  readonly pausedBy: readonly PauseClass[];
};

/** The clocks a policy gives a ticket, ended ones too: one for each target it sets. */
export function clockPlans(facts: SlaFacts, policy: Policy): ClockPlan[] {
  const plans: ClockPlan[] = [];
  const targets = policy.customer[facts.priority];
  if (targets?.firstResponseMs !== undefined) {
    // A ticket resolved without a reply (by phone, say) owes none any more.
    const endedAtMs = facts.firstRespondedAtMs ?? facts.resolvedAtMs;
    plans.push(customerPlan('firstResponse', targets.firstResponseMs, endedAtMs, facts, policy));
  }
  if (targets?.resolutionMs !== undefined) {
    plans.push(customerPlan('resolution', targets.resolutionMs, facts.resolvedAtMs, facts, policy));
  }
  const accept = acceptPlan(facts, policy);
  if (accept !== null) plans.push(accept);
  return plans;
}

function customerPlan(
  kind: 'firstResponse' | 'resolution',
  targetMs: number,
  endedAtMs: number | null,
  facts: SlaFacts,
  policy: Policy,
): ClockPlan {
  return {
    kind,
    tier: null,
    calendarId: policy.calendarId,
    startedAtMs: facts.createdAtMs,
    targetMs,
    endedAtMs,
    isAbandoned: false,
    pausedBy: policy.pausedBy[kind],
  };
}

/** One cycle per stay, and only the last stay's counts: earlier ones are history. */
function acceptPlan(facts: SlaFacts, policy: Policy): ClockPlan | null {
  const stay = facts.stays.at(-1);
  if (stay === undefined) return null;
  const target = policy.tiers[stay.tier];
  if (target?.acceptMs === undefined) return null;
  return {
    kind: 'tierAccept',
    tier: stay.tier,
    calendarId: target.calendarId ?? policy.calendarId,
    startedAtMs: stay.enteredAtMs,
    targetMs: target.acceptMs,
    endedAtMs: stay.acceptedAtMs ?? stay.leftAtMs ?? facts.resolvedAtMs,
    isAbandoned: stay.acceptedAtMs === null && stay.leftAtMs !== null && facts.resolvedAtMs === null,
    pausedBy: policy.pausedBy.accept,
  };
}

const NO_PAUSES: readonly Pause[] = [];

/**
 * The pauses that stop a clock: those of its classes, and the time a ticket stood resolved, whatever the policy says.
 * A pause still running ends with the clock.
 */
export function pausesOf(plan: ClockPlan, facts: SlaFacts): readonly Pause[] {
  if (facts.pauses.length === 0) return NO_PAUSES;
  const found: Pause[] = [];
  for (const pause of facts.pauses) {
    if (pause.class !== 'resolved' && !plan.pausedBy.includes(pause.class)) continue;
    found.push(pause.toMs === null && plan.endedAtMs !== null ? { fromMs: pause.fromMs, toMs: plan.endedAtMs } : pause);
  }
  return found;
}

/** Since when a clock that has not ended stands still, epoch ms; null while it runs. */
export function standingSinceMs(pauses: readonly Pause[]): number | null {
  let sinceMs: number | null = null;
  for (const { fromMs, toMs } of pauses) {
    if (toMs === null && (sinceMs === null || fromMs < sinceMs)) sinceMs = fromMs;
  }
  return sinceMs;
}
