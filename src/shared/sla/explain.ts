import type { CountedClock } from './clocks.ts';
import type { Policy, Priority } from './policy.ts';
import { type Segment, segments } from './segments.ts';

/** A stretch of an explained clock under one policy, priority and calendar. `targetMs` is what was asked then. */
export type ExplainedPart = {
  readonly policy: Policy;
  readonly priority: Priority;
  readonly calendarId: string;
  /** The calendar's own zone is not known to this platform: it was counted in UTC. */
  readonly isZoneUnknown: boolean;
  readonly targetMs: number;
  readonly segments: readonly Segment[];
};

/** Why a clock reads as it does. `workedMs` is what all worked segments add up to. */
export type ClockExplanation = {
  readonly parts: readonly ExplainedPart[];
  readonly workedMs: number;
  readonly pausedMs: number;
};

/**
 * What became of the time of a clock from its start to its deadline; to its end where it was kept, and to `nowMs` (epoch
 * ms) while it is paused. Up to a deadline the worked segments add up to the target, save for one that was broken by a change of target: then they add
 * up to what had been used when it changed.
 */
export function explainClock({ clock, pieces }: CountedClock, nowMs: number): ClockExplanation {
  const isKept = clock.state === 'met' || clock.state === 'ended';
  const untilMs = (isKept ? clock.endedAtMs : clock.deadlineAtMs) ?? nowMs;
  const parts: ExplainedPart[] = [];
  let workedMs = 0;
  let pausedMs = 0;
  for (const { fromMs, toMs, calendar, pauses, policy, priority, calendarId, targetMs } of pieces) {
    const found = segments(calendar, fromMs, Math.min(toMs, untilMs), pauses);
    if (found.length === 0 && parts.length > 0) continue;
    const isZoneUnknown = calendar.isZoneUnknown === true;
    parts.push({ policy, priority, calendarId, isZoneUnknown, targetMs, segments: found });
    for (const segment of found) {
      const lastedMs = segment.toMs - segment.fromMs;
      if (segment.kind === 'worked') workedMs += lastedMs;
      if (segment.kind === 'paused') pausedMs += lastedMs;
    }
  }
  return { parts, workedMs, pausedMs };
}
