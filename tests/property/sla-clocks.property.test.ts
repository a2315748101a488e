import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { calendarSource } from '../../src/shared/sla/calendar-source.ts';
import { countClocks, evaluate } from '../../src/shared/sla/clocks.ts';
import { explainClock } from '../../src/shared/sla/explain.ts';
import { urgency, urgencyKey } from '../../src/shared/sla/urgency.ts';
import { CASE_DAYS } from '../support/any-calendar.ts';
import { anySlaHistory, type SlaHistory } from '../support/any-sla-history.ts';
import { SlowTicket } from '../support/slow-clocks.ts';
import { ID } from '../support/workspace.ts';

const MINUTE_MS = 60_000;
// PATAMAR_FC_RUNS=10000 plays ten thousand lives; a few hundred take seconds.
const numRuns = Number(process.env['PATAMAR_FC_RUNS'] ?? 200);

// A sweep of many runs takes its time; the limit is there for a loop that does not end.
vi.setConfig({ testTimeout: 60_000 + numRuns * 100 });

const tierOfQueue = (queueId: string): 1 | 2 | 3 => (queueId === ID.queue2 ? 2 : queueId === ID.queue3 ? 3 : 1);

function slowClocks({ deeds, fromMs, nowMs, calendars, policies }: SlaHistory) {
  return new SlowTicket({ deeds, fromMs, nowMs, days: CASE_DAYS, calendars, policies, tierOfQueue }).clocks();
}

test('whatever is done to a ticket, its policies and its calendars, its clocks are what counting minute by minute gives', () => {
  fc.assert(
    fc.property(anySlaHistory, (history) => {
      const { ticket, policyRows, calendarRows, nowMs, fromMs } = history;
      const lastMs = fromMs + CASE_DAYS * 1440 * MINUTE_MS;
      const fast = evaluate(ticket, policyRows, calendarSource(calendarRows), nowMs).map((clock) => {
        const { kind, tier = null, startedAtMs, state, targetMs, elapsedMs, deadlineAtMs, endedAtMs } = clock;
        const isSeen = endedAtMs === null && deadlineAtMs !== null && deadlineAtMs <= lastMs;
        return { kind, tier, startedAtMs, state, targetMs, elapsedMs, deadlineAtMs: isSeen ? deadlineAtMs : null };
      });
      const order = fast.map(({ kind }) => kind);
      expect(fast).toEqual(slowClocks(history).toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind)));
    }),
    { numRuns },
  );
});

test('the quick key is the key of all the clocks, through every edit', () => {
  fc.assert(
    fc.property(anySlaHistory, ({ ticket, policyRows, calendarRows, nowMs }) => {
      const calendars = calendarSource(calendarRows);
      const clocks = evaluate(ticket, policyRows, calendars, nowMs);
      expect(urgencyKey(ticket, policyRows, calendars, nowMs)).toBe(urgency(clocks, ticket.createdAtMs).key);
    }),
    { numRuns },
  );
});

test('the worked parts of an explained clock add up to its target, or to what was used when a shorter one broke it', () => {
  fc.assert(
    fc.property(anySlaHistory, ({ ticket, policyRows, calendarRows, nowMs }) => {
      for (const counted of countClocks(ticket, policyRows, calendarSource(calendarRows), nowMs)) {
        const { clock } = counted;
        const { workedMs, parts } = explainClock(counted, nowMs);
        const isKept = clock.state === 'met' || clock.state === 'ended';
        if (clock.deadlineAtMs === null || isKept) expect(workedMs).toBe(clock.elapsedMs);
        else if (clock.remainingMs < 0) expect(workedMs).toBeGreaterThanOrEqual(clock.targetMs);
        else expect(workedMs).toBe(clock.targetMs);
        const all = parts.flatMap(({ segments }) => segments);
        for (const [i, segment] of all.entries()) {
          expect(segment.toMs).toBeGreaterThan(segment.fromMs);
          expect(segment.fromMs).toBeGreaterThanOrEqual(all[i - 1]?.toMs ?? clock.startedAtMs);
        }
      }
    }),
    { numRuns },
  );
});

test('the clocks of a ticket that has ended are the same whatever is edited and however much time goes by', () => {
  fc.assert(
    fc.property(anySlaHistory, anySlaHistory, (history, later) => {
      const { ticket, policyRows, calendarRows, nowMs } = history;
      fc.pre(ticket.resolvedAtMs !== null);
      const atOnce = evaluate(ticket, policyRows, calendarSource(calendarRows), ticket.resolvedAtMs ?? nowMs);
      // A later edit of each policy, as the rule stores it.
      const edited = policyRows.map((row, i) => {
        const { previous = [], ...last } = row;
        const target = later.policyRows[i] ?? row;
        return {
          ...last,
          customer: target.customer,
          tiers: {},
          effectiveFromMs: nowMs + 1,
          previous: [...previous, last],
        };
      });
      expect(evaluate(ticket, edited, calendarSource(calendarRows), nowMs + 1e9)).toEqual(atOnce);
    }),
    { numRuns: Math.ceil(numRuns / 2) },
  );
});
