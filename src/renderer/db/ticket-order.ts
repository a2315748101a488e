import { hasEnded } from '../../shared/domain/status.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import { calendarSource } from '../../shared/sla/calendar-source.ts';
import type { CalendarRow, Policy } from '../../shared/sla/policy.ts';
import { urgencyKey } from '../../shared/sla/urgency.ts';
import type { TicketRecord } from './console-db.ts';

/** Gives a ticket its record, with its place in the order of its lane. */
export type Ordering = (ticket: Ticket) => TicketRecord;

/**
 * The order of tickets under some policies and calendars: at work by the most urgent clock first (docs/sla.md,
 * rule 12), ended ones by the last to end first.
 */
export function ticketOrdering(
  policies: readonly Policy[],
  calendars: readonly CalendarRow[],
  nowMs: () => number,
): Ordering {
  const source = calendarSource(calendars);
  return (row) => {
    const lane = hasEnded(row.status) ? 1 : 0;
    const order = lane === 1 ? -(row.resolvedAtMs ?? row.updatedAtMs) : urgencyKey(row, policies, source, nowMs());
    return { id: row.id, row, queue: row.queueId, holder: row.assigneeId ?? '', lane, order };
  };
}
