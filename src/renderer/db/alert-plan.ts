import type { Ticket } from '../../shared/domain/ticket.ts';
import { tierName } from '../../shared/domain/tier.ts';
import { MAX_PLANNED_ALERTS, type PlannedAlert } from '../../shared/ipc/alert-channels.ts';
import { elapsedMs } from '../../shared/sla/business-time.ts';
import type { SlaClock } from '../../shared/sla/clocks.ts';
import { hoursAndMinutes } from '../lib/format-time.ts';
import type { Say } from '../lib/text.ts';
import { ticketClocks } from './clocks.ts';
import type { Workspace } from './read-workspace.ts';

/** An alert this late is no longer news. */
const STALE_MS = 10 * 60_000;

/**
 * The alerts to come for an agent's tickets, nearest first: each warning step of a running clock, and its deadline.
 * `nowMs` is the backend's time; the plan is by the machine's clock, `offsetMs` behind it.
 */
export function planOf(
  tickets: readonly Ticket[],
  workspace: Workspace,
  say: Say,
  at: { readonly nowMs: number; readonly offsetMs: number },
): PlannedAlert[] {
  return tickets
    .flatMap((ticket) =>
      ticketClocks(ticket, workspace, at.nowMs).flatMap((clock) => alertsOf(ticket, clock, workspace, say)),
    )
    .filter(({ atMs }) => atMs > at.nowMs - STALE_MS)
    .toSorted((a, b) => a.atMs - b.atMs)
    .slice(0, MAX_PLANNED_ALERTS)
    .map((alert) => ({ ...alert, atMs: alert.atMs - at.offsetMs }));
}

function alertsOf(ticket: Ticket, clock: SlaClock, workspace: Workspace, say: Say): PlannedAlert[] {
  const { deadlineAtMs } = clock;
  if (deadlineAtMs === null || clock.endedAtMs !== null) return [];
  const name = ticket.number === null ? say('alert.draftTicket') : `${tierName(ticket.tier)}-${ticket.number}`;
  const clockName = say(`clock.${clock.kind}`, { tier: tierName(ticket.tier) });
  const body = { clock: clockName, subject: ticket.subject };
  // The deadline is part of the name: an alert comes again only when the deadline has moved.
  const id = `${ticket.id}:${clock.kind}:${deadlineAtMs}`;
  const queue = workspace.queues.find(({ id: queueId }) => queueId === ticket.queueId);
  const shared = {
    ticketId: ticket.id,
    priority: ticket.priority,
    queueId: ticket.queueId,
    groupName: queue?.name ?? tierName(ticket.tier),
    // They are all this agent's own.
    canTake: false,
  };
  const calendar = workspace.calendars(clock.calendarId);
  const warnings = clock.warnAtMs.map((warnAtMs): PlannedAlert => {
    const leftMs = calendar === null ? deadlineAtMs - warnAtMs : elapsedMs(calendar, warnAtMs, deadlineAtMs, []);
    return {
      ...shared,
      id: `${id}:${warnAtMs}`,
      kind: 'warning',
      insists: false,
      atMs: warnAtMs,
      title: say('alert.warning.title', { ticket: name, left: hoursAndMinutes(leftMs) }).slice(0, 120),
      body: say('alert.warning.body', body).slice(0, 500),
      urgency: 'normal',
    };
  });
  const breach: PlannedAlert = {
    ...shared,
    id: `${id}:breach`,
    kind: 'breach',
    insists: ticket.priority === 'P1',
    atMs: deadlineAtMs,
    title: say('alert.breach.title', { ticket: name }).slice(0, 120),
    body: say('alert.breach.body', body).slice(0, 500),
    urgency: 'critical',
  };
  return [...warnings, breach];
}
