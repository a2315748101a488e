import type { Vendor } from '../../shared/domain/vendor.ts';
import { deadlineMs } from '../../shared/sla/business-time.ts';
import type { CalendarSource } from '../../shared/sla/calendar-source.ts';

const MINUTE_MS = 60_000;

/**
 * When a vendor that is asked at `nowMs` is to answer by its contract (epoch ms, on the minute): after its time of the
 * calendar that is agreed, or of the clock on the wall. Null where nothing is agreed.
 */
export function vendorDeadlineMs(
  { answerMs, calendarId }: Vendor,
  calendars: CalendarSource,
  nowMs: number,
): number | null {
  if (answerMs === null) return null;
  const calendar = calendarId === null ? null : calendars(calendarId, nowMs);
  const dueAtMs =
    calendar === null ? nowMs + answerMs : (deadlineMs(calendar, nowMs, answerMs, []) ?? nowMs + answerMs);
  return Math.ceil(dueAtMs / MINUTE_MS) * MINUTE_MS;
}
