import { z } from 'zod';
import { attemptOutcomeSchema } from '../domain/parts.ts';
import type { Ticket } from '../domain/ticket.ts';
import { type Tier, tierSchema } from '../domain/tier.ts';
import { LIMIT_KINDS, refuseBeyondLimit, standingOf } from './attempt-limits.ts';
import { ticketArgs, ticketMutation } from './ticket-mutation.ts';

const MINUTES_A_DAY = 24 * 60;

/**
 * Logs what was tried at the ticket's tier and what came of it; the tier's counter goes up by one. One that was made before
 * the ticket left for another tier, and comes later, counts at the tier that made it, by its limits then. Refused as
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
    /** The tier that tried, as its author saw the ticket; left out, the one that has it. */
    tier: tierSchema.optional(),
  }),
  adds: ({ attemptId }) => ({ kind: 'attempt', id: attemptId }),
  whole: LIMIT_KINDS,
  rule({ rows, ticket, atMs, context, done }, { attemptId, what, outcome, minutes, note, tier: said }) {
    const past = said === undefined ? -1 : pastStayOf(ticket, said, context.performedAtMs);
    // As it was then: what the tier had used, and for how long it had the ticket.
    const then =
      past === -1 ? ticket : { ...ticket, tier: said ?? ticket.tier, stays: ticket.stays.slice(0, past + 1) };
    const beyond = context.actor.role === 'system' ? null : refuseBeyondLimit(standingOf({ rows, ticket: then, atMs }));
    if (beyond !== null) return beyond;
    const authorId = context.actor.id;
    const { tier } = then;
    const ticketId = ticket.id;
    rows.putPart('attempt', { id: attemptId, ticketId, tier, what, outcome, minutes, note, authorId, atMs });
    const stays = past === -1 ? ticket.stays : countedBefore(ticket.stays, past, tier);
    const next = { ...ticket, stays, attemptCounts: countOne(ticket.attemptCounts, tier) };
    return done(next, 'attempted', { attemptId, outcome });
  },
});

/** Which stay that is over an attempt was made in: the tier had the ticket then. -1 for none, as when clocks differ. */
function pastStayOf({ stays }: Ticket, tier: Tier, madeAtMs: number): number {
  const at = stays.findLastIndex((stay) => stay.tier === tier && stay.enteredAtMs <= madeAtMs);
  const leftAtMs = stays[at]?.leftAtMs ?? null;
  return leftAtMs !== null && madeAtMs < leftAtMs ? at : -1;
}

/** The stays, with those that the tier had later told of one attempt more before them. */
function countedBefore(stays: Ticket['stays'], past: number, tier: Tier): Ticket['stays'] {
  return stays.map((stay, index) =>
    index > past && stay.tier === tier ? { ...stay, attemptsBefore: (stay.attemptsBefore ?? 0) + 1 } : stay,
  );
}

function countOne([n1, n2, n3]: Ticket['attemptCounts'], tier: Tier): Ticket['attemptCounts'] {
  return [n1 + Number(tier === 1), n2 + Number(tier === 2), n3 + Number(tier === 3)];
}
