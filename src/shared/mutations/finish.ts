import { z } from 'zod';
import type { TicketEvent } from '../domain/parts.ts';
import { resolutionCodeSchema } from '../domain/resolution.ts';
import { hasEnded } from '../domain/status.ts';
import { endedPromiseData } from './ended-promise.ts';
import { refuseOpenSubtickets } from './open-subticket.ts';
import { statusConflict, withEnd, withReopening } from './steps.ts';
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
  mayHaveEnded: true,
  rule(on, { code, summary, overOpenSubtickets: over }) {
    const { ticket, atMs, done } = on;
    if (hasEnded(ticket.status)) return statusConflict(ticket, 'the ticket has ended already');
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
  mayHaveEnded: true,
  rule({ ticket, atMs, done }) {
    if (ticket.status !== 'resolved') return statusConflict(ticket, 'only a resolved ticket is closed');
    return done(withEnd(ticket, 'closed', atMs), 'closed');
  },
});

/** Cancels a ticket that needs no work, with the reason. Refused as `conflict.status` when it has ended. */
export const cancelTicket = ticketMutation({
  name: 'ticket.cancel',
  args: z.object({ ...reasonArgs, overOpenSubtickets }),
  mayHaveEnded: true,
  rule(on, { reason, overOpenSubtickets: over }) {
    const { ticket, atMs, done } = on;
    if (hasEnded(ticket.status)) return statusConflict(ticket, 'the ticket has ended already');
    const open = refuseOpenVendorCases(on) ?? refuseOpenSubtickets(on, over);
    if (open !== null) return open;
    return done(withEnd(ticket, 'cancelled', atMs), 'cancelled', {
      reason,
      ...endedPromiseData(ticket, atMs),
      ...overData(over),
    });
  },
});

/** Opens an ended ticket again, with the reason. Refused as `conflict.status` when it has not ended. */
export const reopenTicket = ticketMutation({
  name: 'ticket.reopen',
  args: z.object(reasonArgs),
  mayHaveEnded: true,
  rule({ ticket, atMs, done }, { reason }) {
    if (!hasEnded(ticket.status)) return statusConflict(ticket, 'the ticket has not ended');
    return done(withReopening(ticket, atMs), 'reopened', { reason });
  },
});

function overData(over: string | undefined): TicketEvent['data'] {
  return over === undefined ? {} : { overOpenSubtickets: over };
}
