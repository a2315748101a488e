import { z } from 'zod';
import { canSeeQueue, seesEverything } from '../access/access.ts';
import { giveTo, refuseTaken } from './ownership.ts';
import { ticketArgs, ticketMutation } from './ticket-mutation.ts';

/**
 * Gives a ticket to a person who works its queue: by its holder, or by a supervisor whoever has it. A hand-over that
 * waited counts as accepted. Refused as `conflict.claimed` when it is another agent's, `forbidden` when it is nobody's and
 * the actor is no supervisor, `not_found` for an unknown person, `conflict.not_member` for one who does not work the
 * queue or has left, and `validation` when they have it already.
 */
export const assignTicket = ticketMutation({
  name: 'ticket.assign',
  args: z.object({ ...ticketArgs, toId: z.uuid() }),
  rule({ rows, ticket, atMs, context, done }, { toId }) {
    const { actor } = context;
    if (!seesEverything(actor) && ticket.assigneeId !== actor.id) {
      return (
        refuseTaken(rows, ticket, context) ?? {
          code: 'forbidden',
          message: 'only its holder or a supervisor assigns a ticket',
        }
      );
    }
    const person = rows.workspace('user', toId);
    if (person === undefined) return { code: 'not_found', message: `no person ${toId}` };
    if (person.role === 'system' || !canSeeQueue(person, ticket.queueId)) {
      const details = { name: person.name, queueId: ticket.queueId };
      return { code: 'conflict.not_member', message: `${person.email} does not work this queue`, details };
    }
    if (ticket.assigneeId === toId) {
      return { code: 'validation', message: `${person.email} has this ticket already`, details: { path: 'toId' } };
    }
    return done(giveTo(toId, rows, ticket, atMs, context), 'assigned', { fromId: ticket.assigneeId, toId });
  },
});
