import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aCalendarSpec, aPolicy, CALENDAR_ID, HOUR_MS, MINUTE_MS, utc } from '../../../tests/support/sla-fixture.ts';
import { aTicket } from '../../../tests/support/ticket-row.ts';
import { PRIORITIES } from '../../shared/domain/priority.ts';
import { PAUSE_CLASSES, STATUSES, hasEnded, pauseClassOf } from '../../shared/domain/status.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import { TIERS } from '../../shared/domain/tier.ts';
import { BOARD_FIGURES, type BoardSlice } from '../../shared/ipc/page-window.ts';
import { calendarSource } from '../../shared/sla/calendar-source.ts';
import { evaluate } from '../../shared/sla/clocks.ts';
import { type BoardEntry, figuresOf, isInSlice } from './board-figures.ts';
import { ticketOrdering } from './ticket-order.ts';

const NOW_MS = utc('2026-11-24T14:00');
const AGENTS = ['ana', 'bia', 'caio'].map(() => crypto.randomUUID());
const POLICIES = [aPolicy()];
const CALENDARS = [{ id: CALENDAR_ID, name: 'Comercial', spec: aCalendarSpec() }];

function anEntry(order: number, row: Partial<BoardEntry['row']> = {}): BoardEntry {
  const id = crypto.randomUUID();
  return { order, row: { id, number: 1, tier: 1, status: 'open', assigneeId: null, createdAtMs: NOW_MS, ...row } };
}

test('each figure counts what it says, what is due sooner within what is due later, breached in none of them', () => {
  const entries = [
    anEntry(NOW_MS - 1),
    anEntry(NOW_MS, { assigneeId: 'ana' }),
    anEntry(NOW_MS + 15 * MINUTE_MS),
    anEntry(NOW_MS + 15 * MINUTE_MS + 1, { assigneeId: 'ana' }),
    anEntry(NOW_MS + 45 * MINUTE_MS),
    anEntry(NOW_MS + 61 * MINUTE_MS, { tier: 2 }),
    anEntry(1e15 + 5, { status: 'waiting_vendor', assigneeId: 'bia', tier: 3 }),
    anEntry(2e15 + NOW_MS, { tier: 3 }),
  ];
  const { tiers, total, loads } = figuresOf(entries, NOW_MS);
  expect(tiers[1].counts).toMatchObject({ open: 5, unowned: 3, breached: 1, due15: 2, due30: 3, due60: 4 });
  expect(tiers[2].counts).toMatchObject({ open: 1, breached: 0, due60: 0 });
  expect(tiers[3].counts).toMatchObject({ open: 2, 'paused.vendor': 1, 'paused.customer': 0 });
  expect(total).toMatchObject({ open: 8, unowned: 5, breached: 1, due60: 4 });
  expect(Object.fromEntries(loads)).toEqual({
    ana: { open: 2, breached: 0, due60: 2 },
    bia: { open: 1, breached: 0, due60: 0 },
  });
});

test('the oldest of a tier is the one created first, whatever is most urgent', () => {
  const old = anEntry(NOW_MS + HOUR_MS, { createdAtMs: 5 });
  const { tiers } = figuresOf([anEntry(NOW_MS - HOUR_MS, { createdAtMs: 6 }), old, anEntry(0, { tier: 2 })], NOW_MS);
  expect(tiers[1].oldest).toBe(old.row);
  expect(tiers[3].oldest).toBeNull();
});

const anyTicket = fc
  .record({
    tier: fc.constantFrom(...TIERS),
    status: fc.constantFrom(...STATUSES.filter((status) => !hasEnded(status))),
    priority: fc.constantFrom(...PRIORITIES),
    assigneeId: fc.option(fc.constantFrom(...AGENTS)),
    // Targets are 1, 2 and 8 hours of work: often near the end of one.
    ageMinutes: fc.oneof(fc.nat(4 * 24 * 60), fc.nat(150)),
    hasAnswered: fc.boolean(),
    pausedForMinutes: fc.nat(300),
  })
  .map(({ ageMinutes, hasAnswered, pausedForMinutes, ...given }): Ticket => {
    const createdAtMs = NOW_MS - ageMinutes * MINUTE_MS;
    const reason = pauseClassOf(given.status);
    const fromMs = Math.max(createdAtMs, NOW_MS - pausedForMinutes * MINUTE_MS);
    return aTicket({
      id: crypto.randomUUID(),
      createdAtMs,
      updatedAtMs: createdAtMs,
      firstRespondedAtMs: hasAnswered ? createdAtMs : null,
      pauses: reason === null ? [] : [{ class: reason, fromMs, toMs: null }],
      stays: [
        {
          tier: given.tier,
          queueId: 'q1',
          enteredAtMs: createdAtMs,
          acceptedAtMs: given.assigneeId === null ? null : createdAtMs,
          leftAtMs: null,
        },
      ],
      ...given,
    });
  });

/** The slow and obvious count: every clock of every ticket, asked again for each slice. */
function slowly(tickets: readonly Ticket[], { figure, tier, assigneeId }: BoardSlice): number {
  const source = calendarSource(CALENDARS);
  return tickets.filter((ticket) => {
    if (tier !== null && ticket.tier !== tier) return false;
    if (assigneeId !== null && ticket.assigneeId !== assigneeId) return false;
    const deadlines = evaluate(ticket, POLICIES, source, NOW_MS)
      .filter(({ endedAtMs }) => endedAtMs === null)
      .flatMap(({ deadlineAtMs }) => deadlineAtMs ?? []);
    const isBreached = deadlines.some((deadlineAtMs) => deadlineAtMs < NOW_MS);
    if (figure === 'open') return true;
    if (figure === 'unowned') return ticket.assigneeId === null;
    if (figure === 'breached') return isBreached;
    if (figure.startsWith('due')) {
      const untilMs = NOW_MS + Number(figure.slice(3)) * MINUTE_MS;
      return !isBreached && deadlines.some((deadlineAtMs) => deadlineAtMs <= untilMs);
    }
    const reason = PAUSE_CLASSES.find((name) => figure === `paused.${name}`);
    return ticket.pauses.some((pause) => pause.toMs === null && pause.class === reason);
  }).length;
}

test('every figure and every list behind one equals a slow count over all clocks of all tickets', () => {
  const ordering = ticketOrdering(POLICIES, CALENDARS, () => NOW_MS, null);
  let dueSeen = 0;
  fc.assert(
    fc.property(fc.array(anyTicket, { minLength: 10, maxLength: 40 }), (tickets) => {
      const records = tickets.map(ordering);
      const { tiers, total, loads } = figuresOf(records, NOW_MS);
      dueSeen += total.due60;
      for (const figure of BOARD_FIGURES) {
        for (const tier of [null, ...TIERS]) {
          const slice = { figure, tier, assigneeId: null };
          const counted = tier === null ? total[figure] : tiers[tier].counts[figure];
          expect([figure, tier, counted]).toEqual([figure, tier, slowly(tickets, slice)]);
          expect(records.filter((record) => isInSlice(slice, record, NOW_MS)).length).toBe(counted);
        }
      }
      for (const assigneeId of AGENTS) {
        for (const figure of ['open', 'breached', 'due60'] as const) {
          const slice = { figure, tier: null, assigneeId };
          expect(loads.get(assigneeId)?.[figure] ?? 0).toBe(slowly(tickets, slice));
        }
      }
    }),
    { numRuns: 40 },
  );
  // A generator that never comes near a deadline would prove nothing.
  expect(dueSeen).toBeGreaterThan(20);
});
