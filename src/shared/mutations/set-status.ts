import { z } from 'zod';
import { settingOf } from '../domain/status-machine.ts';
import { pauseClassOf, workingStatusSchema } from '../domain/status.ts';
import { hasAskedCustomer } from './response.ts';
import { withStatus } from './steps.ts';
import { ticketArgs, ticketMutation } from './ticket-mutation.ts';

/**
 * Sets a ticket at work, or waiting. A status that pauses clocks needs a reason, and a scheduled one a date after the
 * instant it was set at to be taken up again. Refused as `conflict.status`
 * when the ticket has ended or is in that status already, and as `conflict.no_question` when it would wait for a
 * customer who was asked nothing: the last message is theirs, or there is none (docs/sla.md, rule 14). A program that
 * brings in history records it as it was.
 */
export const setStatus = ticketMutation({
  name: 'ticket.setStatus',
  args: z.object({
    ...ticketArgs,
    status: workingStatusSchema,
    reason: z.string().trim().max(500),
    followUpAtMs: z.int().nullable(),
  }),
  does: ({ status }) => settingOf(status),
  rule({ ticket, atMs, context, done }, { status, reason, followUpAtMs }) {
    if (pauseClassOf(status) !== null && reason === '') {
      return { code: 'validation', message: 'a pause needs a reason', details: { path: 'reason' } };
    }
    // By the agent's own instant: what was set offline may arrive after its date, and is taken up again at once then.
    if (status === 'scheduled' && context.actor.role !== 'system' && (followUpAtMs ?? 0) <= context.performedAtMs) {
      return {
        code: 'validation',
        message: 'a scheduled ticket needs a date to come',
        details: { path: 'followUpAtMs' },
      };
    }
    if (status === 'waiting_customer' && context.actor.role !== 'system' && !hasAskedCustomer(ticket)) {
      return { code: 'conflict.no_question', message: 'a wait for the customer needs a question that they were asked' };
    }
    const data = { from: ticket.status, to: status, reason, followUpAtMs };
    return done({ ...withStatus(ticket, status, atMs), followUpAtMs }, 'status_set', data);
  },
});
