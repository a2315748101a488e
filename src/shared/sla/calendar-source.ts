import { type Calendar, compileCalendar } from './calendar.ts';
import type { CalendarRow } from './policy.ts';

/** Finds a calendar by its id; null when there is none, or it cannot be used. */
export type CalendarSource = (id: string) => Calendar | null;

/**
 * A source over stored calendars, each compiled when first asked for. Make one for as long as the rows stay the same.
 * A row that does not compile (this platform may lack its zone) is answered with null.
 */
export function calendarSource(rows: readonly CalendarRow[]): CalendarSource {
  const rowById = new Map(rows.map((row) => [row.id, row]));
  const compiled = new Map<string, Calendar | null>();
  return (id) => {
    const known = compiled.get(id);
    if (known !== undefined) return known;
    const row = rowById.get(id);
    if (row === undefined) return null;
    const result = compileCalendar(row.spec);
    const calendar = result.ok ? result.value : null;
    compiled.set(id, calendar);
    return calendar;
  };
}
