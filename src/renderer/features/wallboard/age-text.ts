import { hoursAndMinutes } from '../../lib/format-time.ts';
import type { Say } from '../../lib/text.ts';

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

/** How old something is by the calendar, in the two units that matter: "12 d 4 h", "2h10", "45 min". */
export function ageText(ageMs: number, say: Say): string {
  const hours = Math.floor(ageMs / HOUR_MS);
  if (hours < DAY_HOURS) return hoursAndMinutes(ageMs, 'over');
  return say('wall.ageDays', { days: Math.floor(hours / DAY_HOURS), hours: hours % DAY_HOURS });
}
