import { z } from 'zod';
import { handOver } from './hand-over.ts';
import { ticketArgs, ticketMutation } from './ticket-mutation.ts';

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
export const returnTicket = ticketMutation({
  name: 'ticket.return',
  args,
  adds: ({ handoverId }) => ({ kind: 'handover', id: handoverId }),
  rule(on, { handoverId, toQueueId, reason, missing }) {
    const { rows, ticket } = on;
    const queue = rows.workspace('queue', toQueueId);
    if (queue === undefined) return { code: 'not_found', message: `no queue ${toQueueId}` };
    if (queue.tier >= ticket.tier) {
      return { code: 'validation', message: 'a return goes to a lower tier', details: { path: 'toQueueId' } };
    }
    const moved = handOver(on, queue, 'returned', { id: handoverId, kind: 'return', reason, missing });
    const data = { handoverId, fromTier: ticket.tier, toTier: queue.tier, toQueueId, reason };
    return on.done({ ...moved, returnCount: ticket.returnCount + 1 }, 'returned', data);
  },
});
