import { isNextFor } from '../../shared/domain/next-to-take.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import type { User } from '../../shared/domain/workspace.ts';
import { isBefore } from '../../shared/sync/ordered-window.ts';
import type { TicketRecord } from '../../shared/sync/storage.ts';
import { signedInConsole } from './current-console.ts';
import { between } from './ticket-range.ts';

/** The open tickets that a person of this machine has, most urgent first. */
export async function openTicketsOf(userId: string): Promise<readonly Ticket[]> {
  const { db } = signedInConsole();
  return (await between(db, '[holder+lane+order]', userId, 0).toArray()).map(({ row }) => row);
}

/**
 * The most urgent ticket that a person may take as their next, as this machine knows: the first in SLA order over all of
 * their queues; null when there is none. Reads each queue only as far as its first.
 */
export async function nextToTake(me: User): Promise<Ticket | null> {
  const { db } = signedInConsole();
  const firsts = await Promise.all(
    me.queueIds.map((queueId) =>
      between(db, '[queue+lane+order]', queueId, 0)
        .filter(({ row }) => isNextFor(me, row))
        .first(),
    ),
  );
  const found = firsts.filter((record) => record !== undefined);
  return (
    found.reduce<TicketRecord | null>((best, one) => (best === null || isBefore(one, best) ? one : best), null)?.row ??
    null
  );
}
