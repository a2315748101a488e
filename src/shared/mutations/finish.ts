import { z } from 'zod';
import { seesEverything } from '../access/access.ts';
import type { TicketEvent } from '../domain/parts.ts';
import { resolutionCodeSchema } from '../domain/resolution.ts';
import { confirmationEndMs } from '../follow-up/next-follow-up.ts';
import { endedPromiseData } from './ended-promise.ts';
import { refuseOpenSubtickets } from './open-subticket.ts';
import { withEnd, withReopening } from './steps.ts';
import { ticketArgs, ticketMutation } from './ticket-mutation.ts';
import { refuseOpenVendorCases } from './vendor-case.ts';

/** Why a ticket is ended though subtickets are open; left out, it is refused while there are any. */
const overOpenSubtickets = z.string().trim().min(3).max(500).optional();
const reasonArgs = { ...ticketArgs, reason: z.string().trim().min(3).max(500) };

/**
 * Resolves a ticket with a code and a summary of what solved it. Refused as `conflict.status` when it has ended, and as
 * `conflict.open_vendor_cases` while a vendor owes an answer, and as `conflict.open_subtickets`, with their numbers, while
 * subtickets are open and no reason for ending over them is given.
 */
export const resolveTicket = ticketMutation({
  name: 'ticket.resolve',
  args: z.object({
    ...ticketArgs,
    code: resolutionCodeSchema,
    summary: z.string().trim().min(3).max(4_000),
    overOpenSubtickets,
  }),
  rule(on, { code, summary, overOpenSubtickets: over }) {
    const { ticket, atMs, done } = on;
    const open = refuseOpenVendorCases(on) ?? refuseOpenSubtickets(on, over);
    if (open !== null) return open;
    return done({ ...withEnd(ticket, 'resolved', atMs), resolution: { code, summary } }, 'resolved', {
      code,
      ...endedPromiseData(ticket, atMs),
      ...overData(over),
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
  args: z.object({ ...reasonArgs, overOpenSubtickets }),
  rule(on, { reason, overOpenSubtickets: over }) {
    const { ticket, atMs, done } = on;
    const open = refuseOpenVendorCases(on) ?? refuseOpenSubtickets(on, over);
    if (open !== null) return open;
    return done(withEnd(ticket, 'cancelled', atMs), 'cancelled', {
      reason,
      ...endedPromiseData(ticket, atMs),
      ...overData(over),
    });
  },
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

function overData(over: string | undefined): TicketEvent['data'] {
  return over === undefined ? {} : { overOpenSubtickets: over };
}
