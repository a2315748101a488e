import { deadlineMs } from './business-time.ts';
import { type ClockSpan, clockSpans, standingSinceMs } from './clock-spans.ts';
import type { CalendarSource, SlaClock, SlaFacts } from './clocks.ts';
import { instantClocks } from './instant-clocks.ts';
import { measure } from './measure.ts';
import type { Policy } from './policy.ts';
import { type Piece, piecesOf, policyAtOf, reignsOf } from './reigns.ts';

/** Where the keys of paused tickets begin, and those of tickets with no open clock: far above any epoch ms. */
const PAUSED_FROM = 1e15;
const IDLE_FROM = 2e15;

/**
 * A ticket's place in "most urgent first": ascending keys, independent of the moment, so it can be stored and indexed.
 *
 * 1. tickets with a running or breached clock, by the earliest deadline (epoch ms): breached ones are on top, the
 *    latest of them first;
 * 2. tickets whose open clocks are all paused: 1e15 + what remains (ms) of the tightest;
 * 3. tickets with no open clock: 2e15 + `createdAtMs`, oldest first.
 *
 * `clock` is the one that decided, null in the third group.
 */
export function urgency(clocks: readonly SlaClock[], createdAtMs = 0): { key: number; clock: SlaClock | null } {
  let key = IDLE_FROM + createdAtMs;
  let decisive: SlaClock | null = null;
  for (const clock of clocks) {
    if (clock.endedAtMs !== null) continue;
    const candidate = clock.deadlineAtMs ?? PAUSED_FROM + clock.remainingMs;
    if (candidate >= key) continue;
    key = candidate;
    decisive = clock;
  }
  return { key, clock: decisive };
}

/**
 * The key of `urgency(evaluate(…), createdAtMs)` without the rest: for each ticket on each write.
 * `asOfMs` (epoch ms) only chooses the policy versions in force.
 */
export function urgencyKey(
  facts: SlaFacts,
  policies: readonly Policy[],
  calendars: CalendarSource,
  asOfMs: number,
): number {
  let key = IDLE_FROM + facts.createdAtMs;
  if (facts.resolvedAtMs !== null) return key;
  for (const { span, piece } of instantClocks(facts)) {
    if (span.endedAtMs === null) key = Math.min(key, keyOf(span, [piece], asOfMs));
  }
  const reigns = reignsOf(facts, policies, asOfMs);
  if ((reigns[reigns.length - 1]?.policy ?? null) === null) return key;
  for (const span of clockSpans(facts, policyAtOf(reigns))) {
    if (span.endedAtMs !== null) continue;
    const pieces = piecesOf(span, facts, reigns, calendars, asOfMs);
    if (pieces !== null) key = Math.min(key, keyOf(span, pieces, asOfMs));
  }
  return key;
}

/** The deadline (epoch ms) of the clock that decided a key; null for a ticket whose clocks are paused, and for one with none. */
export function deadlineOfKey(key: number): number | null {
  return key < PAUSED_FROM ? key : null;
}

function keyOf({ away }: ClockSpan, pieces: readonly Piece[], asOfMs: number): number {
  const last = pieces[pieces.length - 1];
  if (last === undefined) return Infinity;
  const standingMs = standingSinceMs(last.pauses);
  if (pieces.length === 1 && standingMs === null) {
    return deadlineMs(last.calendar, last.fromMs, last.targetMs, last.pauses) ?? Infinity;
  }
  const { usedMs, targetMs, isOver, deadlineAtMs } = measure(pieces, away, Math.max(standingMs ?? asOfMs, last.fromMs));
  return standingMs !== null && !isOver ? PAUSED_FROM + targetMs - usedMs : (deadlineAtMs ?? Infinity);
}
