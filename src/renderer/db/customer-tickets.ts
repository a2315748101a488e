import { useEffect, useState } from 'react';
import type { Ticket } from '../../shared/domain/ticket.ts';
import type { TicketRecord } from '../../shared/sync/storage.ts';
import { signedInConsole } from './current-console.ts';
import { ReadModel } from './read-model.ts';

/**
 * The tickets of a customer on this machine: those at work first, most urgent on top, then the ended ones, the last to
 * change on top. null while they are read; none for a ticket without a customer.
 */
export function useCustomerTickets(customerId: string | null): readonly Ticket[] | null {
  const [known, setKnown] = useState<{ readonly of: string | null; readonly tickets: readonly Ticket[] }>(NOBODYS);
  useEffect(() => {
    if (customerId === null) return undefined;
    const { db, feed } = signedInConsole();
    const model = new ReadModel<readonly Ticket[] | null>(null, async () =>
      (await db.tickets.where('row.customerId').equals(customerId).toArray()).toSorted(byUrgency).map(({ row }) => row),
    );
    const leaveModel = model.subscribe(() => setKnown({ of: customerId, tickets: model.get() ?? [] }));
    const leaveFeed = feed.subscribe(({ isReset, ticketIds, tickets }) => {
      const isTheirs = tickets === null || tickets.some(({ row }) => row.customerId === customerId);
      const shown = model.get() ?? [];
      if (isReset || isTheirs || shown.some(({ id }) => ticketIds.includes(id))) model.refresh();
    });
    model.refresh();
    return () => {
      leaveModel();
      leaveFeed();
    };
  }, [customerId]);
  return known.of === customerId ? known.tickets : null;
}

const NOBODYS = { of: null, tickets: [] };

function byUrgency(a: TicketRecord, b: TicketRecord): number {
  if (a.lane !== b.lane) return a.lane - b.lane;
  return a.lane === 0 ? a.order - b.order : b.row.updatedAtMs - a.row.updatedAtMs;
}
