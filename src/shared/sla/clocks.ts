import { beforeMs, deadlineMs, elapsedMs, type Pause } from './business-time.ts';
import type { CalendarSource } from './calendar-source.ts';
import type { Calendar } from './calendar.ts';
import { type ClockPlan, clockPlans, pausesOf, type SlaFacts, standingSinceMs, type Tier } from './clock-plan.ts';
import { matchPolicy, type Policy } from './policy.ts';
import { type Segment, segments } from './segments.ts';

export type { CalendarSource, SlaFacts };

/**
 * One clock of a ticket at one moment. Instants are epoch ms, durations ms of business time.
 *
 * - `running`, `paused`, `breached`: it has not ended. Breached is more than the target used, also while it stands.
 * - `met`, `missed`: it has ended, with the target kept or not. `ended`: without either (the ticket left the queue in
 *   time, untaken).
 * - `deadlineAtMs`: null while paused. `remainingMs`: negative once more than the target is used.
 * - `breachAtMs`: the first instant at which more than the target is used: after a deadline at closing time, the next
 *   opening. Null while paused, and of a clock that has ended.
 * - `warnAtMs`: the instants of the policy's warning steps, in order, past ones too; only while running.
 */
export type SlaClock = {
  readonly kind: ClockPlan['kind'];
  readonly tier?: Tier;
  readonly state: 'running' | 'paused' | 'met' | 'missed' | 'breached' | 'ended';
  readonly policyId: string;
  readonly calendarId: string;
  readonly startedAtMs: number;
  readonly targetMs: number;
  readonly deadlineAtMs: number | null;
  readonly breachAtMs: number | null;
  readonly elapsedMs: number;
  readonly remainingMs: number;
  readonly warnAtMs: readonly number[];
  readonly endedAtMs: number | null;
};

/**
 * The clocks of a ticket at `nowMs` (epoch ms, the backend's time). None when no policy matches, and none of a calendar
 * that `calendars` does not have. Facts are taken as they are: one a little ahead of `nowMs` counts.
 * The clocks of a resolved ticket have ended and do not depend on `nowMs`.
 */
export function evaluate(
  facts: SlaFacts,
  policies: readonly Policy[],
  calendars: CalendarSource,
  nowMs: number,
): SlaClock[] {
  const policy = matchPolicy(policies, facts, nowMs);
  if (policy === null) return [];
  const clocks: SlaClock[] = [];
  for (const plan of clockPlans(facts, policy)) {
    const calendar = calendars(plan.calendarId);
    if (calendar !== null) clocks.push(evaluateOne(plan, facts, policy, calendar, nowMs));
  }
  return clocks;
}

function evaluateOne(plan: ClockPlan, facts: SlaFacts, policy: Policy, calendar: Calendar, nowMs: number): SlaClock {
  const pauses = pausesOf(plan, facts);
  const standingMs = plan.endedAtMs === null ? standingSinceMs(pauses) : null;
  // A pause may have begun an instant ahead of this clock's now; what remains is what it left.
  const untilMs = plan.endedAtMs ?? Math.max(nowMs, standingMs ?? nowMs);
  const usedMs = elapsedMs(calendar, plan.startedAtMs, untilMs, pauses);
  const state = stateOf(plan, usedMs, standingMs !== null);
  const deadlineAtMs = state === 'paused' ? null : deadlineMs(calendar, plan.startedAtMs, plan.targetMs, pauses);
  const clock = {
    kind: plan.kind,
    state,
    policyId: policy.id,
    calendarId: plan.calendarId,
    startedAtMs: plan.startedAtMs,
    targetMs: plan.targetMs,
    deadlineAtMs,
    // A millisecond of business time more than the target; a breach is more than the target used (docs/sla.md, rule 3).
    breachAtMs:
      deadlineAtMs === null || plan.endedAtMs !== null
        ? null
        : deadlineMs(calendar, plan.startedAtMs, plan.targetMs + 1, pauses),
    elapsedMs: usedMs,
    remainingMs: plan.targetMs - usedMs,
    warnAtMs:
      state === 'running' && deadlineAtMs !== null
        ? warningsAtMs(calendar, deadlineAtMs, plan.targetMs, pauses, policy.warnAtPercent)
        : NO_INSTANTS,
    endedAtMs: plan.endedAtMs,
  };
  return plan.tier === null ? clock : { ...clock, tier: plan.tier };
}

const NO_INSTANTS: readonly number[] = [];

function stateOf(plan: ClockPlan, usedMs: number, isStanding: boolean): SlaClock['state'] {
  const isOver = usedMs > plan.targetMs;
  if (plan.endedAtMs !== null) {
    if (isOver) return 'missed';
    return plan.isAbandoned ? 'ended' : 'met';
  }
  if (isOver) return 'breached';
  return isStanding ? 'paused' : 'running';
}

/**
 * The instants (epoch ms, in order) at which `percents` of a target are used, found by walking back from the deadline
 * through business time. One that falls between two days of work is at the opening: a warning is for people at work.
 */
export function warningsAtMs(
  calendar: Calendar,
  deadlineAtMs: number,
  targetMs: number,
  pauses: readonly Pause[],
  percents: readonly number[],
): number[] {
  return stepsOf(percents).map((percent) =>
    beforeMs(calendar, deadlineAtMs, Math.round((targetMs * (100 - percent)) / 100), pauses),
  );
}

const stepsByPercents = new WeakMap<readonly number[], readonly number[]>();

/** Steps in order, each once, as `warnAtMs` has them: sorted once for each list, not for each ticket. */
export function stepsOf(percents: readonly number[]): readonly number[] {
  let steps = stepsByPercents.get(percents);
  if (steps === undefined) {
    steps = [...new Set(percents)].toSorted((a, b) => a - b);
    stepsByPercents.set(percents, steps);
  }
  return steps;
}

/**
 * Why a clock reads as it does: what became of the time from its start to its deadline, or to `nowMs` while it is
 * paused. Up to a deadline, the worked parts add up to the target. Empty when its calendar is not at hand.
 */
export function clockSegments(
  clock: SlaClock,
  facts: SlaFacts,
  policies: readonly Policy[],
  calendars: CalendarSource,
  nowMs: number,
): Segment[] {
  const policy = matchPolicy(policies, facts, nowMs);
  const calendar = calendars(clock.calendarId);
  if (policy === null || calendar === null) return [];
  const plan = clockPlans(facts, policy).find(({ kind }) => kind === clock.kind);
  if (plan === undefined) return [];
  return segments(calendar, clock.startedAtMs, clock.deadlineAtMs ?? nowMs, pausesOf(plan, facts));
}
