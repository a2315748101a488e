import { waitingSenderId } from '../../shared/access/access.ts';
import { isGlimpse } from '../../shared/access/glimpse.ts';
import { hasEnded } from '../../shared/domain/status.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import { type CalendarSource, calendarSource } from '../../shared/sla/calendar-source.ts';
import type { CalendarRow, Policy } from '../../shared/sla/policy.ts';
import { urgencyKey } from '../../shared/sla/urgency.ts';
import type { TicketRecord } from '../../shared/sync/storage.ts';

/** What a record's `waits` names: a call to a supervisor that has no answer. */
export const CALL = 'call';

/** The same, for an escalation of a person's that nobody has accepted. */
export function sentBy(userId: string): string {
  return `sent:${userId}`;
}

/** What waits on a ticket; nothing on one that has ended. */
export function waitsOn(ticket: Ticket): readonly string[] {
  if (hasEnded(ticket.status)) return [];
  const senderId = waitingSenderId(ticket);
  return [
    ...((ticket.supervisorCallId ?? null) === null ? [] : [CALL]),
    ...(senderId === null ? [] : [sentBy(senderId)]),
  ];
}

/** Gives a ticket its record, with its place in the order of its lane. */
export type Ordering = (ticket: Ticket) => TicketRecord;

/** A ticket with its place in the order of its lane; `ownId` is whose machine this is. */
export function placeTicket(
  row: Ticket,
  policies: readonly Policy[],
  calendars: CalendarSource,
  nowMs: number,
  ownId: string | null,
): TicketRecord {
  const lane = laneOf(row);
  const order = lane === 1 ? -(row.resolvedAtMs ?? row.updatedAtMs) : urgencyKey(row, policies, calendars, nowMs);
  // Others' tickets are left out of the index by holder: IndexedDB indexes no record that lacks part of the key.
  const holder = row.assigneeId === null || row.assigneeId !== ownId ? {} : { holder: ownId };
  const waits = waitsOn(row);
  return { id: row.id, row, queue: row.queueId, ...holder, ...(waits.length === 0 ? {} : { waits }), lane, order };
}

function laneOf(ticket: Ticket): TicketRecord['lane'] {
  if (isGlimpse(ticket)) return 2;
  return hasEnded(ticket.status) ? 1 : 0;
}

/**
 * The order of tickets under some policies and calendars: at work by the most urgent clock first (docs/sla.md,
 * rule 12), ended ones by the last to end first.
 */
export function ticketOrdering(
  policies: readonly Policy[],
  calendars: readonly CalendarRow[],
  nowMs: () => number,
  ownId: string | null,
): Ordering {
  const source = calendarSource(calendars);
  return (row) => placeTicket(row, policies, source, nowMs(), ownId);
}
