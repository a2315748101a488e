import { z } from 'zod';
import { defineMutation } from './mutation.ts';
import { moveToQueue, settlePending } from './ownership.ts';
import { eventAtMs, record, refuseEnded, ticketArgs, workableTicket } from './steps.ts';

const args = z.object({
  ...ticketArgs,
  handoverId: z.uuid(),
  toQueueId: z.uuid(),
  reason: z.string().trim().min(5).max(2_000),
  missing: z.array(z.string().trim().min(1).max(200)).max(20),
});

/**
 * Gives a ticket back to a lower tier's queue with the reason and what is missing. A hand-over that waited is
 * settled as returned. Refused as `validation` when the queue is not of a lower tier.
 */
export const returnTicket = defineMutation({
  name: 'ticket.return',
  args,
  needs: ({ ticketId, handoverId }) => ({
    tickets: [ticketId],
    parts: [{ kind: 'handover', ticketId, id: handoverId }],
  }),
  rule(rows, { handoverId, toQueueId, reason, missing, ...rest }, context) {
    const found = workableTicket(rows, rest, context);
    if (!found.ok) return found.error;
    const ticket = found.value;
    const ended = refuseEnded(ticket, context);
    if (ended !== null) return ended;
    const queue = rows.workspace('queue', toQueueId);
    if (queue === undefined) return { code: 'not_found', message: `no queue ${toQueueId}` };
    if (queue.tier >= ticket.tier) {
      return { code: 'validation', message: 'a return goes to a lower tier', details: { path: 'toQueueId' } };
    }
    if (rows.part('handover', handoverId) !== undefined) {
      return { code: 'conflict.exists', message: `hand-over ${handoverId} is there already` };
    }
    const atMs = eventAtMs(ticket, context);
    settlePending(rows, ticket, 'returned', atMs, context);
    rows.putPart('handover', {
      id: handoverId,
      ticketId: ticket.id,
      kind: 'return',
      fromTier: ticket.tier,
      toTier: queue.tier,
      fromQueueId: ticket.queueId,
      toQueueId: queue.id,
      byId: context.actor.id,
      atMs,
      formId: null,
      formVersion: null,
      answers: null,
      reason,
      missing,
      state: 'pending',
      settledById: null,
      settledAtMs: null,
    });
    const back = moveToQueue(ticket, queue, handoverId, atMs);
    const data = { handoverId, fromTier: ticket.tier, toTier: queue.tier, toQueueId: queue.id, reason };
    const counted = { ...back, returnCount: ticket.returnCount + 1 };
    record(rows, counted, { kind: 'returned', data, source: rest.source }, atMs, context);
    return null;
  },
});
