import { type Calendar, compileCalendar } from './calendar.ts';
import type { ClockKind, ClockSpan } from './clock-spans.ts';
import type { Policy } from './policy.ts';
import type { Piece } from './reigns.ts';
import type { InstantFact, SlaFacts } from './sla-facts.ts';

/** The calendar of what is due at an instant of the wall clock. No row has this id. */
const WALL_CALENDAR_ID = '00000000-0000-0000-0000-000000000000';

/** Whether a clock runs by the clock on the wall: its time is no business time, and nothing pauses it. */
export function isByTheWall({ calendarId }: { readonly calendarId: string }): boolean {
  return calendarId === WALL_CALENDAR_ID;
}

/** A clock of a ticket that is due at an instant which people have named; its only piece is all of its time. */
export type InstantClock = { readonly span: ClockSpan; readonly piece: Piece };

const WALL = compiled();

/**
 * The clocks that are due at an instant and not after a target of a policy: what was promised to the customer
 * (docs/sla.md). They run by the wall clock, nothing pauses them, and a ticket that no policy covers has them too. They
 * warn when three quarters of their time have gone.
 */
export function instantClocks(facts: SlaFacts): readonly InstantClock[] {
  if (facts.promise === undefined || facts.promise === null) return NONE;
  return [clockTo(facts, 'promise', facts.promise.madeAtMs, facts.promise)];
}

const NONE: readonly InstantClock[] = [];

function clockTo(facts: SlaFacts, kind: ClockKind, startedAtMs: number, fact: InstantFact): InstantClock {
  const { dueAtMs, endedAtMs } = fact;
  const span = { kind, tier: null, startedAtMs, endedAtMs, isAbandoned: false, away: [] };
  const piece = {
    fromMs: startedAtMs,
    toMs: Infinity,
    policy: BY_THE_WALL,
    priority: facts.priority,
    calendarId: WALL_CALENDAR_ID,
    calendar: WALL,
    targetMs: dueAtMs - startedAtMs,
    pauses: [],
  };
  return { span, piece };
}

/** What governs them in the place of a policy: no row has its id, and supervisors are told of what was not kept. */
const BY_THE_WALL: Policy = {
  id: WALL_CALENDAR_ID,
  name: '',
  position: 0,
  isActive: true,
  match: {},
  calendarId: WALL_CALENDAR_ID,
  customer: {},
  tiers: {},
  pausedBy: { firstResponse: [], resolution: [], accept: [] },
  warnAtPercent: [75],
  effectiveFromMs: 0,
};

function compiled(): Calendar {
  const calendar = compileCalendar({ timeZone: 'UTC', isAlwaysOpen: true, weekly: {} });
  if (!calendar.ok) throw new Error('A calendar that is always open cannot be counted in');
  return calendar.value;
}
