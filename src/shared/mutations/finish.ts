import { z } from 'zod';
import { seesEverything } from '../access/access.ts';
import { resolutionCodeSchema } from '../domain/resolution.ts';
import { confirmationEndMs } from '../follow-up/next-follow-up.ts';
import { endedPromiseData } from './ended-promise.ts';
import { withEnd, withReopening } from './steps.ts';
import { ticketArgs, ticketMutation } from './ticket-mutation.ts';

const reasonArgs = { ...ticketArgs, reason: z.string().trim().min(3).max(500) };

/** Resolves a ticket with a code and a summary of what solved it. Refused as `conflict.status` when it has ended. */
export const resolveTicket = ticketMutation({
  name: 'ticket.resolve',
  args: z.object({
    ...ticketArgs,
    code: resolutionCodeSchema,
    summary: z.string().trim().min(3).max(4_000),
  }),
  rule({ ticket, atMs, done }, { code, summary }) {
    return done({ ...withEnd(ticket, 'resolved', atMs), resolution: { code, summary } }, 'resolved', {
      code,
      ...endedPromiseData(ticket, atMs),
    });
  },
});

/** Closes a resolved ticket. Refused as `conflict.status` when it is not resolved. */
export const closeTicket = ticketMutation({
  name: 'ticket.close',
  args: z.object(ticketArgs),
  rule: ({ ticket, atMs, done }) => done(withEnd(ticket, 'closed', atMs), 'closed'),
});

/** Cancels a ticket that needs no work, with the reason. Refused as `conflict.status` when it has ended. */
export const cancelTicket = ticketMutation({
  name: 'ticket.cancel',
  args: z.object(reasonArgs),
  rule: ({ ticket, atMs, done }, { reason }) =>
    done(withEnd(ticket, 'cancelled', atMs), 'cancelled', { reason, ...endedPromiseData(ticket, atMs) }),
});

/**
 * Opens an ended ticket again, with the reason. Refused as `conflict.status` when it has not ended, and as
 * `conflict.window_over` for an agent when the wait for the customer's word is over: a supervisor may at any time.
 */
export const reopenTicket = ticketMutation({
  name: 'ticket.reopen',
  args: z.object(reasonArgs),
  whole: ['followUpRule'],
  rule({ rows, ticket, atMs, context, done }, { reason }) {
    const untilMs = confirmationEndMs(ticket, rows.all('followUpRule'));
    if (untilMs !== null && atMs > untilMs && !seesEverything(context.actor)) {
      const message = 'the wait for the word of the customer is over: a supervisor reopens';
      return { code: 'conflict.window_over', message, details: { untilMs } };
    }
    return done(withReopening(ticket, atMs), 'reopened', { reason });
  },
});
