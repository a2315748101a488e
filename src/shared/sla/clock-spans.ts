import type { Pause } from './pauses.ts';
import type { PauseClass, Policy, Priority } from './policy.ts';
import type { SlaFacts, Stay, Tier } from './sla-facts.ts';

/** What a ticket's clocks measure. */
export const CLOCK_KINDS = [
  'firstResponse',
  'nextResponse',
  'resolution',
  'tierAccept',
  'tierWork',
  'vendor',
  'promise',
] as const;
export type ClockKind = (typeof CLOCK_KINDS)[number];

/** From when to when a clock counts (epoch ms), before any time is counted. */
export type ClockSpan = {
  readonly kind: ClockKind;
  readonly tier: Tier | null;
  readonly startedAtMs: number;
  readonly endedAtMs: number | null;
  /** The ticket left the queue untaken: in time, that is neither hit nor miss. */
  readonly isAbandoned: boolean;
  /** Stretches in which it stands whatever the policy says: the ticket was resolved, or away from the tier. */
  readonly away: readonly Pause[];
};

/** What a policy asks of a clock: in how much business time, in which calendar, with which pauses. */
export type ClockTarget = {
  readonly targetMs: number;
  readonly calendarId: string;
  readonly pausedBy: readonly PauseClass[];
};

const NO_PAUSES: readonly Pause[] = [];
const NO_CLASSES: readonly PauseClass[] = [];

/** The version of which policy governed at an instant (epoch ms); null for none. */
export type PolicyAt = (atMs: number) => Policy | null;

/**
 * The clocks that a ticket's facts give it, ended ones too, in the order of `CLOCK_KINDS`. Whether a reopening began a
 * second cycle, or a stay a new budget, is for the policy of that moment to say.
 */
export function clockSpans(facts: SlaFacts, policyAt: PolicyAt): ClockSpan[] {
  const resolved = facts.pauses.length === 0 ? NO_PAUSES : facts.pauses.filter((pause) => pause.class === 'resolved');
  const cycleFromMs = cycleStartMs(resolved, policyAt, Infinity);
  const isSubticket = facts.parent !== undefined && facts.parent !== null;
  const spans = isSubticket ? [] : customerSpans(facts, policyAt, resolved, cycleFromMs);
  const { resolvedAtMs } = facts;
  const stay = facts.stays.at(-1);
  if (stay !== undefined) {
    spans.push(acceptSpan(stay, resolvedAtMs, resolved));
    const work = workSpan(facts, stay, policyAt, cycleFromMs, resolved);
    if (work !== null) spans.push(work);
  }
  const referral = facts.pauses.findLast((pause) => pause.class === 'vendor');
  if (referral !== undefined && !isCovered(referral, facts)) {
    spans.push(span('vendor', null, referral.fromMs, referral.toMs ?? resolvedAtMs, resolved));
  }
  return spans;
}

/** The clocks towards the customer. A subticket has none: they are its parent's (docs/sla.md, rule 10). */
function customerSpans(
  facts: SlaFacts,
  policyAt: PolicyAt,
  resolved: readonly Pause[],
  cycleFromMs: number,
): ClockSpan[] {
  const { createdAtMs, nextResponse, resolvedAtMs } = facts;
  const spans = [firstResponseSpan(facts, policyAt, resolved)];
  if (nextResponse !== null && nextResponse !== undefined) {
    const { sinceMs, endedAtMs } = nextResponse;
    spans.push(span('nextResponse', null, sinceMs, endedAtMs ?? resolvedAtMs, resolved));
  }
  spans.push(span('resolution', null, Math.max(createdAtMs, cycleFromMs), resolvedAtMs, resolved));
  return spans;
}

/** A wait in which a vendor case says when its answer is expected has that clock, not the policy's (`instantClocks`). */
function isCovered({ fromMs, toMs }: Pause, { vendorCases = [] }: SlaFacts): boolean {
  return vendorCases.some(
    ({ openedAtMs, expectedAtMs, endedAtMs }) =>
      expectedAtMs !== null && openedAtMs <= (toMs ?? Infinity) && (endedAtMs ?? Infinity) >= fromMs,
  );
}

function span(
  kind: ClockKind,
  tier: Tier | null,
  startedAtMs: number,
  endedAtMs: number | null,
  away: readonly Pause[],
): ClockSpan {
  return { kind, tier, startedAtMs, endedAtMs, isAbandoned: false, away };
}

/**
 * When the cycle at `untilMs` (epoch ms) began: with the last reopening until then that came after the window of its
 * policy; -Infinity for the first cycle.
 */
function cycleStartMs(resolved: readonly Pause[], policyAt: PolicyAt, untilMs: number): number {
  let startMs = -Infinity;
  for (const { fromMs, toMs } of resolved) {
    if (toMs === null || toMs > untilMs) continue;
    if (toMs - fromMs > (policyAt(toMs)?.reopenWindowMs ?? Infinity)) startMs = Math.max(startMs, toMs);
  }
  return startMs;
}

/** A ticket resolved without a reply (by phone, say) owes none any more, until it is reopened. */
function firstResponseSpan(facts: SlaFacts, policyAt: PolicyAt, resolved: readonly Pause[]): ClockSpan {
  const { createdAtMs, firstRespondedAtMs, resolvedAtMs } = facts;
  const cycleFromMs = cycleStartMs(resolved, policyAt, firstRespondedAtMs ?? Infinity);
  const startedAtMs = Math.max(createdAtMs, cycleFromMs);
  return span('firstResponse', null, startedAtMs, firstRespondedAtMs ?? resolvedAtMs, resolved);
}

/** One cycle per stay, and only the last stay's counts: earlier ones are history. */
function acceptSpan(stay: Stay, resolvedAtMs: number | null, resolved: readonly Pause[]): ClockSpan {
  const { tier, enteredAtMs, acceptedAtMs, leftAtMs } = stay;
  const isAbandoned = acceptedAtMs === null && leftAtMs !== null && resolvedAtMs === null;
  const endedAtMs = acceptedAtMs ?? leftAtMs ?? resolvedAtMs;
  return { kind: 'tierAccept', tier, startedAtMs: enteredAtMs, endedAtMs, isAbandoned, away: resolved };
}

/** The work of all stays at the tier that share a budget in this cycle; the time between them is away. */
function workSpan(
  facts: SlaFacts,
  last: Stay,
  policyAt: PolicyAt,
  cycleFromMs: number,
  resolved: readonly Pause[],
): ClockSpan | null {
  const { tier, acceptedAtMs, leftAtMs } = last;
  if (acceptedAtMs === null) return null;
  let startedAtMs = Math.max(acceptedAtMs, cycleFromMs);
  let awayToMs = acceptedAtMs;
  let away = resolved;
  for (let i = facts.stays.length - 2; i >= 0 && !hasNewBudget(awayToMs, policyAt); i -= 1) {
    const stay = facts.stays[i];
    if (stay?.tier !== tier || stay.acceptedAtMs === null) continue;
    const leftMs = stay.leftAtMs ?? awayToMs;
    if (leftMs <= cycleFromMs) break;
    away = [...away, { fromMs: leftMs, toMs: awayToMs }];
    startedAtMs = Math.max(stay.acceptedAtMs, cycleFromMs);
    awayToMs = stay.acceptedAtMs;
  }
  return span('tierWork', tier, startedAtMs, leftAtMs ?? facts.resolvedAtMs, away);
}

function hasNewBudget(acceptedAtMs: number, policyAt: PolicyAt): boolean {
  return policyAt(acceptedAtMs)?.newBudgetPerStay === true;
}

/** What a policy asks of a clock of a ticket with that priority; null for nothing: there is no such clock. */
export function targetOf(
  { kind, tier }: Pick<ClockSpan, 'kind' | 'tier'>,
  policy: Policy,
  priority: Priority,
): ClockTarget | null {
  const targets = policy.customer[priority];
  const { calendarId, pausedBy } = policy;
  switch (kind) {
    case 'firstResponse':
      return target(targets?.firstResponseMs, calendarId, pausedBy.firstResponse);
    case 'nextResponse':
      return target(targets?.nextResponseMs, calendarId, pausedBy.nextResponse);
    case 'resolution':
      return target(targets?.resolutionMs, calendarId, pausedBy.resolution);
    case 'vendor':
      // A ticket waits for one thing at a time: while it waits for its vendor, nothing else can pause it.
      return target(targets?.vendorMs, calendarId, NO_CLASSES);
    case 'promise':
      // No policy asks for it: see `instantClocks`.
      return null;
    case 'tierAccept':
    case 'tierWork': {
      const own = tier === null ? undefined : policy.tiers[tier];
      const targetMs = kind === 'tierAccept' ? own?.acceptMs : own?.workMs;
      return target(targetMs, own?.calendarId ?? calendarId, kind === 'tierAccept' ? pausedBy.accept : pausedBy.work);
    }
  }
}

function target(
  targetMs: number | undefined,
  calendarId: string,
  pausedBy: readonly PauseClass[] = NO_CLASSES,
): ClockTarget | null {
  return targetMs === undefined ? null : { targetMs, calendarId, pausedBy };
}

/** The pauses that stop a clock: those of its classes, and when it is away. A pause still running ends with the clock. */
export function pausesOf(
  { endedAtMs, away }: Pick<ClockSpan, 'endedAtMs' | 'away'>,
  pausedBy: readonly PauseClass[],
  facts: SlaFacts,
): readonly Pause[] {
  if (away.length === 0 && (facts.pauses.length === 0 || pausedBy.length === 0)) return NO_PAUSES;
  const classed = facts.pauses.filter((pause) => pause.class !== 'resolved' && pausedBy.includes(pause.class));
  const found: readonly Pause[] = away.length === 0 ? classed : [...away, ...classed];
  if (endedAtMs === null) return found;
  return found.map((pause) => (pause.toMs === null ? { fromMs: pause.fromMs, toMs: endedAtMs } : pause));
}

/** Since when a clock that has not ended stands still, epoch ms; null while it runs. */
export function standingSinceMs(pauses: readonly Pause[]): number | null {
  let sinceMs: number | null = null;
  for (const { fromMs, toMs } of pauses) {
    if (toMs === null && (sinceMs === null || fromMs < sinceMs)) sinceMs = fromMs;
  }
  return sinceMs;
}
