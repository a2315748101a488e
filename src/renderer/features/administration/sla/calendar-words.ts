import { type CalendarSpec, WEEKDAYS } from '../../../../shared/sla/calendar-spec.ts';
import type { CalendarRow } from '../../../../shared/sla/policy.ts';
import type { Interval, Weekday } from '../../../../shared/sla/week.ts';
import { shortMoment } from '../../../lib/format-time.ts';
import type { Say } from '../../../lib/text.ts';
import type { Language } from '../../../stores/settings-store.ts';
import type { Described } from '../section.ts';
import { type Holiday, holidaysOf } from './calendar-edits.ts';

const DAY_MS = 86_400_000;
/** A Monday. */
const FIRST_WEEKDAY_MS = Date.UTC(2024, 0, 1);

/** Dates of calendars are days of their own zone, so they are written as they are: in none. */
function dayFormat(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { ...options, timeZone: 'UTC' });
}

function weekdayIn(day: Weekday, language: Language, weekday: 'long' | 'short'): string {
  return dayFormat(language, { weekday }).format(FIRST_WEEKDAY_MS + WEEKDAYS.indexOf(day) * DAY_MS);
}

/** A weekday by name: "segunda-feira". */
export function weekdayName(day: Weekday, language: Language): string {
  return weekdayIn(day, language, 'long');
}

/** The same, short: "seg". */
export function shortWeekdayName(day: Weekday, language: Language): string {
  return weekdayIn(day, language, 'short').replace('.', '');
}

/** A date ("2026-11-20") or a day of every year ("11-20") in words; what is neither stays as it is. */
export function dateText(on: string, language: Language): string {
  const isAnnual = /^\d{2}-\d{2}$/.test(on);
  const atMs = Date.parse(`${isAnnual ? `2024-${on}` : on}T00:00:00Z`);
  if (Number.isNaN(atMs)) return on;
  const options: Intl.DateTimeFormatOptions = isAnnual
    ? { day: 'numeric', month: 'long' }
    : { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' };
  return dayFormat(language, options).format(atMs);
}

/** The open times of a day: "08:00–12:00, 13:00–18:00". */
export function intervalsText(intervals: readonly Interval[], say: Say): string {
  return intervals.length === 0 ? say('calendar.closed') : intervals.map(([from, to]) => `${from}–${to}`).join(', ');
}

/** The hours of a week, days in a row with the same hours together: "seg–sex 08:00–18:00; sáb 08:00–12:00". */
export function weekText({ weekly, isAlwaysOpen }: CalendarSpec, language: Language, say: Say): string {
  if (isAlwaysOpen === true) return say('calendar.alwaysOpen');
  const groups: { from: Weekday; to: Weekday; hours: string }[] = [];
  for (const day of WEEKDAYS) {
    const intervals = weekly[day] ?? [];
    if (intervals.length === 0) continue;
    const hours = intervalsText(intervals, say);
    const last = groups.at(-1);
    const isNext = last !== undefined && WEEKDAYS.indexOf(last.to) + 1 === WEEKDAYS.indexOf(day);
    if (last !== undefined && isNext && last.hours === hours) last.to = day;
    else groups.push({ from: day, to: day, hours });
  }
  if (groups.length === 0) return say('calendar.neverOpen');
  const name = (day: Weekday): string => shortWeekdayName(day, language);
  return groups
    .map(({ from, to, hours }) => `${from === to ? name(from) : `${name(from)}–${name(to)}`} ${hours}`)
    .join('; ');
}

/** A day off: "sex., 20 de nov. de 2026 Consciência Negra". */
function holidayText({ on, name, isAnnual }: Holiday, language: Language, say: Say): string {
  const day = dateText(on, language);
  const when = isAnnual ? say('calendar.everyYearOn', { day }) : day;
  return name === '' ? when : `${when} (${name})`;
}

/** All of a calendar in words, by its fields; of one that is there in part (a line of the audit), that part. */
export function describeCalendar(
  { name, spec, effectiveFromMs }: { readonly [K in 'name' | 'spec' | 'effectiveFromMs']?: CalendarRow[K] | undefined },
  language: Language,
  say: Say,
  nowMs: number,
): readonly Described[] {
  const lines: Described[] = [];
  if (name !== undefined) lines.push({ name: 'name', label: say('admin.field.name'), value: name });
  if (spec !== undefined) {
    const holidays = holidaysOf(spec).map((holiday) => holidayText(holiday, language, say));
    const dates = Object.entries(spec.overrides ?? {}).map(
      ([date, intervals]) => `${dateText(date, language)} ${intervalsText(intervals, say)}`,
    );
    lines.push(
      { name: 'timeZone', label: say('calendar.zone'), value: spec.timeZone },
      { name: 'weekly', label: say('calendar.week'), value: weekText(spec, language, say) },
      { name: 'holidays', label: say('calendar.holidays'), value: listText(holidays), items: holidays },
      { name: 'overrides', label: say('calendar.dates'), value: listText(dates), items: dates },
    );
  }
  if (effectiveFromMs !== undefined) {
    lines.push({
      name: 'effectiveFromMs',
      label: say('version.since'),
      value: sinceText(effectiveFromMs, language, say, nowMs),
    });
  }
  return lines;
}

function listText(texts: readonly string[]): string {
  return texts.length === 0 ? '–' : texts.join('; ');
}

/** Since when a version holds. */
export function sinceText(fromMs: number, language: Language, say: Say, nowMs: number): string {
  // Before there were versions, and "when it is saved" of one that is being made.
  if (fromMs < 0) return say('version.sinceEver');
  return fromMs === 0 ? say('version.whenSaved') : shortMoment(language, fromMs, nowMs);
}
