import type { Priority } from '../../shared/domain/priority.ts';
import type { Category } from '../../shared/domain/workspace.ts';
import { beforeMs, deadlineMs, elapsedMs } from '../../shared/sla/business-time.ts';
import { type Calendar, compileCalendar } from '../../shared/sla/calendar.ts';
import type { SystemMutation } from '../sync/apply.ts';
import { afterwards, type ToldTicket } from './afterwards.ts';
import { CATEGORY_GUIDES } from './category-guides.ts';
import { CUSTOMERS } from './customers.ts';
import { type Plot, PLOTS } from './plots.ts';
import { type Random, seededRandom } from './random.ts';
import { sampleId } from './sample-id.ts';
import type { Scenario } from './scenario.ts';
import { ACCESS_SCENARIOS } from './scenarios-access.ts';
import { COMPANY_SCENARIOS } from './scenarios-company.ts';
import { SERVICE_SCENARIOS } from './scenarios-services.ts';
import { FIRST_RESPONSE_MS, RESOLUTION_MS, sampleCalendars } from './sla-rows.ts';
import { slotsFor } from './slots.ts';
import { type Beat, Story } from './story.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** The open time of two weeks, less a day for holidays. */
const HISTORY_MS = { business: 98 * HOUR_MS, always: 14 * 24 * HOUR_MS } as const;
const CLOSED_AFTER_MS = 12 * HOUR_MS;
const SEED = 20_041;

const SCENARIOS: readonly Scenario[] = [...ACCESS_SCENARIOS, ...COMPANY_SCENARIOS, ...SERVICE_SCENARIOS];

export const CATEGORIES: readonly Category[] = [...new Set(SCENARIOS.map(({ category }) => category))].map((name) => ({
  id: sampleId(`category:${name}`),
  name,
  parentId: null,
  ...CATEGORY_GUIDES[name],
}));

/** How old the oldest ticket can be, in ms before now, generously: the sample's policies hold since then. */
export const OLDEST_MS = 60 * 24 * HOUR_MS;

/**
 * The mutations that make 400 tickets of the two weeks before `nowMs` (epoch ms), in the order they happened within
 * each ticket and tickets in the order of their creation. Open ones are placed so that their countdowns end around
 * `nowMs`. The same for the same minute, whatever the machine.
 */
export function sampleTickets(nowMs: number): SystemMutation[] {
  const random = seededRandom(SEED);
  const [business, always] = sampleCalendars(nowMs).map(({ spec }) => compiled(spec));
  if (business === undefined || always === undefined) throw new Error('The sample has two calendars');
  let index = 0;
  const tickets = PLOTS.flatMap((plot) =>
    Array.from({ length: plot.count }, () => {
      index += 1;
      return tellTicket({ plot, index, nowMs, random, business, always });
    }),
  );
  const told = afterwards(tickets, nowMs);
  return told.toSorted((a, b) => a.createdAtMs - b.createdAtMs).flatMap(({ mutations }) => mutations);
}

type Telling = {
  readonly plot: Plot;
  readonly index: number;
  readonly nowMs: number;
  readonly random: Random;
  readonly business: Calendar;
  readonly always: Calendar;
};

function tellTicket({ plot, index, nowMs, random, business, always }: Telling): ToldTicket {
  const possible = SCENARIOS.filter(({ reach }) => reach >= plot.tier);
  const scenario = possible[index % possible.length] ?? random.pick(possible);
  const priority = random.pick(scenario.priorities);
  const calendar = priority === 'P1' ? always : business;
  const customer = random.pick(CUSTOMERS.filter(({ company }) => (company !== null) === scenario.isForCompanies));
  const { createdAtMs, endAtMs } = plot.isOpen
    ? openSpan(plot, priority, calendar, nowMs, random)
    : endedSpan(priority, calendar, nowMs, random);
  const key = `ticket:${index}`;
  const story = new Story({
    key,
    ticketId: sampleId(key, createdAtMs),
    scenario,
    customer,
    categoryId: sampleId(`category:${scenario.category}`),
    priority,
    fill: slotsFor(customer, random, nowMs),
    random,
  });
  const soonMs = deadlineMs(calendar, nowMs, random.int(1, 9) * HOUR_MS, []) ?? nowMs;
  plot.tell(story, random, soonMs);
  if (!plot.isOpen && story.beats.at(-1)?.name === 'ticket.resolve') story.close(CLOSED_AFTER_MS);
  const mutations = timed(story.beats, calendar, { createdAtMs, endAtMs, nowMs }, random);
  return { createdAtMs, mutations, plot, ...story.standing };
}

type Span = { readonly createdAtMs: number; readonly endAtMs: number };

/** A ticket that has ended, within its target four times of five or more. */
function endedSpan(priority: Priority, calendar: Calendar, nowMs: number, random: Random): Span {
  const share = random.chance(0.14) ? 1.02 + random.next() * 0.5 : 0.04 + random.next() * 0.85;
  const spanMs = Math.round(RESOLUTION_MS[priority] * share);
  const history = HISTORY_MS[priority === 'P1' ? 'always' : 'business'];
  const endAtMs = beforeMs(calendar, nowMs, Math.round(random.next() * (history - spanMs)) + MINUTE_MS);
  return { createdAtMs: beforeMs(calendar, endAtMs, spanMs), endAtMs };
}

/**
 * An open ticket, born so long ago that what remains of the clock it is about is what it should be: a few minutes, some
 * hours, or nothing any more. Its last event is a while ago, for a waiting hand-over not longer than the target to accept.
 */
function openSpan(plot: Plot, priority: Priority, calendar: Calendar, nowMs: number, random: Random): Span {
  const targetMs = plot.clock === 'first_response' ? FIRST_RESPONSE_MS[priority] : RESOLUTION_MS[priority];
  const ageMs = Math.max(4 * MINUTE_MS, Math.round(targetMs * (1 - remainingShare(random))));
  const quietMs = Math.min(
    ageMs * 0.3,
    (plot.clock === 'accept' ? 10 + random.int(0, 100) : 5 + random.int(0, 150)) * MINUTE_MS,
  );
  return {
    createdAtMs: beforeMs(calendar, nowMs, ageMs),
    endAtMs: beforeMs(calendar, nowMs, Math.round(quietMs)),
  };
}

/** The share of a target that is left: negative for a tenth of the tickets, small for a quarter. */
function remainingShare(random: Random): number {
  const draw = random.next();
  if (draw < 0.1) return -0.02 - random.next() * 0.4;
  if (draw < 0.35) return 0.01 + random.next() * 0.11;
  return 0.15 + random.next() * 0.75;
}

/** Gives beats their instants: spread over the span in open time, one after the other, none in the future. */
function timed(
  beats: readonly Beat[],
  calendar: Calendar,
  { createdAtMs, endAtMs, nowMs }: Span & { readonly nowMs: number },
  random: Random,
): SystemMutation[] {
  const inSpan = beats.filter(({ lagMs }) => lagMs === undefined).length;
  const spanMs = elapsedMs(calendar, createdAtMs, endAtMs, []);
  const mutations: SystemMutation[] = [];
  for (const [position, { name, args, actor, lagMs }] of beats.entries()) {
    const isEdge = position === 0 || position === inSpan - 1;
    const share = isEdge ? position / Math.max(1, inSpan - 1) : (position - 0.35 + random.next() * 0.7) / (inSpan - 1);
    const planned =
      lagMs === undefined
        ? deadlineMs(calendar, createdAtMs, Math.round(spanMs * share), [])
        : deadlineMs(calendar, endAtMs, lagMs, []);
    if (planned === null || planned > nowMs) break;
    const atMs = position === 0 ? createdAtMs : planned;
    mutations.push({ name, args, actor, performedAtMs: atMs, receivedAtMs: atMs });
  }
  return mutations;
}

function compiled(spec: Parameters<typeof compileCalendar>[0]): Calendar {
  const calendar = compileCalendar(spec);
  if (!calendar.ok) throw new Error(`A calendar of the sample is wrong: ${calendar.error.detail}`);
  return calendar.value;
}
