/**
 * Measures the SLA engine and prints one line of JSON. Run: node bench/sla.mjs
 * Goals (docs: the SLA engine, speed): 1,000,000 deadlines a second, 50,000 tickets evaluated and ordered in 100 ms.
 */
import { deadlineMs } from '../src/shared/sla/business-time.ts';
import { evaluate } from '../src/shared/sla/clocks.ts';
import { urgency, urgencyKey } from '../src/shared/sla/urgency.ts';
import { CALENDAR_ID, calendars, HOUR_MS, NOW_MS, policies, random } from './sla/world.mjs';

const calendar = calendars(CALENDAR_ID);
if (calendar === null) throw new Error('the calendar of the benchmark does not compile');

/**
 * An open ticket of the last thirty days; every third has waited for its customer, every ninth still does; of those that were
 * answered, every other one has a customer who has written again.
 */
function aTicket(i) {
  const createdAtMs = NOW_MS - Math.floor(random() * 30 * 24 * HOUR_MS);
  const pauseMs = createdAtMs + Math.floor(random() * 8 * HOUR_MS);
  const tier = 1 + (i % 3);
  return {
    createdAtMs,
    priority: `P${1 + (i % 4)}`,
    channel: `channel-${i % 8}`,
    categoryId: null,
    tier,
    firstRespondedAtMs: i % 2 === 0 ? createdAtMs + HOUR_MS : null,
    resolvedAtMs: null,
    nextResponse: i % 4 === 0 ? { sinceMs: createdAtMs + 2 * HOUR_MS, endedAtMs: null } : null,
    pauses:
      i % 3 === 0 ? [{ class: 'customer', fromMs: pauseMs, toMs: i % 9 === 0 ? null : pauseMs + 5 * HOUR_MS }] : [],
    stays: [
      { tier, queueId: 'queue', enteredAtMs: createdAtMs, acceptedAtMs: i % 2 === 0 ? pauseMs : null, leftAtMs: null },
    ],
  };
}
const tickets = Array.from({ length: 50_000 }, (_, i) => aTicket(i));

/** The median of `times` runs, in ms, after one that warms up. */
function medianMs(times, run) {
  run();
  const taken = Array.from({ length: times }, () => {
    const startedAtMs = performance.now();
    run();
    return performance.now() - startedAtMs;
  });
  return taken.toSorted((a, b) => a - b)[Math.floor(times / 2)];
}

const DEADLINES = 1_000_000;
const starts = Float64Array.from({ length: DEADLINES }, () => NOW_MS - random() * 365 * 24 * HOUR_MS).map(Math.floor);
const budgets = Float64Array.from({ length: DEADLINES }, () => 1 + random() * 40 * HOUR_MS).map(Math.floor);
const none = [];
let checksum = 0;
const deadlinesMs = medianMs(5, () => {
  for (let i = 0; i < DEADLINES; i += 1) checksum += deadlineMs(calendar, starts[i], budgets[i], none) ?? 0;
});

const ordered = (keyOf) => {
  const keys = Float64Array.from(tickets, keyOf);
  return tickets.map((_, i) => i).toSorted((a, b) => keys[a] - keys[b]);
};
const keysMs = medianMs(9, () => ordered((ticket) => urgencyKey(ticket, policies, calendars, NOW_MS)));
// Each policy edited a day ago: most tickets are older, and are counted in two pieces.
const edited = policies.map((policy) => ({
  ...policy,
  effectiveFromMs: NOW_MS - 24 * HOUR_MS,
  previous: [policy],
}));
const editedMs = medianMs(5, () => ordered((ticket) => urgencyKey(ticket, edited, calendars, NOW_MS)));
const clocksMs = medianMs(9, () =>
  ordered((ticket) => urgency(evaluate(ticket, policies, calendars, NOW_MS), ticket.createdAtMs).key),
);

// eslint-disable-next-line no-console -- printing is what a benchmark is for
console.log(
  JSON.stringify({
    bench: 'sla',
    deadlinesPerSecond: Math.round((DEADLINES / deadlinesMs) * 1000),
    tickets: tickets.length,
    keysAndOrderMs: Math.round(keysMs * 10) / 10,
    keysAfterEditMs: Math.round(editedMs * 10) / 10,
    allClocksAndOrderMs: Math.round(clocksMs * 10) / 10,
    checksum,
  }),
);
