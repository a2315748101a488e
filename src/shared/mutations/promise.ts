import { z } from 'zod';
import { type CustomerPromise, LONGEST_PROMISE_MS, standingPromise } from '../domain/promise.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { MutationContext, Refusal, Rows } from './mutation.ts';
import { ticketArgs, ticketMutation } from './ticket-mutation.ts';

/**
 * Writes down what the customer was promised and until when; it takes the place of the promise that its author saw. It
 * counts from when it was said, whatever has come to the ticket since. Refused as `conflict.promise_changed` when another
 * promise stands than the author knew of, which says whose and until when; as `validation` when it was due before it was
 * made or more than a year later.
 */
export const makePromise = ticketMutation({
  name: 'ticket.promise',
  args: z.object({
    ...ticketArgs,
    promiseId: z.uuid(),
    /** The promise that stood when this one was made; null for none. */
    replacesId: z.uuid().nullable(),
    text: z.string().trim().min(3).max(500),
    dueAtMs: z.int(),
  }),
  rule({ rows, ticket, context, done }, { promiseId, replacesId, text, dueAtMs }) {
    const standing = standingPromise(ticket);
    if (standing !== null && standing.id !== replacesId) return promiseChanged(rows, standing);
    const madeAtMs = saidAtMs(ticket, context);
    if (dueAtMs <= madeAtMs || dueAtMs - madeAtMs > LONGEST_PROMISE_MS) {
      return {
        code: 'validation',
        message: 'a promise is due after it is made, within a year',
        details: { path: 'dueAtMs' },
      };
    }
    const promise = { id: promiseId, text, dueAtMs, byId: context.actor.id, madeAtMs, endedAtMs: null };
    const replaced = standing === null ? {} : { replacedDueAtMs: standing.dueAtMs };
    return done({ ...ticket, promise }, 'promised', { promiseId, text, dueAtMs, ...replaced });
  },
});

/**
 * Says that what was promised has been done. Refused as `conflict.promise_changed` when that promise does not stand any
 * more: it was kept, or another took its place.
 */
export const keepPromise = ticketMutation({
  name: 'ticket.keepPromise',
  args: z.object({ ...ticketArgs, promiseId: z.uuid() }),
  rule({ rows, ticket, atMs, done }, { promiseId }) {
    const standing = standingPromise(ticket);
    if (standing?.id !== promiseId) return promiseChanged(rows, standing);
    const { dueAtMs } = standing;
    const data = { promiseId, dueAtMs, isLate: atMs > dueAtMs };
    return done({ ...ticket, promise: { ...standing, endedAtMs: atMs } }, 'promise_kept', data);
  },
});

/** When something was said to the customer: as the agent says, not after it was received. Not bounded by what others did. */
function saidAtMs({ createdAtMs }: Ticket, { performedAtMs, receivedAtMs }: MutationContext): number {
  return Math.max(createdAtMs, Math.min(performedAtMs, receivedAtMs ?? performedAtMs));
}

function promiseChanged(rows: Rows, standing: CustomerPromise | null): Refusal {
  if (standing === null) return { code: 'conflict.promise_changed', message: 'that promise does not stand any more' };
  const { byId, dueAtMs, text } = standing;
  const byName = rows.workspace('user', byId)?.name ?? null;
  return {
    code: 'conflict.promise_changed',
    message: `another promise stands, until ${dueAtMs}`,
    details: { byId, byName, dueAtMs, text },
  };
}
