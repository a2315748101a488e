import fc from 'fast-check';
import type { Pause } from '../../src/shared/sla/business-time.ts';
import { type Calendar, type CalendarSpec, compileCalendar } from '../../src/shared/sla/calendar.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Where and when clocks change: a zone, and the UTC day of a change (or of none) around which a test may look. */
const PLACES = [
  { timeZone: 'America/Sao_Paulo', dayMs: Date.UTC(2017, 9, 15) },
  { timeZone: 'America/Sao_Paulo', dayMs: Date.UTC(2018, 1, 18) },
  { timeZone: 'America/Sao_Paulo', dayMs: Date.UTC(2026, 10, 23) },
  { timeZone: 'America/New_York', dayMs: Date.UTC(2026, 2, 8) },
  { timeZone: 'America/New_York', dayMs: Date.UTC(2026, 10, 1) },
  { timeZone: 'Europe/Berlin', dayMs: Date.UTC(2026, 2, 29) },
  { timeZone: 'Europe/Berlin', dayMs: Date.UTC(2024, 9, 27) },
  { timeZone: 'Europe/Berlin', dayMs: Date.UTC(2024, 1, 29) },
  { timeZone: 'Australia/Lord_Howe', dayMs: Date.UTC(2026, 3, 4) },
  { timeZone: 'Australia/Lord_Howe', dayMs: Date.UTC(2026, 9, 3) },
  { timeZone: 'Asia/Kathmandu', dayMs: Date.UTC(2026, 0, 1) },
  { timeZone: 'Pacific/Apia', dayMs: Date.UTC(2011, 11, 30) },
] as const;

/** A calendar that compiles, and the stretch of days its tests look at. */
export type CalendarCase = { readonly spec: CalendarSpec; readonly fromMs: number };

/** The days a case looks at, from its `fromMs`. */
export const CASE_DAYS = 10;

function clockTime(quarters: number): string {
  const hour = String(Math.floor(quarters / 4)).padStart(2, '0');
  return `${hour}:${String((quarters % 4) * 15).padStart(2, '0')}`;
}

/**
 * Disjoint intervals of a day, by the quarter of an hour; some touch, some end at 24:00. With `isNight`, the last runs
 * to a time before `MORNING`, which no other begins before.
 */
const anyDay: fc.Arbitrary<[string, string][]> = fc
  .record({
    cuts: fc.uniqueArray(fc.integer({ min: 8, max: 96 }), { minLength: 0, maxLength: 6 }),
    doTouch: fc.boolean(),
    nightEnd: fc.option(fc.integer({ min: 0, max: 8 }), { nil: null, freq: 3 }),
  })
  .map(({ cuts, doTouch, nightEnd }) => {
    const sorted = cuts.toSorted((a, b) => a - b);
    const step = doTouch ? 1 : 2;
    const day: [string, string][] = [];
    for (let i = 0; i + 1 < sorted.length; i += step) {
      day.push([clockTime(sorted[i] ?? 0), clockTime(sorted[i + 1] ?? 0)]);
    }
    const last = day.at(-1);
    if (last !== undefined && nightEnd !== null) last[1] = clockTime(nightEnd);
    return day;
  });

/** The hours in which clocks change: 00:00 to 04:00 by the quarter. */
const anyEarlyDay: fc.Arbitrary<[string, string][]> = fc
  .uniqueArray(fc.integer({ min: 0, max: 16 }), { minLength: 2, maxLength: 4 })
  .map((cuts) => cuts.toSorted((a, b) => a - b))
  .map((cuts) => cuts.flatMap((from, i) => (i % 2 === 0 && i + 1 < cuts.length ? [[from, cuts[i + 1] ?? from]] : [])))
  .map((pairs) => pairs.map(([from = 0, to = 0]): [string, string] => [clockTime(from), clockTime(to)]));

function dateNear(dayMs: number, dayOffset: number): string {
  return new Date(dayMs + dayOffset * DAY_MS).toISOString().slice(0, 10);
}

/** A calendar with some of everything: several intervals, night shifts, holidays, annual ones, overrides, clock changes. */
export const anyCalendarCase: fc.Arbitrary<CalendarCase> = fc
  .record({
    place: fc.constantFrom(...PLACES),
    days: fc.array(fc.oneof(anyDay, anyDay, anyEarlyDay), { minLength: 7, maxLength: 7 }),
    holidays: fc.array(fc.integer({ min: -4, max: 5 }), { maxLength: 2 }),
    annual: fc.array(fc.integer({ min: -4, max: 5 }), { maxLength: 1 }),
    overrides: fc.array(fc.tuple(fc.integer({ min: -4, max: 5 }), fc.oneof(anyDay, anyEarlyDay)), { maxLength: 2 }),
  })
  .map(({ place: { timeZone, dayMs }, days, holidays, annual, overrides }) => ({
    fromMs: dayMs - 4 * DAY_MS,
    spec: {
      timeZone,
      weekly: Object.fromEntries(WEEKDAYS.map((weekday, i) => [weekday, days[i] ?? []])),
      holidays: holidays.map((offset) => ({ date: dateNear(dayMs, offset), name: `day ${offset}` })),
      annualHolidays: annual.map((offset) => dateNear(dayMs, offset).slice(5)),
      overrides: Object.fromEntries(overrides.map(([offset, day]) => [dateNear(dayMs, offset), day])),
    },
  }))
  .filter(({ spec }) => compileCalendar(spec).ok);

/** A moment of a case's days, on the minute. */
export function anyInstant({ fromMs }: CalendarCase): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: CASE_DAYS * 1440 }).map((minutes) => fromMs + minutes * MINUTE_MS);
}

/** Up to four pauses in a case's days, in no order, overlapping as they like; the last may have no end. */
export function anyPauses(example: CalendarCase, canLast: boolean): fc.Arbitrary<Pause[]> {
  const ended = fc
    .tuple(anyInstant(example), anyInstant(example))
    .map(([a, b]): Pause => ({ fromMs: Math.min(a, b), toMs: Math.max(a, b) }));
  const lasting = anyInstant(example).map((fromMs): Pause => ({ fromMs, toMs: null }));
  const kind = canLast ? fc.oneof(ended, ended, ended, lasting) : ended;
  return fc.array(kind, { maxLength: 4 });
}

/** The calendar of a case, freshly compiled. */
export function compiled({ spec }: CalendarCase): Calendar {
  const calendar = compileCalendar(spec);
  if (!calendar.ok) throw new Error(calendar.error.detail);
  return calendar.value;
}
