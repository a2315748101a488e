import { useEffect, useState } from 'react';
import type { Ticket } from '../../shared/domain/ticket.ts';
import { signedInConsole } from '../db/current-console.ts';
import { ReadModel } from '../db/read-model.ts';
import { subscribeIndex, ticketsOfCustomer } from './search-client.ts';

/** The first of a customer's tickets, and how many there are. */
type CustomerTickets = { readonly tickets: readonly Ticket[]; readonly total: number };

/**
 * The first `limit` tickets of a customer on this machine: those at work, most urgent on top, then the ended ones. From the
 * search, so that the database needs no index of its own for it. null while they are looked for; none without a customer.
 */
export function useCustomerTickets(customerId: string | null, limit: number): CustomerTickets | null {
  const [known, setKnown] = useState<{ readonly of: string | null; readonly found: CustomerTickets }>(NOBODYS);
  useEffect(() => {
    if (customerId === null) return undefined;
    const model = new ReadModel<CustomerTickets | null>(null, async () => {
      try {
        const { hits, total, progress } = await ticketsOfCustomer(customerId, limit);
        return total === 0 && progress !== null ? null : { tickets: hits.map(({ ticket }) => ticket), total };
      } catch {
        // The search says of itself when it has failed, and begins anew with the next question.
        return null;
      }
    });
    const endings = [
      model.subscribe(() => {
        const found = model.get();
        if (found !== null) setKnown({ of: customerId, found });
      }),
      subscribeIndex(() => model.refresh()),
      // What is shown is told at once; the search hears of it a moment later.
      signedInConsole().feed.subscribe(({ tickets }) => {
        const shown = model.get();
        const changed = new Map(tickets?.map(({ id, row }) => [id, row]));
        if (shown === null || !shown.tickets.some(({ id }) => changed.has(id))) return;
        model.set({ ...shown, tickets: shown.tickets.map((ticket) => changed.get(ticket.id) ?? ticket) });
      }),
    ];
    model.refresh();
    return () => {
      for (const end of endings) end();
    };
  }, [customerId, limit]);
  return known.of === customerId ? known.found : null;
}

const NOBODYS = { of: null, found: { tickets: [], total: 0 } };
