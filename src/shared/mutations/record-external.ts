import { z } from 'zod';
import { sourceSchema } from '../domain/parts.ts';
import { ticketMutation } from './ticket-mutation.ts';

/** Keeps an event of another system in a ticket's history and changes nothing else. For programs of the system only. */
export const recordExternal = ticketMutation({
  name: 'ticket.recordExternal',
  args: z.object({ ticketId: z.uuid(), source: sourceSchema }),
  rule: ({ ticket, done }) => done(ticket, 'external'),
});
