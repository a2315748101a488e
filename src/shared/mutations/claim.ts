import { z } from 'zod';
import { refuseTaken, takeOwnership } from './ownership.ts';
import { ticketArgs, ticketMutation } from './ticket-mutation.ts';

/**
 * Takes a ticket that nobody has. The first to reach the backend wins; the other is refused as
 * `conflict.claimed` with who has it and since when.
 */
export const claimTicket = ticketMutation({
  name: 'ticket.claim',
  args: z.object(ticketArgs),
  rule({ rows, ticket, atMs, context, done }) {
    const taken = refuseTaken(rows, ticket, context);
    if (taken !== null) return taken;
    const kind = ticket.pendingHandoverId === null ? 'claimed' : 'accepted';
    return done(takeOwnership(rows, ticket, atMs, context), kind);
  },
});
