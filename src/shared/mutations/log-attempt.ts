import { z } from 'zod';
import { attemptOutcomeSchema } from '../domain/parts.ts';
import type { Ticket } from '../domain/ticket.ts';
import { LIMIT_KINDS, refuseBeyondLimit, standingOf } from './attempt-limits.ts';
import { ticketArgs, ticketMutation } from './ticket-mutation.ts';

const MINUTES_A_DAY = 24 * 60;

/**
 * Logs what was tried at the ticket's tier and what came of it; the tier's counter goes up by one. Refused as
 * `limit.attempts` when the tier has made as many as its policy allows, or has had the ticket for as long, whatever came
 * of it (product rule 3); programs bring in what was, and are not refused.
 */
export const logAttempt = ticketMutation({
  name: 'ticket.logAttempt',
  args: z.object({
    ...ticketArgs,
    attemptId: z.uuid(),
    what: z.string().trim().min(3).max(300),
    outcome: attemptOutcomeSchema,
    minutes: z.int().min(0).max(MINUTES_A_DAY),
    note: z.string().trim().max(4_000),
  }),
  adds: ({ attemptId }) => ({ kind: 'attempt', id: attemptId }),
  whole: LIMIT_KINDS,
  rule(on, { attemptId, what, outcome, minutes, note }) {
    const { rows, ticket, atMs, context, done } = on;
    const beyond = context.actor.role === 'system' ? null : refuseBeyondLimit(standingOf(on));
    if (beyond !== null) return beyond;
    const authorId = context.actor.id;
    const { id: ticketId, tier } = ticket;
    rows.putPart('attempt', { id: attemptId, ticketId, tier, what, outcome, minutes, note, authorId, atMs });
    return done({ ...ticket, attemptCounts: countOne(ticket) }, 'attempted', { attemptId, outcome });
  },
});

function countOne({ attemptCounts: [n1, n2, n3], tier }: Ticket): Ticket['attemptCounts'] {
  return [n1 + Number(tier === 1), n2 + Number(tier === 2), n3 + Number(tier === 3)];
}
