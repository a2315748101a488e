import { daysFromCivil } from './civil.ts';

/** A calendar closed for this many days on end is taken for a mistake (docs: the SLA engine's calendars). */
const LONGEST_CLOSED_DAYS = 400;

/** In 28 years every month-day has met every weekday, 29 February included. */
const CYCLE_FROM_DAY = daysFromCivil(2000, 1, 1);
const CYCLE_TO_DAY = daysFromCivil(2028, 1, 1);

/**
 * Whether a calendar never stays closed for 400 days on end.
 *
 * @param weekly the recurring open time, by weekday
 * @param datedDays the days (from 1970-01-01) that have a holiday or an override of their own
 * @param annualCount how many month-days are closed every year
 * @param isOpen whether any open time begins on a day
 */
export function hasOpenTime(
  weekly: readonly (readonly unknown[])[],
  datedDays: readonly number[],
  annualCount: number,
  isOpen: (day: number) => boolean,
): boolean {
  if (weekly.every((spans) => spans.length === 0)) return false;
  // 400 days hold each weekday 57 times or more, and each month-day twice at most:
  // fewer exceptions than that cannot close them all, so the usual calendar needs no scan.
  if (datedDays.length + 2 * annualCount < Math.floor(LONGEST_CLOSED_DAYS / 7)) return true;

  const first = datedDays.reduce((least, day) => Math.min(least, day), CYCLE_FROM_DAY) - LONGEST_CLOSED_DAYS;
  const last = datedDays.reduce((most, day) => Math.max(most, day), CYCLE_TO_DAY) + LONGEST_CLOSED_DAYS;
  let closedDays = 0;
  for (let day = first; day < last; day += 1) {
    closedDays = isOpen(day) ? 0 : closedDays + 1;
    if (closedDays >= LONGEST_CLOSED_DAYS) return false;
  }
  return true;
}
