import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Attempt, Handover, Message, TicketEvent } from '../../shared/domain/parts.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import type { ConsoleDb } from './console-db.ts';
import { signedInConsole } from './current-console.ts';
import type { OpenConsole } from './open-console.ts';
import { ReadModel } from './read-model.ts';

/** A ticket with everything that belongs to it, each list by time. */
export type TicketDetail = {
  readonly ticket: Ticket;
  readonly messages: readonly Message[];
  readonly attempts: readonly Attempt[];
  readonly handovers: readonly Handover[];
  readonly events: readonly TicketEvent[];
};

/** A ticket as it is in the database; undefined while it is read, null when it is not in this account's view. */
export function useTicketDetail(ticketId: string | null): TicketDetail | null | undefined {
  const console = signedInConsole();
  const [followed, setFollowed] = useState(() => follow(console, ticketId));
  // Another ticket is another model, from this render on: the old ticket must not flash under the new one's name.
  const model = followed.ticketId === ticketId ? followed.model : undefined;
  if (model === undefined) setFollowed(follow(console, ticketId));
  useEffect(
    () =>
      console.feed.subscribe((change) => {
        const isTouched = change.isReset || (ticketId !== null && change.ticketIds.includes(ticketId));
        if (isTouched) followed.model.refresh();
      }),
    [console, followed, ticketId],
  );
  return useSyncExternalStore(followed.model.subscribe, followed.model.get);
}

type Followed = { readonly ticketId: string | null; readonly model: ReadModel<TicketDetail | null | undefined> };

function follow({ db }: OpenConsole, ticketId: string | null): Followed {
  const model = new ReadModel<TicketDetail | null | undefined>(ticketId === null ? null : undefined, async () =>
    ticketId === null ? null : readTicketDetail(db, ticketId),
  );
  if (ticketId !== null) model.refresh();
  return { ticketId, model };
}

/** Reads a ticket and its parts from one state of the database; null when it is not there. */
export async function readTicketDetail(db: ConsoleDb, ticketId: string): Promise<TicketDetail | null> {
  const [record, bundle] = await db.transaction('r', [db.tickets, db.bundles], () =>
    Promise.all([db.tickets.get(ticketId), db.bundles.get(ticketId)]),
  );
  if (record === undefined) return null;
  const parts = bundle?.parts ?? [];
  const rows = <Row>(wanted: string): Row[] => parts.flatMap(({ kind, row }) => (kind === wanted ? [row as Row] : []));
  return {
    ticket: record.row,
    messages: rows<Message>('message').toSorted((a, b) => a.writtenAtMs - b.writtenAtMs || byId(a, b)),
    attempts: rows<Attempt>('attempt').toSorted((a, b) => a.atMs - b.atMs || byId(a, b)),
    handovers: rows<Handover>('handover').toSorted((a, b) => a.atMs - b.atMs || byId(a, b)),
    events: rows<TicketEvent>('event').toSorted((a, b) => a.atMs - b.atMs || byId(a, b)),
  };
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}
