import { z } from 'zod';
import { seesEverything } from '../access/access.ts';
import { isOnShift } from '../access/on-shift.ts';
import { moveToQueue, settlePending } from './ownership.ts';
import { withCurrentStay } from './steps.ts';
import { ticketArgs, ticketMutation } from './ticket-mutation.ts';

/**
 * Takes an escalation back that nobody has accepted: the ticket is in the queue it came from again, and with who had
 * escalated it where they are on shift. For who escalated it and for supervisors; refused as `forbidden` for others, as
 * `conflict.handover_settled` once it has been accepted or returned, and as `conflict.no_way` when that queue is retired.
 */
export const withdrawEscalation = ticketMutation({
  name: 'ticket.withdrawEscalation',
  args: z.object({ ...ticketArgs, handoverId: z.uuid() }),
  // Who escalated it may not work the queue where it is now.
  mayAct: ({ isActive }) => isActive,
  rule(on, { handoverId }) {
    const { rows, ticket, atMs, context } = on;
    const { actor } = context;
    const handover = ticket.pendingHandoverId === handoverId ? rows.part('handover', handoverId) : undefined;
    if (handover?.kind !== 'escalation') {
      return seesEverything(actor) || actor.queueIds.includes(ticket.queueId)
        ? { code: 'conflict.handover_settled', message: `escalation ${handoverId} no longer waits` }
        : { code: 'forbidden', message: `${actor.email} does not work the queue that ticket ${ticket.id} is in` };
    }
    if (handover.byId !== actor.id && !seesEverything(actor)) {
      return { code: 'forbidden', message: 'only who escalated or a supervisor takes an escalation back' };
    }
    const queue = rows.workspace('queue', handover.fromQueueId);
    if (queue?.isActive !== true) {
      const details = { reason: 'retired', queueId: handover.fromQueueId };
      return { code: 'conflict.no_way', message: `queue ${handover.fromQueueId} is not in use`, details };
    }
    settlePending(rows, ticket, 'withdrawn', atMs, context);
    const sender = handover.byId === null ? undefined : rows.workspace('user', handover.byId);
    const back = { ...moveToQueue(ticket, queue, handoverId, atMs, { isWithdrawn: true }), pendingHandoverId: null };
    const taken = withCurrentStay(back, (stay) => ({ ...stay, acceptedAtMs: atMs }));
    const next = isOnShift(sender, queue) ? { ...taken, assigneeId: sender.id } : back;
    const data = { handoverId, fromTier: ticket.tier, toTier: queue.tier, toQueueId: queue.id };
    return on.done(next, 'escalation_withdrawn', data);
  },
});
