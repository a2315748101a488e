import { z } from 'zod';
import { DAY_MS, MINUTE_MS, weekdayOf } from '../sla/civil.ts';
import type { Zone } from '../sla/zone.ts';

/** A time of day by the clock on the wall: "07:30". */
export const wallTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** When nothing is told. */
export const quietHoursSchema = z.strictObject({
  isOn: z.boolean(),
  /** They begin at `from` on each of `weekdays` and end at the next `to`: past midnight, and after 24 hours where both are the same. */
  from: wallTimeSchema,
  to: wallTimeSchema,
  /** The days on which they begin: 0 is Monday, 6 is Sunday. */
  weekdays: z.array(z.int().min(0).max(6)).max(7),
  /** Whether a P1 is told all the same. */
  letsP1Through: z.boolean(),
});
export type QuietHours = z.infer<typeof quietHoursSchema>;

// A week of days that follow one another without a gap, and one more: then it is quiet for ever, and asked again.
const DAYS_AHEAD = 8;

/**
 * Until when it is quiet, as epoch ms, in the zone of whoever is not to be disturbed; null when it is not quiet now. Hours
 * that follow one another without a gap are one quiet time. A wall time that a clock change skips is later by the gap; one
 * that comes twice is the first.
 */
export function quietUntilMs(quiet: QuietHours, nowMs: number, zone: Zone): number | null {
  if (!quiet.isOn) return null;
  const fromMs = timeOfDayMs(quiet.from);
  const toMs = timeOfDayMs(quiet.to);
  const lengthDays = toMs <= fromMs ? 1 : 0;
  const today = Math.floor((nowMs + zone.offsetAtMs(nowMs)) / DAY_MS);
  let untilMs = nowMs;
  // What began the day before yesterday reaches into today where a clock change has drawn a day out.
  for (let day = today - 2; day <= today + DAYS_AHEAD; day += 1) {
    if (!quiet.weekdays.includes(weekdayOf(day))) continue;
    const startMs = zone.instantOfWallMs(day * DAY_MS + fromMs);
    const endMs = zone.instantOfWallMs((day + lengthDays) * DAY_MS + toMs);
    if (startMs <= untilMs && untilMs < endMs) untilMs = endMs;
  }
  return untilMs === nowMs ? null : untilMs;
}

function timeOfDayMs(wallTime: string): number {
  const [hours = 0, minutes = 0] = wallTime.split(':').map(Number);
  return (hours * 60 + minutes) * MINUTE_MS;
}
