/**
 * Measures what planning the alerts of a supervisor of 50,000 open tickets takes of their page, and prints one line of JSON.
 * Run: node bench/alerts.mjs. Goal: no stretch in which the page cannot answer of 50 ms or more. What reading the tickets
 * takes is not in it.
 */
import { PAGE } from '../src/renderer/db/alert-book.ts';
import { planOf, trayOf } from '../src/renderer/db/alert-plan.ts';
import { clockAlerts } from '../src/shared/notifications/clock-alerts.ts';
import { urgencyKey } from '../src/shared/sla/urgency.ts';
import { calendars, HOUR_MS, NOW_MS, policies, random } from './sla/world.mjs';

const AHEAD_MS = 6 * HOUR_MS;
const ROUNDS = 50;
/** Supervisors are told from the first warning on. */
const told = policies.map((policy) => ({ ...policy, tellSupervisorsFrom: 75 }));

/**
 * An open ticket of the last four days; every third has waited for its customer, every ninth still does; of those that were
 * answered, every other one has a customer who has written again.
 */
function aTicket(i) {
  const createdAtMs = NOW_MS - Math.floor(random() * 4 * 24 * HOUR_MS);
  const pauseMs = createdAtMs + Math.floor(random() * 8 * HOUR_MS);
  const tier = 1 + (i % 3);
  return {
    id: `ticket-${i}`,
    number: i,
    subject: `Chamado ${i}`,
    status: 'open',
    queueId: `queue-${i % 12}`,
    assigneeId: i % 3 === 0 ? null : `agent-${i % 80}`,
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
const me = { id: 'supervisor', role: 'supervisor', queueIds: [], isActive: true };
const workspace = { me, policies: told, calendars, users: new Map(), queues: [] };
/** Keys for texts: what they say is not what is measured. */
const say = (key) => key;

/** As the book does with a page of tickets (src/renderer/db/alert-book.ts). */
function look(page) {
  return page.flatMap((ticket) => {
    const alerts = clockAlerts(ticket, workspace, me, NOW_MS).filter(({ atMs }) => atMs < NOW_MS + AHEAD_MS);
    return alerts.length === 0 ? [] : [{ ticket, order: urgencyKey(ticket, told, calendars, NOW_MS), alerts }];
  });
}

/** What work takes of the processor: others may be at work on this machine. */
function timed(work) {
  const before = process.cpuUsage();
  const value = work();
  const { user, system } = process.cpuUsage(before);
  return { value, tookMs: (user + system) / 1_000 };
}

function spread(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => Number((sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN).toFixed(2));
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}

const pages = Array.from({ length: tickets.length / PAGE }, (_, n) => tickets.slice(n * PAGE, (n + 1) * PAGE));
const looked = pages.map((page) => timed(() => look(page)));
const book = looked.flatMap(({ value }) => value);
const planned = Array.from({ length: ROUNDS }, () =>
  timed(() => {
    planOf({ book, log: [], tickets: new Map(), workspace, nowMs: NOW_MS, offsetMs: 0 }, say);
    trayOf(book, NOW_MS, false, say);
  }),
);
const result = {
  tickets: tickets.length,
  inBook: book.length,
  pageMs: spread(looked.map(({ tookMs }) => tookMs)),
  allMs: Number(looked.reduce((sum, { tookMs }) => sum + tookMs, 0).toFixed(0)),
  planMs: spread(planned.map(({ tookMs }) => tookMs)),
};
process.stdout.write(`${JSON.stringify(result)}\n`);
