import type { Handover } from '../domain/parts.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Queue } from '../domain/workspace.ts';
import { moveToQueue, settlePending } from './ownership.ts';
import type { OnTicket } from './ticket-mutation.ts';

/** What one hand-over says that another does not. */
type HandoverFields = Pick<Handover, 'id' | 'kind'> &
  Partial<Pick<Handover, 'formId' | 'formVersion' | 'answers' | 'reason' | 'missing'>>;

/**
 * Passes the ticket to another tier's queue and writes the hand-over; one that waited is settled as `settlesAs`.
 * Returns the ticket as it is there.
 */
export function handOver(
  { rows, ticket, atMs, context }: OnTicket,
  queue: Queue,
  settlesAs: 'accepted' | 'returned',
  fields: HandoverFields,
): Ticket {
  settlePending(rows, ticket, settlesAs, atMs, context);
  rows.putPart('handover', {
    formId: null,
    formVersion: null,
    answers: null,
    reason: null,
    missing: [],
    ...fields,
    ticketId: ticket.id,
    fromTier: ticket.tier,
    toTier: queue.tier,
    fromQueueId: ticket.queueId,
    toQueueId: queue.id,
    byId: context.actor.id,
    atMs,
    state: 'pending',
    settledById: null,
    settledAtMs: null,
  });
  return moveToQueue(ticket, queue, fields.id, atMs);
}
