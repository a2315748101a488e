import { useEffect, useState } from 'react';
import type { Ticket } from '../../shared/domain/ticket.ts';
import { signedInConsole } from './current-console.ts';
import { ReadModel } from './read-model.ts';

const NONE: ReadonlyMap<string, Ticket> = new Map();

/** Some tickets by id, as they are on this machine; those that are not in view are not among them. */
export function useTickets(ids: readonly string[]): ReadonlyMap<string, Ticket> {
  const [tickets, setTickets] = useState(NONE);
  const wanted = [...new Set(ids)].toSorted().join(' ');
  useEffect(() => {
    const { db, feed } = signedInConsole();
    const known = new Set(wanted === '' ? [] : wanted.split(' '));
    const model = new ReadModel(NONE, async () => {
      const records = await db.tickets.bulkGet([...known]);
      return new Map(records.flatMap((record) => (record === undefined ? [] : [[record.id, record.row]])));
    });
    const leaveModel = model.subscribe(() => setTickets(model.get()));
    const leaveFeed = feed.subscribe(({ isReset, ticketIds }) => {
      if (isReset || ticketIds.some((id) => known.has(id))) model.refresh();
    });
    model.refresh();
    return () => {
      leaveModel();
      leaveFeed();
    };
  }, [wanted]);
  return tickets;
}
