import type { Pause } from '../../src/shared/sla/business-time.ts';
import type { CalendarSpec } from '../../src/shared/sla/calendar.ts';

/**
 * The SLA rules said again in the slowest and plainest way, to check the fast one against: a boolean for every minute,
 * found by reading the zone's wall clock minute by minute. It shares no code with src/shared/sla.
 */

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

const HALF_HOUR_MS = 1_800_000;

/** What a zone's clocks show, minute by minute, as the epoch ms that each reading would be in UTC. */
type Walls = {
  readonly shown: readonly number[];
  /** The first minute that shows a wall time. */
  readonly firstShowing: ReadonlyMap<number, number>;
};

const formats = new Map<string, Intl.DateTimeFormat>();
const readings = new Map<string, Walls>();
/** A few zones and days are asked for again and again; longer stretches, each once, are not worth the memory. */
const MAX_READINGS = 30;

function wallsFrom(timeZone: string, fromMs: number, minutes: number): Walls {
  const key = `${timeZone} ${fromMs} ${minutes}`;
  const known = readings.get(key);
  if (known !== undefined) return known;
  const shown: number[] = [];
  const firstShowing = new Map<number, number>();
  let halfHourMs = Number.NaN;
  let wallMs = 0;
  for (let i = 0; i < minutes; i += 1) {
    const instantMs = fromMs + i * MINUTE_MS;
    // Offsets since 2000 change on the half hour, so one reading serves the half hour it is in.
    const newHalfHourMs = Math.floor(instantMs / HALF_HOUR_MS) * HALF_HOUR_MS;
    if (newHalfHourMs !== halfHourMs) wallMs = wallClockMs(timeZone, newHalfHourMs);
    halfHourMs = newHalfHourMs;
    const minuteMs = wallMs + (instantMs - halfHourMs);
    shown.push(minuteMs);
    if (!firstShowing.has(minuteMs)) firstShowing.set(minuteMs, i);
  }
  if (readings.size >= MAX_READINGS) readings.clear();
  readings.set(key, { shown, firstShowing });
  return { shown, firstShowing };
}

function wallClockMs(timeZone: string, instantMs: number): number {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
    formats.set(timeZone, format);
  }
  // Swedish dates are ISO dates: "2026-11-23 08:20:00".
  return Date.parse(`${format.format(instantMs).replace(' ', 'T')}Z`);
}

/** A calendar's minutes: 1 for each that is open, 0 for others. */
export type SlowCalendar = { readonly fromMs: number; readonly isOpen: Uint8Array };

/** Works out every minute of `days` days from `fromMs` (epoch ms, on the minute). */
export function slowCalendar(spec: CalendarSpec, fromMs: number, days: number): SlowCalendar {
  // Two days more on either side: a shift may reach in from the eve, a zone may be half a day away.
  const scanFromMs = fromMs - 3 * DAY_MS;
  const walls = wallsFrom(spec.timeZone, scanFromMs, (days + 6) * 1440);

  const isOpen = new Uint8Array(walls.shown.length);
  for (
    let dayMs = Math.floor((fromMs - 2 * DAY_MS) / DAY_MS) * DAY_MS;
    dayMs < fromMs + (days + 2) * DAY_MS;
    dayMs += DAY_MS
  ) {
    for (const [from, to] of hoursOf(spec, dayMs)) {
      const startMs = dayMs + clockMs(from);
      let endMs = dayMs + clockMs(to);
      if (endMs < startMs) endMs = isSetApart(spec, dayMs + DAY_MS) ? dayMs + DAY_MS : endMs + DAY_MS;
      isOpen.fill(
        1,
        minuteShowing(walls, startMs),
        Math.max(minuteShowing(walls, startMs), minuteShowing(walls, endMs)),
      );
    }
  }
  return { fromMs, isOpen: isOpen.slice(3 * 1440, (days + 3) * 1440) };
}

/** The index of the first minute whose clock shows a wall time; one that is skipped is moved on by what is skipped. */
function minuteShowing({ shown, firstShowing }: Walls, wallMs: number): number {
  const first = firstShowing.get(wallMs);
  if (first !== undefined) return first;
  const after = shown.findIndex((wall) => wall > wallMs);
  const gapMs = (shown[after] ?? 0) - (shown[after - 1] ?? 0) - MINUTE_MS;
  return firstShowing.get(wallMs + gapMs) ?? -1;
}

function clockMs(text: string): number {
  return (Number(text.slice(0, 2)) * 60 + Number(text.slice(3))) * MINUTE_MS;
}

const dateOfDay = new Map<number, string>();

function dateOf(dayMs: number): string {
  let date = dateOfDay.get(dayMs);
  if (date === undefined) dateOfDay.set(dayMs, (date = new Date(dayMs).toISOString().slice(0, 10)));
  return date;
}

function isHoliday(spec: CalendarSpec, dayMs: number): boolean {
  const dates = (spec.holidays ?? []).map((entry) => (typeof entry === 'string' ? entry : entry.date));
  const monthDays = (spec.annualHolidays ?? []).map((entry) => (typeof entry === 'string' ? entry : entry.monthDay));
  return dates.includes(dateOf(dayMs)) || monthDays.includes(dateOf(dayMs).slice(5));
}

function isSetApart(spec: CalendarSpec, dayMs: number): boolean {
  return isHoliday(spec, dayMs) || spec.overrides?.[dateOf(dayMs)] !== undefined;
}

function hoursOf(spec: CalendarSpec, dayMs: number): readonly (readonly [string, string])[] {
  const override = spec.overrides?.[dateOf(dayMs)];
  if (override !== undefined) return override;
  if (isHoliday(spec, dayMs)) return [];
  return spec.weekly[WEEKDAYS[new Date(dayMs).getUTCDay()] ?? 'mon'] ?? [];
}

function counts(calendar: SlowCalendar, index: number, pauses: readonly Pause[]): boolean {
  const atMs = calendar.fromMs + index * MINUTE_MS;
  if (calendar.isOpen[index] !== 1) return false;
  return !pauses.some(({ fromMs, toMs }) => fromMs <= atMs && (toMs === null || atMs < toMs));
}

/** Business ms between two instants on the minute. */
export function slowElapsedMs(
  calendar: SlowCalendar,
  startMs: number,
  endMs: number,
  pauses: readonly Pause[],
): number {
  let elapsedMs = 0;
  for (let atMs = startMs; atMs < endMs; atMs += MINUTE_MS) {
    if (counts(calendar, (atMs - calendar.fromMs) / MINUTE_MS, pauses)) elapsedMs += MINUTE_MS;
  }
  return elapsedMs;
}

/** The first minute at whose beginning the budget is used up; null when it is not before the calendar's days end. */
export function slowDeadlineMs(
  calendar: SlowCalendar,
  startMs: number,
  targetMs: number,
  pauses: readonly Pause[],
): number | null {
  let leftMs = targetMs;
  for (let i = (startMs - calendar.fromMs) / MINUTE_MS; i <= calendar.isOpen.length; i += 1) {
    if (leftMs <= 0) return calendar.fromMs + i * MINUTE_MS;
    if (counts(calendar, i, pauses)) leftMs -= MINUTE_MS;
  }
  return null;
}

/** The last minute, walking back, from which the offset still passes; null when the calendar's days begin after it. */
export function slowBeforeMs(
  calendar: SlowCalendar,
  instantMs: number,
  offsetMs: number,
  pauses: readonly Pause[],
): number | null {
  let leftMs = offsetMs;
  for (let i = (instantMs - calendar.fromMs) / MINUTE_MS; i >= 0; i -= 1) {
    if (leftMs <= 0) return calendar.fromMs + i * MINUTE_MS;
    if (i > 0 && counts(calendar, i - 1, pauses)) leftMs -= MINUTE_MS;
  }
  return null;
}
