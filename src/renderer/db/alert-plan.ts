import { canWork } from '../../shared/access/access.ts';
import { hasEnded } from '../../shared/domain/status.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import { tierName } from '../../shared/domain/tier.ts';
import { MAX_PLANNED_ALERTS, type PlannedAlert, type TrayState } from '../../shared/ipc/alert-channels.ts';
import type { Alert } from '../../shared/notifications/alert.ts';
import { alertText } from '../lib/alert-text.ts';
import { leastBy } from '../lib/least-by.ts';
import type { Say } from '../lib/text.ts';
import type { BookEntry } from './alert-book.ts';
import { type AlertRecord, standingOf, tellAtMs } from './alert-record.ts';
import type { Workspace } from './read-workspace.ts';

/** What came due longer ago is for the alert centre alone. */
const NEWS_MS = 3_600_000;
/** As many as main's tray names. */
const MOST_URGENT = 5;

/** What the plan is made of. `nowMs` is the backend's time; the plan is by the machine's clock, `offsetMs` behind it. */
export type PlanSource = {
  readonly book: readonly BookEntry[];
  readonly log: readonly AlertRecord[];
  /** The tickets of the log. */
  readonly tickets: ReadonlyMap<string, Ticket>;
  readonly workspace: Workspace;
  readonly nowMs: number;
  readonly offsetMs: number;
};

/**
 * What main is to tell, nearest first: all that is to come, and what came due within the hour, is so and has not been
 * acknowledged. What was put off is due again when it was put off to.
 */
export function planOf({ book, log, tickets, workspace, nowMs, offsetMs }: PlanSource, say: Say): PlannedAlert[] {
  const userId = workspace.me.id;
  const due = log.flatMap((record) => {
    const ticket = tickets.get(record.ticketId);
    const standing = standingOf(record, userId, nowMs);
    const isNews = (standing === 'new' || standing === 'snoozed') && tellAtMs(record, userId) > nowMs - NEWS_MS;
    return ticket !== undefined && isNews ? [{ alert: record, ticket, atMs: tellAtMs(record, userId) }] : [];
  });
  // The nearest of the book first: it has tens of thousands.
  const coming = leastBy(comingIn(book, nowMs), MAX_PLANNED_ALERTS, ({ atMs }) => atMs);
  return leastBy([...due, ...coming], MAX_PLANNED_ALERTS, ({ atMs }) => atMs).map(({ alert, ticket, atMs }) => ({
    ...plannedOf(alert, ticket, workspace, say),
    atMs: atMs - offsetMs,
  }));
}

type Due = { readonly alert: Alert; readonly ticket: Ticket; readonly atMs: number };

function* comingIn(book: readonly BookEntry[], nowMs: number): Generator<Due> {
  for (const { ticket, alerts } of book) {
    for (const alert of alerts) if (alert.atMs > nowMs) yield { alert, ticket, atMs: alert.atMs };
  }
}

function plannedOf(alert: Alert, ticket: Ticket, workspace: Workspace, say: Say): Omit<PlannedAlert, 'atMs'> {
  const { id, kind, ticketId } = alert;
  const isBreach = saysBreach(alert);
  const { title, body } = alertText(alert, ticket, workspace, say);
  const isCritical = isBreach || (kind === 'escalation_arrived' && ticket.priority === 'P1');
  return {
    id,
    ticketId,
    kind,
    priority: ticket.priority,
    title: title.slice(0, 120),
    body: body.slice(0, 500),
    urgency: isCritical ? 'critical' : 'normal',
    queueId: ticket.queueId,
    groupName: workspace.queues.find((queue) => queue.id === ticket.queueId)?.name ?? tierName(ticket.tier),
    insists: isBreach && ticket.priority === 'P1',
    canTake: ticket.assigneeId === null && !hasEnded(ticket.status) && canWork(workspace.me, ticket),
  };
}

/** Whether it says that a target is over: of one that nobody acknowledged too. */
function saysBreach({ kind, what }: Alert): boolean {
  return kind === 'breach' || (kind === 'unacknowledged' && what === 'breach');
}

/** What the tray says at `nowMs`: how many tickets have a step behind them, how many are past a deadline, and the most urgent. */
export function trayOf(book: readonly BookEntry[], nowMs: number, isCutOff: boolean, say: Say): TrayState {
  const atRisk: BookEntry[] = [];
  let breached = 0;
  for (const entry of book) {
    let isAtRisk = false;
    let isBreached = false;
    for (const alert of entry.alerts) {
      if (alert.atMs > nowMs || alert.kind === 'follow_up_due') continue;
      isAtRisk = true;
      if (saysBreach(alert)) isBreached = true;
    }
    if (isAtRisk) atRisk.push(entry);
    if (isBreached) breached += 1;
  }
  const urgent = leastBy(atRisk, MOST_URGENT, ({ order }) => order).map(({ ticket: { id, number, tier, subject } }) => {
    const name = number === null ? say('alert.draftTicket') : `${tierName(tier)}-${number}`;
    return { ticketId: id, text: `${name}: ${subject}`.slice(0, 120) };
  });
  const state = isCutOff ? 'offline' : breached > 0 ? 'breached' : atRisk.length > 0 ? 'risk' : 'calm';
  return { count: Math.min(9_999, atRisk.length), breached: Math.min(9_999, breached), urgent, state };
}
