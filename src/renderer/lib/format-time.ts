import type { Language } from '../stores/settings-store.ts';
import { say } from './text.ts';

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  let made = formats.get(key);
  if (made === undefined) {
    made = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, options);
    formats.set(key, made);
  }
  return made;
}

/** A time of day in the viewer's zone, such as "14:05". */
export function timeOfDay(language: Language, atMs: number): string {
  return format(language, { hour: '2-digit', minute: '2-digit' }).format(atMs);
}

/** A moment in full, in the viewer's zone, for tooltips and history. */
export function fullMoment(language: Language, atMs: number): string {
  return format(language, { dateStyle: 'full', timeStyle: 'short' }).format(atMs);
}

/** A day as 2026-11-27 in words: "27 de nov. de 2026"; what is no day, as it came. */
export function fullDay(language: Language, day: string): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const atMs = new Date(year, month - 1, date).getTime();
  return Number.isNaN(atMs) ? day : format(language, { day: 'numeric', month: 'short', year: 'numeric' }).format(atMs);
}

/** A moment as short as it can be said at `nowMs`, in the viewer's zone: "hoje 14:05", "23 de nov. 14:05", with the year when it is another. */
export function shortMoment(language: Language, atMs: number, nowMs: number): string {
  const time = timeOfDay(language, atMs);
  const days = Math.round((startOfDayMs(atMs) - startOfDayMs(nowMs)) / DAY_MS);
  if (days === 0) return say(language, 'time.today', { time });
  if (days === 1) return say(language, 'time.tomorrow', { time });
  if (days === -1) return say(language, 'time.yesterday', { time });
  const isThisYear = new Date(atMs).getFullYear() === new Date(nowMs).getFullYear();
  const date = format(language, { day: 'numeric', month: 'short', ...(isThisYear ? {} : { year: 'numeric' }) });
  return `${date.format(atMs)}, ${time}`;
}

/** Whether two moments are on one day of the viewer's zone. */
export function isSameDay(aMs: number, bMs: number): boolean {
  return startOfDayMs(aMs) === startOfDayMs(bMs);
}

function startOfDayMs(atMs: number): number {
  return new Date(atMs).setHours(0, 0, 0, 0);
}

const RELATIVE_STEPS = [
  ['day', DAY_MS],
  ['hour', HOUR_MINUTES * MINUTE_MS],
  ['minute', MINUTE_MS],
] as const;

/** How long ago or ahead a moment is, in one unit: "há 5 minutos", "in 2 hours"; within a minute, "agora". */
export function relativeMoment(language: Language, atMs: number, nowMs: number): string {
  const deltaMs = atMs - nowMs;
  for (const [unit, unitMs] of RELATIVE_STEPS) {
    if (Math.abs(deltaMs) >= unitMs) {
      const formatter = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
      return formatter.format(Math.trunc(deltaMs / unitMs), unit);
    }
  }
  return say(language, 'time.justNow');
}

/**
 * A duration in hours and minutes, never in days, for a day of business time is not a day of the calendar
 * (docs/sla.md, rule 13): "2h10", "45 min", "26h00". Part of a minute counts as one when it is `left`, as none when it is over.
 */
export function hoursAndMinutes(durationMs: number, rounding: 'left' | 'over' = 'left'): string {
  const minutes = durationMs / MINUTE_MS;
  const whole = rounding === 'left' ? Math.ceil(minutes) : Math.floor(minutes);
  if (whole < HOUR_MINUTES) return `${whole} min`;
  return `${Math.floor(whole / HOUR_MINUTES)}h${String(whole % HOUR_MINUTES).padStart(2, '0')}`;
}

/** Below this a countdown shows seconds. */
export const SECONDS_BELOW_MS = 10 * MINUTE_MS;

/** What a countdown shows: hours and minutes while it is far, minutes and seconds ("9:05") under ten minutes. */
export function countdown(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1_000));
  if (seconds * 1_000 >= SECONDS_BELOW_MS) return hoursAndMinutes(durationMs);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** A moment as a date-time field writes it, in the viewer's zone: "2026-11-23T14:05". */
export function toFieldMoment(atMs: number): string {
  const local = new Date(atMs - new Date(atMs).getTimezoneOffset() * MINUTE_MS);
  return local.toISOString().slice(0, 16);
}

/** What a date-time field says, epoch ms; null while it is empty or incomplete. */
export function fromFieldMoment(text: string): number | null {
  const atMs = text === '' ? Number.NaN : new Date(text).getTime();
  return Number.isNaN(atMs) ? null : atMs;
}
