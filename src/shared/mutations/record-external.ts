import { z } from 'zod';
import { sourceSchema } from '../domain/parts.ts';
import { defineMutation } from './mutation.ts';
import { eventAtMs, record, workableTicket } from './steps.ts';

/** Keeps an event of another system in a ticket's history and changes nothing else. For programs of the system only. */
export const recordExternal = defineMutation({
  name: 'ticket.recordExternal',
  args: z.object({ ticketId: z.uuid(), source: sourceSchema }),
  needs: ({ ticketId }) => ({ tickets: [ticketId] }),
  rule(rows, args, context) {
    const found = workableTicket(rows, args, context);
    if (!found.ok) return found.error;
    const atMs = eventAtMs(found.value, context);
    record(rows, found.value, { kind: 'external', source: args.source }, atMs, context);
    return null;
  },
});
