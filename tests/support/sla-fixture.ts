import { type Calendar, type CalendarSpec, compileCalendar } from '../../src/shared/sla/calendar.ts';
import type { CalendarSource, SlaFacts } from '../../src/shared/sla/clocks.ts';
import type { Policy } from '../../src/shared/sla/policy.ts';

export const HOUR_MS = 3_600_000;
export const MINUTE_MS = 60_000;
export const CALENDAR_ID = '0b2c7a52-5f0e-4d0a-9d9b-6f7a5a3f1c01';

/** An instant in UTC: `utc('2026-11-23T08:20')` in epoch ms. */
export function utc(text: string): number {
  return Date.parse(`${text}Z`);
}

/** Monday to Friday, 09:00 to 17:00 in UTC; a test names only the fields it is about. */
export function aCalendarSpec(overrides: Partial<CalendarSpec> = {}): CalendarSpec {
  const day: [string, string][] = [['09:00', '17:00']];
  return { timeZone: 'UTC', weekly: { mon: day, tue: day, wed: day, thu: day, fri: day }, ...overrides };
}

/** The same, compiled. */
export function aCalendar(overrides: Partial<CalendarSpec> = {}): Calendar {
  const calendar = compileCalendar(aCalendarSpec(overrides));
  if (!calendar.ok) throw new Error(calendar.error.detail);
  return calendar.value;
}

/** A source that knows `aCalendar()` by `CALENDAR_ID`, and what else it is given. */
export function aCalendarSource(others: Readonly<Record<string, Calendar>> = {}): CalendarSource {
  const calendars: Readonly<Record<string, Calendar>> = { [CALENDAR_ID]: aCalendar(), ...others };
  return (id) => calendars[id] ?? null;
}

/** One hour to the first response, eight to the resolution, two to N1's acceptance; waits for customers pause the second. */
export function aPolicy(overrides: Partial<Policy> = {}): Policy {
  const targets = { firstResponseMs: HOUR_MS, resolutionMs: 8 * HOUR_MS };
  return {
    id: '0b2c7a52-5f0e-4d0a-9d9b-6f7a5a3f1c11',
    name: 'Standard',
    position: 1,
    isActive: true,
    match: {},
    calendarId: CALENDAR_ID,
    customer: { P1: targets, P2: targets, P3: targets, P4: targets },
    tiers: { 1: { acceptMs: 2 * HOUR_MS } },
    pausedBy: { firstResponse: [], resolution: ['customer'], accept: [] },
    warnAtPercent: [50, 75],
    effectiveFromMs: 0,
    ...overrides,
  };
}

/** A ticket created on Monday 23 November 2026 at 10:00, in no queue yet. */
export function someFacts(overrides: Partial<SlaFacts> = {}): SlaFacts {
  return {
    createdAtMs: utc('2026-11-23T10:00'),
    priority: 'P3',
    channel: 'email',
    categoryId: null,
    tier: 1,
    firstRespondedAtMs: null,
    resolvedAtMs: null,
    pauses: [],
    stays: [],
    ...overrides,
  };
}
