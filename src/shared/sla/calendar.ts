import { err, ok, type Result } from '../lib/result.ts';
import { type CalendarError, type CalendarSpec, calendarSpecSchema } from './calendar-spec.ts';
import { type Hours, parseHours } from './hours.ts';
import { OpenTime } from './open-time.ts';
import { type Zone, zoneOf } from './zone.ts';

export { type CalendarError, type CalendarSpec, calendarSpecSchema };

/** A working calendar ready to answer. Compile once and keep it: it remembers the open time it has worked out. */
export type Calendar = {
  readonly zone: Zone;
  readonly hours: Hours;
  /** Open day and night; `hours` and `openTime` are then without effect. */
  readonly isAlwaysOpen: boolean;
  readonly openTime: OpenTime;
  /** It is counted in UTC, since this platform does not know the zone it was written in. */
  readonly isZoneUnknown?: boolean;
};

/**
 * Checks a calendar and makes it ready for deadlines. The open time itself is compiled when first asked for.
 *
 * Refused as `unknown-zone`, `bad-time`, `bad-date`, `overlapping-intervals` or `no-open-time` (400 days on end without
 * any), each with the field it is about.
 */
export function compileCalendar(spec: CalendarSpec): Result<Calendar, CalendarError> {
  const zone = zoneOf(spec.timeZone);
  if (zone === null) {
    const detail = `timeZone is no time zone of the IANA database: ${spec.timeZone}`;
    return err({ code: 'unknown-zone', field: 'timeZone', detail });
  }
  const hours = parseHours(spec);
  if (!hours.ok) return hours;
  return ok({
    zone,
    hours: hours.value,
    isAlwaysOpen: spec.isAlwaysOpen === true,
    openTime: new OpenTime(hours.value, zone),
  });
}
