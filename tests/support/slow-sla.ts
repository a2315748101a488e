import type { Pause } from '../../src/shared/sla/business-time.ts';
import type { CalendarSpec } from '../../src/shared/sla/calendar.ts';

/**
 * The SLA rules said again in the slowest and plainest way, to check the fast one against: a boolean for every minute,
 * found by reading the zone's wall clock minute by minute. It shares no code with src/shared/sla.
 */

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

const formats = new Map<string, Intl.DateTimeFormat>();
const wallMinutes = new Map<string, number>();

/** What the zone's clocks show at an instant, as the epoch ms that reading would be in UTC. */
function wallClockMs(timeZone: string, instantMs: number): number {
  // Offsets since 2000 change on the half hour, so one reading serves the half hour it is in.
  const halfHourMs = Math.floor(instantMs / 1_800_000) * 1_800_000;
  const key = `${timeZone} ${halfHourMs}`;
  let wallMs = wallMinutes.get(key);
  if (wallMs === undefined) {
    let format = formats.get(timeZone);
    if (format === undefined) {
      format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
      formats.set(timeZone, format);
    }
    // Swedish dates are ISO dates: "2026-11-23 08:20:00".
    wallMs = Date.parse(`${format.format(halfHourMs).replace(' ', 'T')}Z`);
    wallMinutes.set(key, wallMs);
  }
  return wallMs + (instantMs - halfHourMs);
}

/** A calendar's minutes: whether each is open, and which holiday its civil day is. */
export type SlowCalendar = { readonly fromMs: number; readonly isOpen: readonly boolean[] };

/** Works out every minute of `days` days from `fromMs` (epoch ms, on the minute). */
export function slowCalendar(spec: CalendarSpec, fromMs: number, days: number): SlowCalendar {
  const walls: number[] = [];
  // Two days more on either side: a shift may reach in from the eve, a zone may be half a day away.
  const scanFromMs = fromMs - 3 * DAY_MS;
  for (let i = 0; i < (days + 6) * 1440; i += 1) walls.push(wallClockMs(spec.timeZone, scanFromMs + i * MINUTE_MS));

  const isOpen = walls.map(() => false);
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
        true,
        minuteShowing(walls, startMs),
        Math.max(minuteShowing(walls, startMs), minuteShowing(walls, endMs)),
      );
    }
  }
  return { fromMs, isOpen: isOpen.slice(3 * 1440, (days + 3) * 1440) };
}

/** The index of the first minute whose clock shows a wall time; one that is skipped is moved on by what is skipped. */
function minuteShowing(walls: readonly number[], wallMs: number): number {
  const shown = walls.indexOf(wallMs);
  if (shown >= 0) return shown;
  const after = walls.findIndex((wall) => wall > wallMs);
  const gapMs = (walls[after] ?? 0) - (walls[after - 1] ?? 0) - MINUTE_MS;
  return walls.indexOf(wallMs + gapMs);
}

function clockMs(text: string): number {
  return (Number(text.slice(0, 2)) * 60 + Number(text.slice(3))) * MINUTE_MS;
}

function dateOf(dayMs: number): string {
  return new Date(dayMs).toISOString().slice(0, 10);
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
  if (calendar.isOpen[index] !== true) return false;
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
