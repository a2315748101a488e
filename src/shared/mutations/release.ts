import { z } from 'zod';
import { seesEverything } from '../access/access.ts';
import { statusConflict, withStatus } from './steps.ts';
import { ticketArgs, ticketMutation } from './ticket-mutation.ts';

/** Puts a ticket back into its queue, with nobody. Refused as `forbidden` when it is another agent's. */
export const releaseTicket = ticketMutation({
  name: 'ticket.release',
  args: z.object(ticketArgs),
  rule({ ticket, atMs, context, next, done }) {
    if (ticket.assigneeId === null) return statusConflict(ticket, 'nobody has this ticket');
    if (ticket.assigneeId !== context.actor.id && !seesEverything(context.actor)) {
      return { code: 'forbidden', message: 'only its holder or a supervisor releases a ticket' };
    }
    return done({ ...withStatus(ticket, next, atMs), assigneeId: null }, 'released');
  },
});
