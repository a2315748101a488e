import { z } from 'zod';
import { isOnShift } from '../access/on-shift.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Queue, User } from '../domain/workspace.ts';
import { handOver, queueOnWay } from './hand-over.ts';
import { ticketArgs, ticketMutation } from './ticket-mutation.ts';

const args = z.object({
  ...ticketArgs,
  handoverId: z.uuid(),
  toQueueId: z.uuid(),
  reason: z.string().trim().min(5).max(2_000),
  missing: z.array(z.string().trim().min(1).max(200)).max(20),
});

/**
 * Gives a ticket back to a lower tier's queue with the reason and what is missing: to the agent who had sent it up from
 * there, where they are on shift, to accept it; else to the queue. Who that is, the backend decides when it has the action.
 * A hand-over that waited is settled as returned. Refused as `queueOnWay` says.
 */
export const returnTicket = ticketMutation({
  name: 'ticket.return',
  args,
  adds: ({ handoverId }) => ({ kind: 'handover', id: handoverId }),
  rule(on, { handoverId, toQueueId, reason, missing }) {
    const { rows, ticket, context } = on;
    const found = queueOnWay(on, toQueueId, 'down');
    if (!found.ok) return found.error;
    const queue = found.value;
    const sender =
      context.actor.role === 'system' ? null : returnsTo(ticket, queue, (id) => rows.workspace('user', id));
    const moved = handOver(on, queue, 'returned', {
      id: handoverId,
      kind: 'return',
      reason,
      missing,
      ...(sender === null ? {} : { toUserId: sender.id }),
    });
    const data = { handoverId, fromTier: ticket.tier, toTier: queue.tier, toQueueId, reason };
    const next = { ...moved, assigneeId: sender?.id ?? null, returnCount: ticket.returnCount + 1 };
    return on.done(next, 'returned', data);
  },
});

/** To whom a ticket returned to a queue goes: who last escalated it from there, while they are on shift; null: to the queue. */
export function returnsTo(
  { stays }: Pick<Ticket, 'stays'>,
  queue: Queue,
  person: (id: string) => User | undefined,
): User | null {
  const { sentById } = stays.findLast((stay) => stay.queueId === queue.id && stay.sentById !== undefined) ?? {};
  const sender = sentById === undefined ? undefined : person(sentById);
  return isOnShift(sender, queue) ? sender : null;
}
