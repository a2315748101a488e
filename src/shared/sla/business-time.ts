import type { Calendar } from './calendar.ts';
import { LAST_INSTANT_MS } from './open-time.ts';
import { type Pause, unionOf } from './pauses.ts';

export type { Pause };

/**
 * The earliest instant (epoch ms) at which `targetMs` of business time has passed since `startMs`: a budget that ends
 * with the day is used up at closing time, not at the next opening. Time in pauses and outside open time costs nothing;
 * a pause that runs at the start delays it.
 *
 * @returns null while a pause that has no end yet eats what is left of the budget. A deadline after the year 2299 is
 *   put at its end.
 */
export function deadlineMs(
  calendar: Calendar,
  startMs: number,
  targetMs: number,
  pauses: readonly Pause[],
): number | null {
  if (targetMs <= 0) return startMs;
  let goal = positionOf(calendar, startMs) + targetMs;
  for (const pause of unionOf(pauses, startMs, Infinity)) {
    const pausedAt = positionOf(calendar, pause.fromMs);
    // Used up before the pause, or at the closing before it: the pause comes too late to matter.
    if (goal <= pausedAt) break;
    if (pause.toMs === Infinity) return null;
    goal += positionOf(calendar, pause.toMs) - pausedAt;
  }
  return calendar.isAlwaysOpen ? Math.min(goal, LAST_INSTANT_MS) : calendar.openTime.earliestAt(goal);
}

/** The business time (ms) between two instants, less the pauses. 0 when the end is not after the start. */
export function elapsedMs(calendar: Calendar, startMs: number, endMs: number, pauses: readonly Pause[]): number {
  if (endMs <= startMs) return 0;
  let elapsed = positionOf(calendar, endMs) - positionOf(calendar, startMs);
  for (const pause of unionOf(pauses, startMs, endMs)) {
    elapsed -= positionOf(calendar, pause.toMs) - positionOf(calendar, pause.fromMs);
  }
  return elapsed;
}

/**
 * The instant `offsetMs` of business time before another, walking back through open time outside the pauses.
 * It is the latest such instant: one hour before 09:00 is 08:00 where work begins at 08:00, not yesterday's closing.
 * Never after `instantMs`.
 */
export function beforeMs(
  calendar: Calendar,
  instantMs: number,
  offsetMs: number,
  pauses: readonly Pause[] = [],
): number {
  let goal = positionOf(calendar, instantMs) - offsetMs;
  const union = unionOf(pauses, -Infinity, instantMs);
  for (let i = union.length - 1; i >= 0; i -= 1) {
    const pause = union[i];
    if (pause === undefined) break;
    const resumedAt = positionOf(calendar, pause.toMs);
    if (goal >= resumedAt) break;
    goal -= resumedAt - positionOf(calendar, pause.fromMs);
  }
  return Math.min(instantMs, calendar.isAlwaysOpen ? goal : calendar.openTime.latestAt(goal));
}

function positionOf(calendar: Calendar, instantMs: number): number {
  return calendar.isAlwaysOpen ? instantMs : calendar.openTime.positionOf(instantMs);
}
