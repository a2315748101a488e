import { z } from 'zod';
import { refuseTaken, takeOwnership } from './ownership.ts';
import { ticketArgs, ticketMutation } from './ticket-mutation.ts';

/**
 * Takes a ticket that was handed over: the hand-over is accepted and the accept clock of the tier ends. Refused
 * as `conflict.claimed` when a colleague was first, `conflict.handover_settled` when no hand-over waits.
 */
export const acceptHandover = ticketMutation({
  name: 'ticket.accept',
  args: z.object({ ...ticketArgs, handoverId: z.uuid() }),
  rule({ rows, ticket, atMs, context, done }, { handoverId }) {
    const taken = refuseTaken(rows, ticket, context);
    if (taken !== null) return taken;
    if (ticket.pendingHandoverId !== handoverId) {
      return { code: 'conflict.handover_settled', message: `hand-over ${handoverId} no longer waits` };
    }
    return done(takeOwnership(rows, ticket, atMs, context), 'accepted', { handoverId });
  },
});
