import { z } from 'zod';
import { defineMutation } from './mutation.ts';
import { refuseTaken, takeOwnership } from './ownership.ts';
import { eventAtMs, record, refuseEnded, ticketArgs, workableTicket } from './steps.ts';

/**
 * Takes a ticket that nobody has. The first to reach the backend wins; the other is refused as
 * `conflict.claimed` with who has it and since when.
 */
export const claimTicket = defineMutation({
  name: 'ticket.claim',
  args: z.object(ticketArgs),
  needs: ({ ticketId }) => ({ tickets: [ticketId] }),
  rule(rows, args, context) {
    const found = workableTicket(rows, args, context);
    if (!found.ok) return found.error;
    const ticket = found.value;
    const refusal = refuseEnded(ticket, context) ?? refuseTaken(rows, ticket);
    if (refusal !== null) return refusal;
    const atMs = eventAtMs(ticket, context);
    const kind = ticket.pendingHandoverId === null ? 'claimed' : 'accepted';
    record(rows, takeOwnership(rows, ticket, atMs, context), { kind, source: args.source }, atMs, context);
    return null;
  },
});
