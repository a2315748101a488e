import { elapsedMs } from '../../shared/sla/business-time.ts';
import type { CountedClock } from '../../shared/sla/clocks.ts';
import { isByTheWall } from '../../shared/sla/instant-clocks.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The moments offered for a promise: those that agents name on the phone, and any other. */
export const PROMISE_CHOICES = ['hour', 'fourHours', 'today', 'tomorrow', 'other'] as const;
export type PromiseChoice = (typeof PROMISE_CHOICES)[number];

/**
 * When a choice is due (epoch ms) for one who promises at `nowMs`, in the viewer's zone; null for another moment. On the
 * minute: nobody promises seconds, and never earlier than was said.
 */
export function momentOf(choice: PromiseChoice, nowMs: number): number | null {
  switch (choice) {
    case 'hour':
      return toMinute(nowMs + HOUR_MS);
    case 'fourHours':
      return toMinute(nowMs + 4 * HOUR_MS);
    case 'today':
      return onDay(nowMs, 0, 18);
    case 'tomorrow':
      return onDay(nowMs, 1, 10);
    case 'other':
      return null;
  }
}

/** The choices that lie ahead at `nowMs`: after 18:00 there is no "today 18:00". */
export function choicesAt(nowMs: number): readonly PromiseChoice[] {
  return PROMISE_CHOICES.filter((choice) => (momentOf(choice, nowMs) ?? Infinity) > nowMs);
}

/**
 * Whether nobody is at work in the minute before an instant (epoch ms), by the calendar of the ticket's clocks: the end of
 * a shift is in hours. False where no policy says when work is.
 */
export function isOutOfHours(counted: readonly CountedClock[], atMs: number): boolean {
  const calendar = counted.find(({ clock }) => !isByTheWall(clock))?.pieces.at(-1)?.calendar;
  return calendar !== undefined && elapsedMs(calendar, atMs - MINUTE_MS, atMs, []) === 0;
}

function toMinute(atMs: number): number {
  return Math.ceil(atMs / MINUTE_MS) * MINUTE_MS;
}

function onDay(nowMs: number, daysOn: number, hour: number): number {
  const day = new Date(nowMs);
  day.setDate(day.getDate() + daysOn);
  return day.setHours(hour, 0, 0, 0);
}
