import { z } from 'zod';
import { ImportError, type Place } from './import-error.ts';

/** What can happen to an incident, by `concept:name` and `lifecycle:transition` of its events. */
export const TRANSITIONS = {
  Queued: ['Awaiting Assignment'],
  Accepted: [
    'In Progress',
    'Assigned',
    'Wait',
    'Wait - User',
    'Wait - Customer',
    'Wait - Vendor',
    'Wait - Implementation',
  ],
  Completed: ['In Call', 'Resolved', 'Closed', 'Cancelled'],
  Unmatched: ['Unmatched'],
} as const;
export type Activity = keyof typeof TRANSITIONS;

export const IMPACTS = ['Low', 'Medium', 'High', 'Major'] as const;

/** One event of an incident, checked. `group`, `resource` and `product` are in the log's own words. */
export const xesEventSchema = z.object({
  atMs: z.int(),
  activity: z.enum(['Queued', 'Accepted', 'Completed', 'Unmatched']),
  transition: z.string(),
  group: z.string(),
  resource: z.string(),
  product: z.string(),
  impact: z.enum(IMPACTS),
});
export type XesEvent = z.infer<typeof xesEventSchema>;

/** One incident: its name, and its events in order of time, one at least. */
export const xesTraceSchema = z.object({ name: z.string(), events: z.array(xesEventSchema).min(1) });
export type XesTrace = z.infer<typeof xesTraceSchema>;

/** The fields of an event that are taken in. All must be there. */
export const USED_FIELDS: ReadonlySet<string> = new Set([
  'concept:name',
  'lifecycle:transition',
  'time:timestamp',
  'org:group',
  'org:resource',
  'product',
  'impact',
]);

/** Fields that are known to be without a place here, and are left out without a word of doubt. */
export const KNOWN_UNUSED_FIELDS: ReadonlySet<string> = new Set([
  'org:role',
  'resource country',
  'organization country',
  'organization involved',
  'concept:instance',
  'identity:id',
  'lifecycle:state',
]);

/** Longer than any name in a log that is in order, and short enough for the columns it goes to. */
const MAX_FIELD_CHARS = 120;

export type Where = { readonly place: Place; readonly trace: string; readonly event: number };

/**
 * Reads an event from the fields it was written with.
 *
 * @throws ImportError `missing_field`, `unknown_value`, `bad_date` or `too_long`, with the place of the event.
 */
export function parseEvent(fields: ReadonlyMap<string, string>, where: Where): XesEvent {
  const activity = required(fields, 'concept:name', where);
  const transition = required(fields, 'lifecycle:transition', where);
  if (!isActivity(activity)) {
    throw fault(
      'unknown_value',
      `has the unknown concept:name "${activity}"; known are ${list(Object.keys(TRANSITIONS))}`,
      where,
    );
  }
  const allowed: readonly string[] = TRANSITIONS[activity];
  if (!allowed.includes(transition)) {
    const what = `has the unknown lifecycle:transition "${transition}"; known for ${activity} are ${list(allowed)}`;
    throw fault('unknown_value', what, where);
  }
  const impact = IMPACTS.find((known) => known === required(fields, 'impact', where));
  if (impact === undefined) {
    throw fault(
      'unknown_value',
      `has the unknown impact "${fields.get('impact') ?? ''}"; known are ${list(IMPACTS)}`,
      where,
    );
  }
  return {
    atMs: parseInstant(required(fields, 'time:timestamp', where), where),
    activity,
    transition,
    group: required(fields, 'org:group', where),
    resource: required(fields, 'org:resource', where),
    product: required(fields, 'product', where),
    impact,
  };
}

/** An error about one event, that says which and where. */
export function fault(code: ImportError['code'], what: string, where: Where): ImportError {
  return new ImportError(code, `event ${where.event} of incident "${where.trace}" ${what}.`, where);
}

function required(fields: ReadonlyMap<string, string>, key: string, where: Where): string {
  const value = fields.get(key);
  if (value === undefined || value.trim() === '') throw fault('missing_field', `has no ${key}`, where);
  if (value.length > MAX_FIELD_CHARS) {
    throw fault('too_long', `has a ${key} of ${value.length} characters; ${MAX_FIELD_CHARS} are the most`, where);
  }
  return value;
}

function isActivity(text: string): text is Activity {
  return Object.hasOwn(TRANSITIONS, text);
}

const INSTANT = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(Z|[+-](\d{2}):(\d{2}))$/;

/** xs:dateTime with a zone: without one it is no instant. Before 1970 no support log begins, and ids have no room for it. */
function parseInstant(text: string, where: Where): number {
  const match = INSTANT.exec(text);
  const [year, month, day, hour, minute, second] = (match ?? []).slice(1, 7).map(Number);
  const [zoneHour, zoneMinute] = (match ?? []).slice(8, 10).map(Number);
  const isReal =
    match !== null &&
    (year ?? 0) >= 1970 &&
    (month ?? 0) >= 1 &&
    (month ?? 13) <= 12 &&
    (day ?? 0) >= 1 &&
    (day ?? 32) <= new Date(Date.UTC(year ?? 0, month ?? 0, 0)).getUTCDate() &&
    (hour ?? 24) <= 23 &&
    (minute ?? 60) <= 59 &&
    (second ?? 60) <= 59 &&
    (Number.isNaN(zoneHour) || (zoneHour ?? 0) <= 14) &&
    (Number.isNaN(zoneMinute) || (zoneMinute ?? 0) <= 59);
  const atMs = isReal ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(atMs) || atMs < 0) {
    throw fault(
      'bad_date',
      `has the time:timestamp "${text}", which is no date and time with a zone since 1970`,
      where,
    );
  }
  return atMs;
}

function list(names: readonly string[]): string {
  return names.join(', ');
}
