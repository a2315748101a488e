import { z } from 'zod';
import { pauseClassOf, workingStatusSchema } from '../domain/status.ts';
import { hasEnded } from '../domain/status.ts';
import { defineMutation } from './mutation.ts';
import { eventAtMs, record, statusConflict, ticketArgs, withStatus, workableTicket } from './steps.ts';

const args = z.object({
  ...ticketArgs,
  status: workingStatusSchema,
  reason: z.string().trim().max(500),
  followUpAtMs: z.int().nullable(),
});

/**
 * Sets a ticket at work, or waiting. A status that pauses clocks needs a reason. Refused as `conflict.status`
 * when the ticket has ended or is in that status already.
 */
export const setStatus = defineMutation({
  name: 'ticket.setStatus',
  args,
  needs: ({ ticketId }) => ({ tickets: [ticketId] }),
  rule(rows, { status, reason, followUpAtMs, ...rest }, context) {
    const found = workableTicket(rows, rest, context);
    if (!found.ok) return found.error;
    const ticket = found.value;
    if (hasEnded(ticket.status)) return statusConflict(ticket, 'the ticket has ended: reopen it first');
    if (ticket.status === status) return statusConflict(ticket, 'the ticket is in that status already');
    if (pauseClassOf(status) !== null && reason === '') {
      return { code: 'validation', message: 'a pause needs a reason', details: { path: 'reason' } };
    }
    const atMs = eventAtMs(ticket, context);
    const next = { ...withStatus(ticket, status, atMs), followUpAtMs };
    const data = { from: ticket.status, to: status, reason, followUpAtMs };
    record(rows, next, { kind: 'status_set', data, source: rest.source }, atMs, context);
    return null;
  },
});
