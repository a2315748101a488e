import { z } from 'zod';
import { prioritySchema } from '../domain/ticket.ts';
import { ticketArgs, ticketMutation } from './ticket-mutation.ts';

/**
 * Gives a ticket another priority, with the reason. Its clocks keep what has elapsed and have the targets of the new one
 * from then on (docs/sla.md, rule 6). Refused as `validation` when it has that priority already.
 */
export const setPriority = ticketMutation({
  name: 'ticket.setPriority',
  args: z.object({ ...ticketArgs, priority: prioritySchema, reason: z.string().trim().min(3).max(500) }),
  rule({ ticket, atMs, done }, { priority, reason }) {
    const from = ticket.priority;
    if (from === priority) {
      return { code: 'validation', message: `the priority is ${from} already`, details: { path: 'priority' } };
    }
    const priorityChanges = [...(ticket.priorityChanges ?? []), { atMs, from }];
    return done({ ...ticket, priority, priorityChanges }, 'priority_set', { from, to: priority, reason });
  },
});
