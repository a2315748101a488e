import { z } from 'zod';
import { defineMutation } from './mutation.ts';
import { refuseTaken, takeOwnership } from './ownership.ts';
import { eventAtMs, record, refuseEnded, ticketArgs, workableTicket } from './steps.ts';

/**
 * Takes a ticket that was handed over: the hand-over is accepted and the accept clock of the tier ends. Refused
 * as `conflict.claimed` when a colleague was first, `conflict.handover_settled` when no hand-over waits.
 */
export const acceptHandover = defineMutation({
  name: 'ticket.accept',
  args: z.object({ ...ticketArgs, handoverId: z.uuid() }),
  needs: ({ ticketId, handoverId }) => ({
    tickets: [ticketId],
    parts: [{ kind: 'handover', ticketId, id: handoverId }],
  }),
  rule(rows, { handoverId, ...rest }, context) {
    const found = workableTicket(rows, rest, context);
    if (!found.ok) return found.error;
    const ticket = found.value;
    const refusal = refuseEnded(ticket, context) ?? refuseTaken(rows, ticket);
    if (refusal !== null) return refusal;
    if (ticket.pendingHandoverId !== handoverId) {
      return { code: 'conflict.handover_settled', message: `hand-over ${handoverId} no longer waits` };
    }
    const atMs = eventAtMs(ticket, context);
    const taken = takeOwnership(rows, ticket, atMs, context);
    record(rows, taken, { kind: 'accepted', data: { handoverId }, source: rest.source }, atMs, context);
    return null;
  },
});
