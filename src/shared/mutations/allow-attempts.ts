import { z } from 'zod';
import { seesEverything } from '../access/access.ts';
import { allowedUpTo } from '../attempts/attempt-standing.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Tier } from '../domain/tier.ts';
import { LIMIT_KINDS, standingOf } from './attempt-limits.ts';
import { ticketArgs, ticketMutation } from './ticket-mutation.ts';

/** So many at once: whoever needs more than this needs another tier. */
export const MOST_ALLOWED_AT_ONCE = 10;

/**
 * Lets a ticket's tier try so many times more, whatever its policy says, with the reason; both stay in the history.
 * Refused as `forbidden` for all but supervisors, administrators and programs.
 */
export const allowAttempts = ticketMutation({
  name: 'ticket.allowAttempts',
  args: z.object({
    ...ticketArgs,
    more: z.int().min(1).max(MOST_ALLOWED_AT_ONCE),
    reason: z.string().trim().min(3).max(500),
  }),
  whole: LIMIT_KINDS,
  rule(on, { more, reason }) {
    const { ticket, context, done } = on;
    if (!seesEverything(context.actor)) {
      return { code: 'forbidden', message: 'only a supervisor allows more attempts' };
    }
    const { tier } = ticket;
    const upTo = allowedUpTo(ticket, standingOf(on), more);
    return done({ ...ticket, attemptsAllowed: withCount(ticket, tier, upTo) }, 'attempts_allowed', {
      tier,
      more,
      upTo,
      reason,
    });
  },
});

function withCount({ attemptsAllowed: [n1, n2, n3] = [0, 0, 0] }: Ticket, tier: Tier, upTo: number): Counts {
  return [tier === 1 ? upTo : n1, tier === 2 ? upTo : n2, tier === 3 ? upTo : n3];
}

type Counts = Ticket['attemptCounts'];
