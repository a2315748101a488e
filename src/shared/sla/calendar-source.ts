import { type Calendar, type CalendarSpec, compileCalendar } from './calendar.ts';
import type { CalendarRow } from './policy.ts';

/**
 * Finds a calendar by its id, as it was at an instant (epoch ms; without it, its newest version); null when there is
 * none, or it cannot be used. `changesMs` are the instants at which its versions after the first came into force, in
 * order; a source without it has one version of each.
 */
export type CalendarSource = {
  (id: string, atMs?: number): Calendar | null;
  readonly changesMs?: (id: string) => readonly number[];
};

/** A version of a calendar; `calendar` is undefined until it is asked for. */
type Version = { readonly fromMs: number; readonly spec: CalendarSpec; calendar?: Calendar | null };

const NO_INSTANTS: readonly number[] = [];

/**
 * A source over stored calendars, each compiled when first asked for. Make one for as long as the rows stay the same.
 * A row that does not compile is answered with null; one in a zone that this platform does not know counts in UTC, and
 * says so (`isZoneUnknown`).
 */
export function calendarSource(rows: readonly CalendarRow[]): CalendarSource {
  const versionsById = new Map(rows.map((row) => [row.id, versionsOf(row)]));
  const find = (id: string, atMs = Infinity): Calendar | null => {
    const versions = versionsById.get(id);
    if (versions === undefined) return null;
    // What was before the first version is taken to have been like it.
    const version =
      versions.length === 1 ? versions[0] : (versions.findLast(({ fromMs }) => fromMs <= atMs) ?? versions[0]);
    if (version === undefined) return null;
    version.calendar ??= compiledOrUtc(version.spec);
    return version.calendar;
  };
  const changes = new Map(
    [...versionsById].flatMap(([id, versions]) =>
      versions.length < 2 ? [] : [[id, versions.slice(1).map(({ fromMs }) => fromMs)] as const],
    ),
  );
  if (changes.size === 0) return find;
  return Object.assign(find, { changesMs: (id: string) => changes.get(id) ?? NO_INSTANTS });
}

function versionsOf({ spec, effectiveFromMs = -Infinity, previous = [] }: CalendarRow): Version[] {
  const versions: Version[] = previous.map((one) => ({ fromMs: one.effectiveFromMs, spec: one.spec }));
  return [...versions, { fromMs: effectiveFromMs, spec }].toSorted((a, b) => a.fromMs - b.fromMs);
}

function compiledOrUtc(spec: CalendarSpec): Calendar | null {
  const result = compileCalendar(spec);
  if (result.ok) return result.value;
  if (result.error.code !== 'unknown-zone') return null;
  const inUtc = compileCalendar({ ...spec, timeZone: 'UTC' });
  return inUtc.ok ? { ...inUtc.value, isZoneUnknown: true } : null;
}
