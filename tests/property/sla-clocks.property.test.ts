import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { type CalendarSource, calendarSource } from '../../src/shared/sla/calendar-source.ts';
import { countClocks, evaluate, type SlaClock } from '../../src/shared/sla/clocks.ts';
import { explainClock } from '../../src/shared/sla/explain.ts';
import type { Policy } from '../../src/shared/sla/policy.ts';
import { urgency, urgencyKey } from '../../src/shared/sla/urgency.ts';
import { CASE_DAYS } from '../support/any-calendar.ts';
import { anyLaterVersions, anySlaHistory, type SlaHistory } from '../support/any-sla-history.ts';
import { PROPERTY_RUNS } from '../support/property-runs.ts';
import { SlowTicket } from '../support/slow-clocks.ts';
import { ID } from '../support/workspace.ts';

const MINUTE_MS = 60_000;
// A life costs more to make than to check, so each is checked for all that must hold of it.
const numRuns = PROPERTY_RUNS;

// A sweep of many runs takes its time; the limit is there for a loop that does not end.
vi.setConfig({ testTimeout: 60_000 + numRuns * 50 });

const tierOfQueue = (queueId: string): 1 | 2 | 3 => (queueId === ID.queue2 ? 2 : queueId === ID.queue3 ? 3 : 1);

function slowClocks({ deeds, fromMs, nowMs, calendars, policies }: SlaHistory) {
  return new SlowTicket({ deeds, fromMs, nowMs, days: CASE_DAYS, calendars, policies, tierOfQueue }).clocks();
}

function clocksOf({ ticket, policyRows, calendarRows, nowMs }: SlaHistory): readonly SlaClock[] {
  return evaluate(ticket, policyRows, calendarSource(calendarRows), nowMs);
}

function expectCountedByTheMinute(history: SlaHistory, clocks: readonly SlaClock[]): void {
  const { fromMs } = history;
  const lastMs = fromMs + CASE_DAYS * 1440 * MINUTE_MS;
  const fast = clocks.map((clock) => {
    const { kind, tier = null, startedAtMs, state, targetMs, elapsedMs, deadlineAtMs, endedAtMs } = clock;
    const isSeen = endedAtMs === null && deadlineAtMs !== null && deadlineAtMs <= lastMs;
    return { kind, tier, startedAtMs, state, targetMs, elapsedMs, deadlineAtMs: isSeen ? deadlineAtMs : null };
  });
  const order = fast.map(({ kind }) => kind);
  expect(fast).toEqual(slowClocks(history).toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind)));
}

function expectQuickKey(
  { ticket, policyRows, nowMs }: SlaHistory,
  clocks: readonly SlaClock[],
  calendars: CalendarSource,
): void {
  expect(urgencyKey(ticket, policyRows, calendars, nowMs)).toBe(urgency(clocks, ticket.createdAtMs).key);
}

function expectExplained({ ticket, policyRows, nowMs }: SlaHistory, calendars: CalendarSource): void {
  for (const counted of countClocks(ticket, policyRows, calendars, nowMs)) {
    const { clock } = counted;
    const { workedMs, parts } = explainClock(counted, nowMs);
    const isKept = clock.state === 'met' || clock.state === 'ended';
    if (clock.deadlineAtMs === null || isKept) expect(workedMs).toBe(clock.elapsedMs);
    else if (clock.remainingMs < 0) expect(workedMs).toBeGreaterThanOrEqual(clock.targetMs);
    else expect(workedMs).toBe(clock.targetMs);
    let lastMs = clock.startedAtMs;
    for (const { fromMs, toMs } of parts.flatMap(({ segments }) => segments)) {
      if (toMs <= fromMs || fromMs < lastMs) expect({ fromMs, toMs }, `a part after ${lastMs}`).toBeNull();
      lastMs = toMs;
    }
  }
}

/** The clocks of what has ended are the same whatever is edited and however much time goes by. */
function expectEnded(
  { ticket, policyRows, nowMs }: SlaHistory,
  later: readonly Policy[],
  calendars: CalendarSource,
): void {
  if (ticket.resolvedAtMs === null) return;
  const atOnce = evaluate(ticket, policyRows, calendars, ticket.resolvedAtMs);
  // A later edit of each policy, as the rule stores it.
  const edited = policyRows.map((row, i) => {
    const { previous = [], ...last } = row;
    const { customer } = later[i] ?? row;
    return { ...last, customer, tiers: {}, effectiveFromMs: nowMs + 1, previous: [...previous, last] };
  });
  expect(evaluate(ticket, edited, calendars, nowMs + 1e9)).toEqual(atOnce);
}

test('whatever is done to a ticket, its policies and its calendars: its clocks are what counting minute by minute gives, the quick key is theirs, their explained parts add up, and once ended they stay', () => {
  fc.assert(
    fc.property(anySlaHistory, anyLaterVersions, (history, later) => {
      const calendars = calendarSource(history.calendarRows);
      const clocks = evaluate(history.ticket, history.policyRows, calendars, history.nowMs);
      expectCountedByTheMinute(history, clocks);
      expectQuickKey(history, clocks, calendars);
      expectExplained(history, calendars);
      expectEnded(history, later, calendars);
    }),
    { numRuns },
  );
});

test('the lives that are counted have everything in them that clocks depend on', () => {
  const lives = fc.sample(anySlaHistory, { numRuns: 600, seed: 42 });
  const shareOf = (holds: (life: SlaHistory) => boolean): number => lives.filter(holds).length / lives.length;
  const names = ({ deeds }: SlaHistory) => deeds.map(({ name }) => name);
  const does = (name: string) => shareOf((life) => names(life).includes(name));
  const waits = (status: string) => shareOf(({ deeds }) => deeds.some(({ args }) => args['status'] === status));
  const shares = {
    reply: does('ticket.reply'),
    'customer writes': does('ticket.receive'),
    'no reply needed': does('ticket.noReplyNeeded'),
    taken: does('ticket.claim'),
    accepted: does('ticket.accept'),
    escalated: does('ticket.escalate'),
    returned: does('ticket.return'),
    'back at a tier': shareOf(({ ticket }) => new Set(ticket.stays.map(({ tier }) => tier)).size < ticket.stays.length),
    resolved: does('ticket.resolve'),
    reopened: does('ticket.reopen'),
    'a second cycle': shareOf((life) =>
      clocksOf(life).some(({ kind, startedAtMs }) => kind === 'resolution' && startedAtMs > life.ticket.createdAtMs),
    ),
    priority: does('ticket.setPriority'),
    'waiting for the customer': waits('waiting_customer'),
    'waiting for a vendor': waits('waiting_vendor'),
    'waiting for a change': waits('waiting_change'),
    scheduled: waits('scheduled'),
    'two pauses': shareOf(({ ticket }) => ticket.pauses.length > 1),
    'a policy edited': shareOf(({ policies }) => policies.filter(({ fromMs }) => fromMs > 0).length > 0),
    'a policy switched off': shareOf(({ policies }) => policies.some(({ row }) => !row.isActive)),
    'a calendar edited': shareOf(({ calendars }) => [...calendars.values()].some(({ length }) => length > 1)),
    ended: shareOf(({ ticket }) => ticket.resolvedAtMs !== null),
    'a broken clock': shareOf((life) => clocksOf(life).some(({ state }) => state === 'breached')),
  };
  for (const [what, share] of Object.entries(shares)) expect(share, what).toBeGreaterThan(0.02);
});
