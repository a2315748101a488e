/**
 * Measures what planning the alerts of a supervisor of 50,000 open tickets takes of their page, and prints one line of JSON.
 * Run: node bench/alerts.mjs. Goal: no stretch in which the page cannot answer of 50 ms or more. What reading the tickets
 * takes is not in it.
 */
import { PAGE } from '../src/renderer/db/alert-book.ts';
import { planOf, trayOf } from '../src/renderer/db/alert-plan.ts';
import { clockAlerts } from '../src/shared/notifications/clock-alerts.ts';
import { calendarSource } from '../src/shared/sla/calendar-source.ts';
import { urgencyKey } from '../src/shared/sla/urgency.ts';

const HOUR_MS = 3_600_000;
const NOW_MS = Date.UTC(2026, 10, 23, 15);
const AHEAD_MS = 6 * HOUR_MS;
const ROUNDS = 50;
const CALENDAR_ID = '0b2c7a52-5f0e-4d0a-9d9b-6f7a5a3f1c11';
const DAY = [
  ['08:00', '12:00'],
  ['13:00', '18:00'],
];

const calendars = calendarSource([
  {
    id: CALENDAR_ID,
    name: 'Comercial',
    spec: {
      timeZone: 'America/Sao_Paulo',
      weekly: { mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY },
      holidays: ['2026-11-20', '2026-11-02'],
      annualHolidays: ['01-01', '12-25'],
      overrides: { '2026-12-24': [['08:00', '12:00']] },
    },
  },
]);
/** The same figures in every run: a linear congruential generator (Numerical Recipes' constants). */
let seed = 20_261_123;
function random() {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
}

const targets = {
  firstResponseMs: HOUR_MS,
  nextResponseMs: 4 * HOUR_MS,
  resolutionMs: 16 * HOUR_MS,
  vendorMs: 8 * HOUR_MS,
};
const policies = Array.from({ length: 6 }, (_, position) => ({
  id: `0b2c7a52-5f0e-4d0a-9d9b-6f7a5a3f1c2${position}`,
  name: `Policy ${position}`,
  position,
  isActive: true,
  // The last one takes what the five before it do not.
  match: position < 5 ? { channels: [`channel-${position}`] } : {},
  calendarId: CALENDAR_ID,
  customer: { P1: targets, P2: targets, P3: targets, P4: targets },
  tiers: {
    1: { acceptMs: HOUR_MS, workMs: 9 * HOUR_MS },
    2: { acceptMs: 4 * HOUR_MS, workMs: 9 * HOUR_MS },
    3: { acceptMs: 9 * HOUR_MS, workMs: 18 * HOUR_MS },
  },
  pausedBy: { firstResponse: [], resolution: ['customer', 'vendor'], accept: [], work: ['customer'] },
  warnAtPercent: [75, 90],
  tellSupervisorsFrom: 75,
  effectiveFromMs: 0,
}));

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
const workspace = { me, policies, calendars, users: new Map(), queues: [] };
/** Keys for texts: what they say is not what is measured. */
const say = (key) => key;

/** As the book does with a page of tickets (src/renderer/db/alert-book.ts). */
function look(page) {
  return page.flatMap((ticket) => {
    const alerts = clockAlerts(ticket, workspace, me, NOW_MS).filter(({ atMs }) => atMs < NOW_MS + AHEAD_MS);
    return alerts.length === 0 ? [] : [{ ticket, order: urgencyKey(ticket, policies, calendars, NOW_MS), alerts }];
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
