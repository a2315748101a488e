import { type Calendar, compileCalendar } from './calendar.ts';
import type { ClockKind, ClockSpan } from './clock-spans.ts';
import type { Policy } from './policy.ts';
import type { Piece } from './reigns.ts';
import type { InstantFact, SlaFacts, VendorWait } from './sla-facts.ts';

/** The calendar of what is due at an instant of the wall clock. No row has this id. */
const WALL_CALENDAR_ID = '00000000-0000-0000-0000-000000000000';

/** Whether a clock runs by the clock on the wall: its time is no business time, and nothing pauses it. */
export function isByTheWall({ calendarId }: { readonly calendarId: string }): boolean {
  return calendarId === WALL_CALENDAR_ID;
}

/** A clock of a ticket that is due at an instant which people have named; its only piece is all of its time. */
export type InstantClock = { readonly span: ClockSpan; readonly piece: Piece };

/**
 * The clocks that are due at an instant and not after a target of a policy: the answer that a vendor owes, and what was
 * promised to the customer (docs/sla.md). They run by the clock on the wall, nothing pauses them, and a ticket that no
 * policy covers has them too. They warn when three quarters of their time have gone.
 */
export function instantClocks(facts: SlaFacts): readonly InstantClock[] {
  const { promise, vendorCases } = facts;
  // As nearly all tickets are.
  if ((promise === undefined || promise === null) && vendorCases === undefined) return NONE;
  const clocks = shownCases(vendorCases ?? []).flatMap(({ openedAtMs, expectedAtMs, endedAtMs }) => {
    if (expectedAtMs === null) return [];
    const settledAtMs = endedAtMs ?? (facts.resolvedAtMs === null ? null : Math.max(openedAtMs, facts.resolvedAtMs));
    return [clockTo(facts, 'vendor', openedAtMs, { dueAtMs: expectedAtMs, endedAtMs: settledAtMs })];
  });
  if (promise !== undefined && promise !== null) clocks.push(clockTo(facts, 'promise', promise.madeAtMs, promise));
  return clocks;
}

/** The cases that are open, or the one that was settled last: the others are history. */
function shownCases(cases: readonly VendorWait[]): readonly VendorWait[] {
  const open = cases.filter(({ endedAtMs }) => endedAtMs === null);
  return open.length > 0 ? open : cases.toSorted((a, b) => (a.endedAtMs ?? 0) - (b.endedAtMs ?? 0)).slice(-1);
}

const NONE: readonly InstantClock[] = [];

function clockTo(facts: SlaFacts, kind: ClockKind, startedAtMs: number, fact: InstantFact): InstantClock {
  const { dueAtMs, endedAtMs } = fact;
  const span = { kind, tier: null, startedAtMs, endedAtMs, isAbandoned: false, away: [] };
  const piece = {
    fromMs: startedAtMs,
    toMs: Infinity,
    policy: kind === 'promise' ? BY_THE_WALL : FOR_ITS_OWNER,
    priority: facts.priority,
    calendarId: WALL_CALENDAR_ID,
    calendar: wall(),
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

/** To chase a vendor is for the one who has the ticket. */
const FOR_ITS_OWNER: Policy = { ...BY_THE_WALL, tellSupervisorsFrom: 'never' };

let compiled: Calendar | null = null;

/** Made when it is first asked for: knowing a zone costs a console that starts more than all the rest of this file. */
function wall(): Calendar {
  if (compiled !== null) return compiled;
  const calendar = compileCalendar({ timeZone: 'UTC', isAlwaysOpen: true, weekly: {} });
  if (!calendar.ok) throw new Error('A calendar that is always open cannot be counted in');
  compiled = calendar.value;
  return compiled;
}
