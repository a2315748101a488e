/** Milliseconds in a minute, and in a civil day of 24 hours. */
export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

/** A date of the proleptic Gregorian calendar; `month` and `day` count from 1. */
type CivilDate = { readonly year: number; readonly month: number; readonly day: number };

/**
 * Days from 1970-01-01 to a civil date, negative before it. Does not check the date.
 * Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil
 * (https://howardhinnant.github.io/date_algorithms.html).
 */
export function daysFromCivil(year: number, month: number, day: number): number {
  const shiftedYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The civil date `days` after 1970-01-01: the inverse of `daysFromCivil`, from the same source (civil_from_days). */
export function civilFromDays(days: number): CivilDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** The weekday of a day counted from 1970-01-01: 0 is Monday, 6 is Sunday. */
export function weekdayOf(days: number): number {
  // 1970-01-01 was a Thursday; the second remainder keeps days before it positive.
  return (((days + 3) % 7) + 7) % 7;
}

/** Reads "YYYY-MM-DD" as days from 1970-01-01, or null when it is no date that exists. */
export function parseCivilDate(text: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match === null ? null : checkedDays(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** Days from 1970-01-01 to a civil date, or null when there is no such date (30 February, month 13). */
export function checkedDays(year: number, month: number, day: number): number | null {
  const days = daysFromCivil(year, month, day);
  const back = civilFromDays(days);
  // A day too many, or none, is a day of another month.
  return back.year === year && back.month === month ? days : null;
}
