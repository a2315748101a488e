import { err, ok, type Result } from '../lib/result.ts';
import { type CalendarError, type CalendarSpec, WEEKDAYS } from './calendar-spec.ts';
import { checkedDays, civilFromDays, daysFromCivil, parseCivilDate, weekdayOf } from './civil.ts';
import { hasOpenTime } from './open-days.ts';
import { minutesOf } from './week.ts';

/** Open time that begins on a day: minutes from its midnight; `end` is above 1440 when it runs into the next day. */
export type Span = { readonly start: number; readonly end: number };

/** A calendar's rules in numbers: days are counted from 1970-01-01, month-days are month * 100 + day. */
export type Hours = {
  readonly weekly: readonly (readonly Span[])[];
  readonly overrides: ReadonlyMap<number, readonly Span[]>;
  readonly holidays: ReadonlyMap<number, string>;
  readonly annualHolidays: ReadonlyMap<number, string>;
};

/** Calendars know this stretch of time; all before and after it counts as closed. */
export const FIRST_DAY = daysFromCivil(1900, 1, 1);
export const LAST_DAY = daysFromCivil(2300, 1, 1);

const DAY_MINUTES = 1440;
const WEEK_MINUTES = 7 * DAY_MINUTES;
const NO_SPANS: readonly Span[] = [];

/** The name of the holiday a day is, "" when it has none, null when the day is no holiday. */
export function holidayOn(hours: Hours, day: number): string | null {
  const dated = hours.holidays.get(day);
  if (dated !== undefined) return dated;
  if (hours.annualHolidays.size === 0) return null;
  const civil = civilFromDays(day);
  return hours.annualHolidays.get(civil.month * 100 + civil.day) ?? null;
}

/** The open time that begins on a day: an override's, else none on a holiday, else the weekday's. In order. */
export function spansOn(hours: Hours, day: number): readonly Span[] {
  const override = hours.overrides.get(day);
  if (override !== undefined) return override;
  return holidayOn(hours, day) === null ? (hours.weekly[weekdayOf(day)] ?? NO_SPANS) : NO_SPANS;
}

/** Whether a day's open time is said in full by a holiday or an override, so that no shift runs into it. */
export function isSetApart(hours: Hours, day: number): boolean {
  return hours.overrides.has(day) || holidayOn(hours, day) !== null;
}

/**
 * Reads and checks a calendar's hours.
 * Refused as `bad-time`, `bad-date`, `overlapping-intervals` (within a day, into the next, around the week) and
 * `no-open-time` (400 days on end without any).
 */
export function parseHours(spec: CalendarSpec): Result<Hours, CalendarError> {
  const weekly = parseWeek(spec);
  if (!weekly.ok) return weekly;
  const overrides = parseOverrides(spec);
  if (!overrides.ok) return overrides;
  const holidays = parseHolidays(spec);
  if (!holidays.ok) return holidays;
  const annualHolidays = parseAnnualHolidays(spec);
  if (!annualHolidays.ok) return annualHolidays;

  const hours: Hours = {
    weekly: weekly.value,
    overrides: overrides.value,
    holidays: holidays.value,
    annualHolidays: annualHolidays.value,
  };
  const days = [...hours.overrides.keys(), ...hours.holidays.keys()];
  const isOpen = (day: number): boolean => spansOn(hours, day).length > 0;
  if (spec.isAlwaysOpen === true || hasOpenTime(hours.weekly, days, hours.annualHolidays.size, isOpen)) {
    return ok(hours);
  }
  return refuse('no-open-time', 'weekly', 'leaves 400 days on end without open time');
}

function parseWeek(spec: CalendarSpec): Result<Span[][], CalendarError> {
  const week: Span[][] = [];
  for (const weekday of WEEKDAYS) {
    const spans = parseIntervals(spec.weekly[weekday] ?? [], `weekly.${weekday}`);
    if (!spans.ok) return spans;
    week.push(spans.value);
  }
  const all = week.flatMap((spans, weekday) =>
    spans.map(({ start, end }) => ({
      weekday,
      start: weekday * DAY_MINUTES + start,
      end: weekday * DAY_MINUTES + end,
    })),
  );
  for (const [i, span] of all.entries()) {
    const next = all[(i + 1) % all.length] ?? span;
    const nextStart = i + 1 < all.length ? next.start : next.start + WEEK_MINUTES;
    if (span.end <= nextStart) continue;
    return refuse('overlapping-intervals', `weekly.${WEEKDAYS[next.weekday] ?? ''}`, 'begins before the last one ends');
  }
  return ok(week);
}

function parseOverrides(spec: CalendarSpec): Result<Map<number, Span[]>, CalendarError> {
  const overrides = new Map<number, Span[]>();
  for (const [date, intervals] of Object.entries(spec.overrides ?? {})) {
    const field = `overrides.${date}`;
    const day = parseDay(date, field);
    if (!day.ok) return day;
    const spans = parseIntervals(intervals, field);
    if (!spans.ok) return spans;
    overrides.set(day.value, spans.value);
  }
  return ok(overrides);
}

function parseHolidays(spec: CalendarSpec): Result<Map<number, string>, CalendarError> {
  const holidays = new Map<number, string>();
  for (const [i, entry] of (spec.holidays ?? []).entries()) {
    const { date, name } = typeof entry === 'string' ? { date: entry, name: '' } : entry;
    const day = parseDay(date, `holidays[${i}]`);
    if (!day.ok) return day;
    // A date listed twice keeps the name it was given.
    holidays.set(day.value, holidays.get(day.value) || name);
  }
  return ok(holidays);
}

function parseAnnualHolidays(spec: CalendarSpec): Result<Map<number, string>, CalendarError> {
  const holidays = new Map<number, string>();
  for (const [i, entry] of (spec.annualHolidays ?? []).entries()) {
    const { monthDay, name } = typeof entry === 'string' ? { monthDay: entry, name: '' } : entry;
    const match = /^(\d{2})-(\d{2})$/.exec(monthDay);
    const month = Number(match?.[1]);
    const day = Number(match?.[2]);
    // 2000 was a leap year: 29 February is a day to name, though not every year has it.
    if (match === null || checkedDays(2000, month, day) === null) {
      return refuse('bad-date', `annualHolidays[${i}]`, `is no month and day: ${monthDay}`);
    }
    holidays.set(month * 100 + day, holidays.get(month * 100 + day) || name);
  }
  return ok(holidays);
}

function parseDay(date: string, field: string): Result<number, CalendarError> {
  const day = parseCivilDate(date);
  if (day === null || day < FIRST_DAY || day >= LAST_DAY) {
    return refuse('bad-date', field, `is no date from 1900 to 2299: ${date}`);
  }
  return ok(day);
}

/** A day's intervals in order of their start; each may touch the next but not overlap it. */
function parseIntervals(
  intervals: readonly (readonly [string, string])[],
  field: string,
): Result<Span[], CalendarError> {
  const spans: Span[] = [];
  for (const [i, [from, to]] of intervals.entries()) {
    const start = minutesOf(from);
    const end = minutesOf(to);
    if (start === null || end === null || start === DAY_MINUTES) {
      return refuse('bad-time', `${field}[${i}]`, `is no interval of times 00:00 to 24:00: ${from} to ${to}`);
    }
    if (start === end) return refuse('bad-time', `${field}[${i}]`, `is empty: ${from} to ${to}`);
    spans.push({ start, end: end < start ? end + DAY_MINUTES : end });
  }
  spans.sort((a, b) => a.start - b.start);
  for (const [i, span] of spans.entries()) {
    const next = spans[i + 1];
    if (next !== undefined && span.end > next.start) {
      return refuse('overlapping-intervals', field, 'has intervals that overlap');
    }
  }
  return ok(spans);
}

function refuse(code: CalendarError['code'], field: string, why: string): Result<never, CalendarError> {
  return err({ code, field, detail: `${field} ${why}` });
}
