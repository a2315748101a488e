import type { TicketDetail } from '../db/ticket-detail.ts';

/** Since when a ticket stands as it does, epoch ms: in its queue, and with who has it (null: with nobody, or not known). */
export type TicketStanding = { readonly inQueueSinceMs: number; readonly heldSinceMs: number | null };

/** Reads from a ticket's stays and history since when it stands as it does. */
export function ticketStanding({ ticket, events }: Pick<TicketDetail, 'ticket' | 'events'>): TicketStanding {
  const { assigneeId, stays, createdAtMs } = ticket;
  const taken = events.findLast(
    ({ kind, actorId }) => (kind === 'claimed' || kind === 'accepted') && actorId === assigneeId,
  );
  return {
    inQueueSinceMs: stays.at(-1)?.enteredAtMs ?? createdAtMs,
    heldSinceMs: assigneeId === null ? null : (taken?.atMs ?? null),
  };
}
