import { isGlimpse } from '../../shared/access/glimpse.ts';
import type { Attachment } from '../../shared/domain/attachment.ts';
import type { Attempt, Handover, Message, TicketEvent } from '../../shared/domain/parts.ts';
import type { Subticket } from '../../shared/domain/subticket.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import type { VendorCase } from '../../shared/domain/vendor.ts';
import type { Written } from '../../shared/mutations/unit-of-work.ts';
import type { ConsoleDb } from './console-db.ts';

/** A ticket with everything that belongs to it, each list by time. */
export type TicketDetail = {
  readonly ticket: Ticket;
  readonly messages: readonly Message[];
  readonly attempts: readonly Attempt[];
  readonly handovers: readonly Handover[];
  readonly attachments: readonly Attachment[];
  readonly vendorCases: readonly VendorCase[];
  readonly subtickets: readonly Subticket[];
  readonly events: readonly TicketEvent[];
};

const NO_PARTS = {
  messages: [],
  attempts: [],
  handovers: [],
  attachments: [],
  vendorCases: [],
  subtickets: [],
  events: [],
};

/** Reads a ticket and its parts from one state of the database; null when it is not there, or only a glimpse of it. */
export async function readTicketDetail(db: ConsoleDb, ticketId: string): Promise<TicketDetail | null> {
  const [record, bundle] = await db.transaction('r', [db.tickets, db.bundles], () =>
    Promise.all([db.tickets.get(ticketId), db.bundles.get(ticketId)]),
  );
  if (record === undefined || isGlimpse(record.row)) return null;
  const parts = bundle?.parts ?? [];
  const rows = <Row>(wanted: string): Row[] => parts.flatMap(({ kind, row }) => (kind === wanted ? [row as Row] : []));
  return inOrder({
    ticket: record.row,
    messages: rows<Message>('message'),
    attempts: rows<Attempt>('attempt'),
    handovers: rows<Handover>('handover'),
    attachments: rows<Attachment>('attachment'),
    vendorCases: rows<VendorCase>('vendorCase'),
    subtickets: rows<Subticket>('subticket'),
    events: rows<TicketEvent>('event'),
  });
}

/**
 * A ticket as it is when rows of it have been written over it, among rows of others; null stays null unless the ticket itself
 * is among them.
 */
export function withWritten(
  ticketId: string,
  detail: TicketDetail | null,
  all: readonly Written[],
): TicketDetail | null {
  const written = all.filter(({ row }) => ('ticketId' in row ? row.ticketId : row.id) === ticketId);
  const ticket = written.findLast(({ table }) => table === 'ticket')?.row as Ticket | undefined;
  const base = detail ?? (ticket === undefined ? null : { ticket, ...NO_PARTS });
  if (base === null) return null;
  const rows = <Row extends { readonly id: string }>(wanted: string, known: readonly Row[]): readonly Row[] => {
    const own = written.flatMap(({ table, row }) => (table === wanted ? [row as unknown as Row] : []));
    return own.length === 0 ? known : [...new Map([...known, ...own].map((row) => [row.id, row])).values()];
  };
  return inOrder({
    ticket: ticket ?? base.ticket,
    messages: rows('message', base.messages),
    attempts: rows('attempt', base.attempts),
    handovers: rows('handover', base.handovers),
    attachments: rows('attachment', base.attachments),
    vendorCases: rows('vendorCase', base.vendorCases),
    subtickets: rows('subticket', base.subtickets),
    events: rows('event', base.events),
  });
}

/** The lists of a ticket, each by time. */
export function inOrder(detail: TicketDetail): TicketDetail {
  const { ticket, messages, attempts, handovers, attachments, vendorCases, subtickets, events } = detail;
  return {
    ticket,
    messages: messages.toSorted((a, b) => a.writtenAtMs - b.writtenAtMs || byId(a, b)),
    attempts: attempts.toSorted((a, b) => a.atMs - b.atMs || byId(a, b)),
    handovers: handovers.toSorted((a, b) => a.atMs - b.atMs || byId(a, b)),
    attachments: attachments.toSorted(byId),
    vendorCases: vendorCases.toSorted((a, b) => a.openedAtMs - b.openedAtMs || byId(a, b)),
    subtickets: subtickets.toSorted((a, b) => a.openedAtMs - b.openedAtMs || byId(a, b)),
    events: events.toSorted((a, b) => a.atMs - b.atMs || byId(a, b)),
  };
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}
