import { beforeMs, type Pause } from './business-time.ts';
import type { CalendarSource } from './calendar-source.ts';
import type { Calendar } from './calendar.ts';
import { type ClockKind, type ClockSpan, clockSpans, standingSinceMs } from './clock-spans.ts';
import { instantClocks } from './instant-clocks.ts';
import { countedBeforeMs, measure, type Measured, overAtMs } from './measure.ts';
import type { Policy } from './policy.ts';
import { type Piece, piecesOf, policyAtOf, reignsOf } from './reigns.ts';
import type { SlaFacts, Tier } from './sla-facts.ts';

export type { CalendarSource, ClockKind, SlaFacts };

/**
 * One clock of a ticket at one moment. Instants are epoch ms, durations ms of business time.
 *
 * - `running`, `paused`, `breached`: it has not ended. Breached is more than the target used, also while it stands.
 * - `met`, `missed`: it has ended, with the target kept or not. `ended`: without either (the ticket left the queue in
 *   time, untaken).
 * - `targetMs`: what is asked of it now; of a clock that is over, what was asked when it broke.
 * - `deadlineAtMs`: null while paused. `remainingMs`: negative once more than the target is used.
 * - `breachAtMs`: the first instant at which more than the target is used: after a deadline at closing time, the next
 *   opening. Null while paused, and of a clock that has ended.
 * - `warnAtMs`: the instants of the policy's warning steps, in order, past ones too; only while running.
 */
export type SlaClock = {
  readonly kind: ClockKind;
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

/** A clock with what it was counted from. */
export type CountedClock = {
  readonly clock: SlaClock;
  readonly span: ClockSpan;
  readonly pieces: readonly Piece[];
};

/**
 * The clocks of a ticket at `nowMs` (epoch ms, the backend's time). When no policy matches, only those that need none
 * (`instantClocks`); none of a calendar that `calendars` does not have. Facts are taken as they are: one a little ahead of `nowMs` counts.
 * The clocks of a resolved ticket have ended and do not depend on `nowMs`.
 */
export function evaluate(
  facts: SlaFacts,
  policies: readonly Policy[],
  calendars: CalendarSource,
  nowMs: number,
): SlaClock[] {
  return countClocks(facts, policies, calendars, nowMs).map(({ clock }) => clock);
}

/** The same clocks, each with what it was counted from: to explain one. */
export function countClocks(
  facts: SlaFacts,
  policies: readonly Policy[],
  calendars: CalendarSource,
  nowMs: number,
): CountedClock[] {
  const counted: CountedClock[] = [];
  const reigns = reignsOf(facts, policies, nowMs);
  if ((reigns.at(-1)?.policy ?? null) !== null) {
    for (const span of clockSpans(facts, policyAtOf(reigns))) {
      const pieces = piecesOf(span, facts, reigns, calendars, nowMs);
      if (pieces !== null) counted.push({ clock: clockOf(span, pieces, nowMs), span, pieces });
    }
  }
  for (const { span, piece } of instantClocks(facts)) {
    counted.push({ clock: clockOf(span, [piece], nowMs), span, pieces: [piece] });
  }
  return counted;
}

function clockOf(span: ClockSpan, pieces: readonly Piece[], nowMs: number): SlaClock {
  const last = pieces[pieces.length - 1];
  if (last === undefined) throw new Error(`The clock ${span.kind} has no piece`);
  const standingMs = span.endedAtMs === null ? standingSinceMs(last.pauses) : null;
  // A pause may have begun an instant ahead of this clock's now; what remains is what it left.
  const untilMs = span.endedAtMs ?? Math.max(nowMs, standingMs ?? nowMs);
  const measured = measure(pieces, span.away, untilMs);
  const { usedMs, targetMs } = measured;
  const state = stateOf(span, measured, standingMs !== null);
  const deadlineAtMs = state === 'paused' ? null : measured.deadlineAtMs;
  const clock = {
    kind: span.kind,
    state,
    policyId: last.policy.id,
    calendarId: last.calendarId,
    startedAtMs: span.startedAtMs,
    targetMs,
    deadlineAtMs,
    breachAtMs: deadlineAtMs === null || span.endedAtMs !== null ? null : overAtMs(pieces, span.away),
    elapsedMs: usedMs,
    remainingMs: targetMs - usedMs,
    warnAtMs: state === 'running' && deadlineAtMs !== null ? warnings(span, pieces, last, deadlineAtMs) : NO_INSTANTS,
    endedAtMs: span.endedAtMs,
  };
  return span.tier === null ? clock : { ...clock, tier: span.tier };
}

const NO_INSTANTS: readonly number[] = [];

function stateOf(span: ClockSpan, { isOver }: Measured, isStanding: boolean): SlaClock['state'] {
  if (span.endedAtMs !== null) {
    if (isOver) return 'missed';
    return span.isAbandoned ? 'ended' : 'met';
  }
  if (isOver) return 'breached';
  return isStanding ? 'paused' : 'running';
}

/** The instants (epoch ms, in order, each once) of the warning steps before a deadline, in percent and in time. */
function warnings(span: ClockSpan, pieces: readonly Piece[], last: Piece, deadlineAtMs: number): readonly number[] {
  const { calendar, pauses, targetMs, policy } = last;
  if (pieces.length === 1 && policy.warnBeforeMs === undefined) {
    return warningsAtMs(calendar, deadlineAtMs, targetMs, pauses, policy.warnAtPercent);
  }
  const found = offsetsOf(last).map(({ offsetMs }) => countedBeforeMs(pieces, span, deadlineAtMs, offsetMs));
  return [...new Set(found)].toSorted((a, b) => a - b);
}

/** A warning step as its policy has it: in percent of the target used, or in counted time before the deadline. */
export type WarningRule = { readonly percent: number } | { readonly beforeMs: number };

/** The warning steps that what governs a clock now has for it, each with the counted time it is before the deadline. */
function offsetsOf({ policy, targetMs }: Piece): { readonly rule: WarningRule; readonly offsetMs: number }[] {
  const before = policy.warnBeforeMs === undefined ? NO_INSTANTS : stepsOf(policy.warnBeforeMs);
  return [
    ...stepsOf(policy.warnAtPercent).map((percent) => ({
      rule: { percent },
      offsetMs: Math.round((targetMs * (100 - percent)) / 100),
    })),
    // A step longer than the whole target would warn before there is anything to warn of.
    ...before.filter((stepMs) => stepMs < targetMs).map((stepMs) => ({ rule: { beforeMs: stepMs }, offsetMs: stepMs })),
  ];
}

/**
 * The warning steps of a clock that has a deadline, each by its own name: what `warnAtMs` has, told apart. `atMs` are
 * epoch ms, and those of a clock that is not running any more are where they would be under the target it has now.
 */
export function warningSteps({
  clock,
  span,
  pieces,
}: CountedClock): { readonly rule: WarningRule; readonly atMs: number }[] {
  const last = pieces.at(-1);
  const { deadlineAtMs } = clock;
  if (last === undefined || deadlineAtMs === null) return [];
  return offsetsOf(last).map(({ rule, offsetMs }) => ({
    rule,
    atMs: countedBeforeMs(pieces, span, deadlineAtMs, offsetMs),
  }));
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
