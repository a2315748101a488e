import { z } from 'zod';
import { hasEnded } from '../domain/status.ts';
import { defineMutation } from './mutation.ts';
import { eventAtMs, record, statusConflict, ticketArgs, withEnd, withReopening, workableTicket } from './steps.ts';

/** Resolves a ticket with a code and a summary of what solved it. Refused as `conflict.status` when it has ended. */
export const resolveTicket = defineMutation({
  name: 'ticket.resolve',
  args: z.object({
    ...ticketArgs,
    code: z.enum(['solved', 'first_contact', 'workaround', 'no_fault', 'not_reproducible', 'by_customer']),
    summary: z.string().trim().min(3).max(4_000),
  }),
  needs: ({ ticketId }) => ({ tickets: [ticketId] }),
  rule(rows, { code, summary, ...rest }, context) {
    const found = workableTicket(rows, rest, context);
    if (!found.ok) return found.error;
    const ticket = found.value;
    if (hasEnded(ticket.status)) return statusConflict(ticket, 'the ticket has ended already');
    const atMs = eventAtMs(ticket, context);
    const resolved = { ...withEnd(ticket, 'resolved', atMs), resolution: { code, summary } };
    record(rows, resolved, { kind: 'resolved', data: { code }, source: rest.source }, atMs, context);
    return null;
  },
});

/** Closes a resolved ticket. Refused as `conflict.status` when it is not resolved. */
export const closeTicket = defineMutation({
  name: 'ticket.close',
  args: z.object(ticketArgs),
  needs: ({ ticketId }) => ({ tickets: [ticketId] }),
  rule(rows, args, context) {
    const found = workableTicket(rows, args, context);
    if (!found.ok) return found.error;
    const ticket = found.value;
    if (ticket.status !== 'resolved') return statusConflict(ticket, 'only a resolved ticket is closed');
    const atMs = eventAtMs(ticket, context);
    record(rows, withEnd(ticket, 'closed', atMs), { kind: 'closed', source: args.source }, atMs, context);
    return null;
  },
});

/** Cancels a ticket that needs no work, with the reason. Refused as `conflict.status` when it has ended. */
export const cancelTicket = defineMutation({
  name: 'ticket.cancel',
  args: z.object({ ...ticketArgs, reason: z.string().trim().min(3).max(500) }),
  needs: ({ ticketId }) => ({ tickets: [ticketId] }),
  rule(rows, { reason, ...rest }, context) {
    const found = workableTicket(rows, rest, context);
    if (!found.ok) return found.error;
    const ticket = found.value;
    if (hasEnded(ticket.status)) return statusConflict(ticket, 'the ticket has ended already');
    const atMs = eventAtMs(ticket, context);
    const cancelled = withEnd(ticket, 'cancelled', atMs);
    record(rows, cancelled, { kind: 'cancelled', data: { reason }, source: rest.source }, atMs, context);
    return null;
  },
});

/** Opens an ended ticket again, with the reason. Refused as `conflict.status` when it has not ended. */
export const reopenTicket = defineMutation({
  name: 'ticket.reopen',
  args: z.object({ ...ticketArgs, reason: z.string().trim().min(3).max(500) }),
  needs: ({ ticketId }) => ({ tickets: [ticketId] }),
  rule(rows, { reason, ...rest }, context) {
    const found = workableTicket(rows, rest, context);
    if (!found.ok) return found.error;
    const ticket = found.value;
    if (!hasEnded(ticket.status)) return statusConflict(ticket, 'the ticket has not ended');
    const atMs = eventAtMs(ticket, context);
    const reopened = withReopening(ticket, atMs);
    record(rows, reopened, { kind: 'reopened', data: { reason }, source: rest.source }, atMs, context);
    return null;
  },
});
