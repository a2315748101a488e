import { z } from 'zod';
import { hasEnded, pauseClassOf, workingStatusSchema } from '../domain/status.ts';
import { statusConflict, withStatus } from './steps.ts';
import { ticketArgs, ticketMutation } from './ticket-mutation.ts';

/**
 * Sets a ticket at work, or waiting. A status that pauses clocks needs a reason. Refused as `conflict.status`
 * when the ticket has ended or is in that status already.
 */
export const setStatus = ticketMutation({
  name: 'ticket.setStatus',
  args: z.object({
    ...ticketArgs,
    status: workingStatusSchema,
    reason: z.string().trim().max(500),
    followUpAtMs: z.int().nullable(),
  }),
  mayHaveEnded: true,
  rule({ ticket, atMs, done }, { status, reason, followUpAtMs }) {
    // Programs too: what has ended is reopened first.
    if (hasEnded(ticket.status)) return statusConflict(ticket, 'the ticket has ended: reopen it first');
    if (ticket.status === status) return statusConflict(ticket, 'the ticket is in that status already');
    if (pauseClassOf(status) !== null && reason === '') {
      return { code: 'validation', message: 'a pause needs a reason', details: { path: 'reason' } };
    }
    const data = { from: ticket.status, to: status, reason, followUpAtMs };
    return done({ ...withStatus(ticket, status, atMs), followUpAtMs }, 'status_set', data);
  },
});
