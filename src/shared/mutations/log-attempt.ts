import { z } from 'zod';
import { attemptOutcomeSchema } from '../domain/parts.ts';
import { defineMutation } from './mutation.ts';
import { eventAtMs, record, refuseEnded, ticketArgs, workableTicket } from './steps.ts';

const args = z.object({
  ...ticketArgs,
  attemptId: z.uuid(),
  what: z.string().trim().min(3).max(300),
  outcome: attemptOutcomeSchema,
  minutes: z
    .int()
    .min(0)
    .max(24 * 60),
  note: z.string().trim().max(4_000),
});

/** Logs what was tried at the ticket's tier and what came of it; the tier's counter goes up by one. */
export const logAttempt = defineMutation({
  name: 'ticket.logAttempt',
  args,
  needs: ({ ticketId, attemptId }) => ({
    tickets: [ticketId],
    parts: [{ kind: 'attempt', ticketId, id: attemptId }],
  }),
  rule(rows, { attemptId, what, outcome, minutes, note, ...rest }, context) {
    const found = workableTicket(rows, rest, context);
    if (!found.ok) return found.error;
    const ticket = found.value;
    const ended = refuseEnded(ticket, context);
    if (ended !== null) return ended;
    if (rows.part('attempt', attemptId) !== undefined) {
      return { code: 'conflict.exists', message: `attempt ${attemptId} is there already` };
    }
    const atMs = eventAtMs(ticket, context);
    const [n1, n2, n3] = ticket.attemptCounts;
    const { tier } = ticket;
    rows.putPart('attempt', {
      id: attemptId,
      ticketId: ticket.id,
      tier,
      what,
      outcome,
      minutes,
      note,
      authorId: context.actor.id,
      atMs,
    });
    const counted = {
      ...ticket,
      attemptCounts: [n1 + Number(tier === 1), n2 + Number(tier === 2), n3 + Number(tier === 3)] as [
        number,
        number,
        number,
      ],
    };
    record(rows, counted, { kind: 'attempted', data: { attemptId, outcome }, source: rest.source }, atMs, context);
    return null;
  },
});
