import { z } from 'zod';

/** The keys of a week's hours, Monday first: the index is what `weekdayOf` answers. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** One interval, `["08:00", "12:00"]`: an end before its start is on the next day, and "24:00" is a possible end. */
const intervalSchema = z.tuple([z.string(), z.string()]);
const intervalsSchema = z.array(intervalSchema).max(48);

/**
 * A working calendar as people write it: a zone, weekly hours, days off and days with other hours.
 *
 * - `weekly`: intervals by weekday; a day left out is closed.
 * - `holidays`: dates "YYYY-MM-DD"; `annualHolidays`: "MM-DD" of every year ("02-29" of leap years only). Both close
 *   the whole civil day, and end at its midnight a shift of the day before.
 * - `overrides`: by date, all the hours that begin on that day, holiday or not; `[]` closes it. As on a holiday, a shift
 *   of the day before ends at its midnight.
 * - `isAlwaysOpen`: day and night, every day; all the rest but the zone is then without effect.
 *
 * The schema checks the shape alone; `compileCalendar` says which zone, time or date is wrong.
 */
export const calendarSpecSchema = z.object({
  timeZone: z.string().max(64),
  weekly: z.partialRecord(z.enum(WEEKDAYS), intervalsSchema),
  holidays: z
    .array(z.union([z.string(), z.object({ date: z.string(), name: z.string().max(200) })]))
    .max(5000)
    .optional(),
  annualHolidays: z
    .array(z.union([z.string(), z.object({ monthDay: z.string(), name: z.string().max(200) })]))
    .max(1000)
    .optional(),
  overrides: z.record(z.string(), intervalsSchema).optional(),
  isAlwaysOpen: z.boolean().optional(),
});
export type CalendarSpec = z.infer<typeof calendarSpecSchema>;

/** Why a calendar is refused. `field` is the path in the spec ("weekly.mon[1]"); `detail` names it too, for the log. */
export type CalendarError = {
  readonly code: 'unknown-zone' | 'bad-time' | 'bad-date' | 'overlapping-intervals' | 'no-open-time';
  readonly field: string;
  readonly detail: string;
};
