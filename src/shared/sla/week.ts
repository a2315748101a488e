import { type CalendarSpec, WEEKDAYS } from './calendar-spec.ts';
import { DAY_MS, MINUTE_MS } from './civil.ts';

export type Weekday = (typeof WEEKDAYS)[number];
export type Interval = [from: string, to: string];

const DAY_MINUTES = 1440;

/** "HH:MM" as minutes from midnight, "24:00" as 1440; null for what is no time. */
export function minutesOf(time: string): number | null {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  if (match !== null) return Number(match[1]) * 60 + Number(match[2]);
  return time === '24:00' ? DAY_MINUTES : null;
}

/** Minutes from midnight, 0 to 1440, as "HH:MM". */
export function timeOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** A time as people type it ("8", "8h", "0830", "8:30") as "HH:MM"; what cannot be read stays as it is. */
export function tidyTime(text: string): string {
  const match = /^(\d{1,2})(?:[:h.]?(\d{2}))?h?$/i.exec(text.trim());
  if (match === null) return text.trim();
  const [, hours = '', minutes = '00'] = match;
  const time = `${hours.padStart(2, '0')}:${minutes}`;
  return minutesOf(time) === null ? text.trim() : time;
}

/** Whether an interval ends on the day after it began. */
export function isPastMidnight([from, to]: Interval): boolean {
  const start = minutesOf(from);
  const end = minutesOf(to);
  return start !== null && end !== null && end < start;
}

/** Open time on one day, minutes from its midnight, at most 1440. */
export type Bar = { readonly from: number; readonly to: number };

/** The open time of each day of a week, Monday first, to be drawn: a shift past midnight is on both its days. */
export function weekBars({ weekly, isAlwaysOpen }: Pick<CalendarSpec, 'weekly' | 'isAlwaysOpen'>): readonly Bar[][] {
  if (isAlwaysOpen === true) return WEEKDAYS.map(() => [{ from: 0, to: DAY_MINUTES }]);
  const bars: Bar[][] = WEEKDAYS.map(() => []);
  for (const [index, day] of WEEKDAYS.entries()) {
    for (const [from, to] of weekly[day] ?? []) {
      const start = minutesOf(from);
      const end = minutesOf(to);
      if (start === null || end === null || start === end) continue;
      bars[index]?.push({ from: start, to: end < start ? DAY_MINUTES : end });
      if (end < start && end > 0) bars[(index + 1) % WEEKDAYS.length]?.push({ from: 0, to: end });
    }
  }
  return bars.map((day) => day.toSorted((a, b) => a.from - b.from));
}

/**
 * What "a day" of business time is in a calendar, ms: the open time that most of its working days have, of equally many
 * the longest; null when it is never open.
 */
export function usualDayMs({ weekly, isAlwaysOpen }: Pick<CalendarSpec, 'weekly' | 'isAlwaysOpen'>): number | null {
  if (isAlwaysOpen === true) return DAY_MS;
  const counts = new Map<number, number>();
  for (const day of WEEKDAYS) {
    const minutes = (weekly[day] ?? []).reduce((sum, interval) => sum + lengthOf(interval), 0);
    if (minutes > 0) counts.set(minutes, (counts.get(minutes) ?? 0) + 1);
  }
  const [usual] = [...counts].toSorted(([a, aDays], [b, bDays]) => bDays - aDays || b - a);
  return usual === undefined ? null : usual[0] * MINUTE_MS;
}

function lengthOf([from, to]: Interval): number {
  const start = minutesOf(from);
  const end = minutesOf(to);
  if (start === null || end === null) return 0;
  return end < start ? end + DAY_MINUTES - start : end - start;
}

/** The interval to begin with when one more is wanted on a day: after lunch, after an hour's break, or an empty one. */
export function nextInterval(intervals: readonly Interval[]): Interval {
  const last = intervals.at(-1);
  if (last === undefined) return ['08:00', '18:00'];
  const end = minutesOf(last[1]);
  if (end === null || isPastMidnight(last) || end + 60 >= DAY_MINUTES) return ['', ''];
  return [timeOf(end + 60), timeOf(Math.min(DAY_MINUTES, end + 300))];
}

/** What is left of a day's intervals without a stretch of it (minutes from midnight): the hours of a half holiday. */
export function withoutStretch(intervals: readonly Interval[], { from, to }: Bar): Interval[] {
  return intervals.flatMap((interval): Interval[] => {
    const start = minutesOf(interval[0]);
    const end = minutesOf(interval[1]);
    if (start === null || end === null) return [interval];
    const endsAt = end < start ? end + DAY_MINUTES : end;
    const left: [number, number][] = [
      [start, Math.min(endsAt, from)],
      [Math.max(start, to), endsAt],
    ];
    return left // What would begin on the next day is not this day's any more.
      .filter(([a, b]) => a < b && a < DAY_MINUTES)
      .map(([a, b]) => [timeOf(a), timeOf(b > DAY_MINUTES ? b - DAY_MINUTES : b)]);
  });
}
