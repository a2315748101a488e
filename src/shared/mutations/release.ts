import { z } from 'zod';
import { seesEverything } from '../access/access.ts';
import { defineMutation } from './mutation.ts';
import { eventAtMs, record, refuseEnded, statusConflict, ticketArgs, withStatus, workableTicket } from './steps.ts';

/** Puts a ticket back into its queue, with nobody. Refused as `forbidden` when it is another agent's. */
export const releaseTicket = defineMutation({
  name: 'ticket.release',
  args: z.object(ticketArgs),
  needs: ({ ticketId }) => ({ tickets: [ticketId] }),
  rule(rows, args, context) {
    const found = workableTicket(rows, args, context);
    if (!found.ok) return found.error;
    const ticket = found.value;
    const refusal = refuseEnded(ticket, context);
    if (refusal !== null) return refusal;
    if (ticket.assigneeId === null) return statusConflict(ticket, 'nobody has this ticket');
    if (ticket.assigneeId !== context.actor.id && !seesEverything(context.actor)) {
      return { code: 'forbidden', message: 'only its holder or a supervisor releases a ticket' };
    }
    const atMs = eventAtMs(ticket, context);
    const released = { ...withStatus(ticket, 'open', atMs), assigneeId: null };
    record(rows, released, { kind: 'released', source: args.source }, atMs, context);
    return null;
  },
});
