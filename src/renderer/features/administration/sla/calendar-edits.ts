import type { CalendarSpec } from '../../../../shared/sla/calendar-spec.ts';
import { WEEKDAYS } from '../../../../shared/sla/calendar-spec.ts';
import { parseCivilDate, weekdayOf } from '../../../../shared/sla/civil.ts';
import { type Bar, type Interval, tidyTime, type Weekday, withoutStretch } from '../../../../shared/sla/week.ts';

/** A day off: by date ("2026-11-20") or every year ("11-20"); `name` is "" where it has none. */
export type Holiday = { readonly on: string; readonly name: string; readonly isAnnual: boolean };

/** The days off of a calendar, those of every year first, each kind in order. */
export function holidaysOf({ holidays = [], annualHolidays = [] }: CalendarSpec): readonly Holiday[] {
  const annual = annualHolidays.map((one) =>
    typeof one === 'string'
      ? { on: one, name: '', isAnnual: true }
      : { on: one.monthDay, name: one.name, isAnnual: true },
  );
  const dated = holidays.map((one) =>
    typeof one === 'string'
      ? { on: one, name: '', isAnnual: false }
      : { on: one.date, name: one.name, isAnnual: false },
  );
  return [...annual.toSorted(byDate), ...dated.toSorted(byDate)];
}

function byDate(a: Holiday, b: Holiday): number {
  return a.on.localeCompare(b.on);
}

/** A calendar with more days off, in their order; one that is there already keeps its place and takes the new name. */
export function withHolidays(spec: CalendarSpec, added: readonly Holiday[]): CalendarSpec {
  const kept = holidaysOf(spec).filter(
    (old) => !added.some(({ on, isAnnual }) => on === old.on && isAnnual === old.isAnnual),
  );
  return withOnly(spec, [...kept, ...added]);
}

/** A calendar without a day off. */
export function withoutHoliday(spec: CalendarSpec, gone: Holiday): CalendarSpec {
  const kept = holidaysOf(spec).filter(({ on, isAnnual }) => on !== gone.on || isAnnual !== gone.isAnnual);
  return withOnly(spec, kept);
}

function withOnly(spec: CalendarSpec, all: readonly Holiday[]): CalendarSpec {
  const { holidays: _dated, annualHolidays: _annual, ...rest } = spec;
  const dated = all.filter(({ isAnnual }) => !isAnnual).toSorted(byDate);
  const annual = all.filter(({ isAnnual }) => isAnnual).toSorted(byDate);
  return {
    ...rest,
    ...(dated.length === 0 ? {} : { holidays: dated.map(({ on, name }) => ({ date: on, name })) }),
    ...(annual.length === 0 ? {} : { annualHolidays: annual.map(({ on, name }) => ({ monthDay: on, name })) }),
  };
}

/** A calendar with other hours on a weekday; none closes it. */
export function withDay(spec: CalendarSpec, day: Weekday, intervals: readonly Interval[]): CalendarSpec {
  const { [day]: _before, ...others } = spec.weekly;
  return { ...spec, weekly: intervals.length === 0 ? others : { ...others, [day]: [...intervals] } };
}

/** A calendar in which other weekdays have the hours of one. */
export function withDayCopied(spec: CalendarSpec, from: Weekday, to: readonly Weekday[]): CalendarSpec {
  const hours = spec.weekly[from] ?? [];
  return to.reduce((copied, day) => withDay(copied, day, hours), spec);
}

/** A calendar with hours of its own on a date; an empty list closes the day, null takes its own hours away. */
export function withDateHours(spec: CalendarSpec, date: string, intervals: readonly Interval[] | null): CalendarSpec {
  const { overrides = {}, ...rest } = spec;
  const others = Object.entries(overrides).filter(([other]) => other !== date);
  const own: [string, Interval[]][] = intervals === null ? [] : [[date, [...intervals]]];
  const all = [...others, ...own];
  if (all.length === 0) return rest;
  return { ...rest, overrides: Object.fromEntries(all.toSorted(([a], [b]) => a.localeCompare(b))) };
}

/** A calendar whose times are written in full: what is typed as "8" is "08:00". */
export function tidied(spec: CalendarSpec): CalendarSpec {
  const { weekly, overrides } = spec;
  return {
    ...spec,
    weekly: tidiedDays(weekly),
    ...(overrides === undefined ? {} : { overrides: tidiedDays(overrides) }),
  };
}

function tidiedDays(days: Readonly<Record<string, readonly Interval[]>>): Record<string, Interval[]> {
  return Object.fromEntries(
    Object.entries(days).map(([day, intervals]) => [
      day,
      intervals.map(([from, to]): Interval => [tidyTime(from), tidyTime(to)]),
    ]),
  );
}

/** The hours of a date's weekday; none for what is no date. */
export function hoursOfDate({ weekly }: CalendarSpec, date: string): readonly Interval[] {
  const day = parseCivilDate(date);
  const weekday = day === null ? undefined : WEEKDAYS[weekdayOf(day)];
  return weekday === undefined ? [] : (weekly[weekday] ?? []);
}

/** A calendar that is closed for part of a date, on top of its hours that day; as it was where it is closed then anyway. */
export function withHalfHoliday(spec: CalendarSpec, date: string, closed: Bar): CalendarSpec {
  const hours = spec.overrides?.[date] ?? hoursOfDate(spec, date);
  return hours.length === 0 ? spec : withDateHours(spec, date, withoutStretch(hours, closed));
}
