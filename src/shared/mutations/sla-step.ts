import { z } from 'zod';
import { ticketMutation } from './ticket-mutation.ts';

/**
 * A step of one of a ticket's clocks came: a warning step of its policy (`percent` of the target used, or
 * `beforeMs` before its deadline), or the breach (both null). Run by the backend itself, and refused as `forbidden` for people.
 *
 * It goes into the history and changes no fact: `updatedAtMs` above all, which bounds the instants of what agents did
 * offline before they could know of it (docs/sla.md, rule 7).
 */
export const slaStep = ticketMutation({
  name: 'ticket.slaStep',
  args: z.object({
    ticketId: z.uuid(),
    clock: z.string().regex(/^[a-z][A-Za-z]{0,39}$/),
    tier: z.int().min(1).max(9).nullable(),
    percent: z.int().min(1).max(100).nullable(),
    beforeMs: z.int().positive().nullable(),
    dueAtMs: z.int(),
    deadlineAtMs: z.int(),
    lateMs: z.int().nonnegative(),
  }),
  leavesParent: true,
  rule({ rows, ticket, atMs, context }, { ticketId, percent, beforeMs, ...data }) {
    if (context.actor.role !== 'system') {
      return { code: 'forbidden', message: 'the backend itself says which steps of a clock came' };
    }
    rows.putTicket(ticket);
    rows.putPart('event', {
      id: context.newId(),
      ticketId,
      kind: percent === null && beforeMs === null ? 'sla_breached' : 'sla_warned',
      actorId: null,
      atMs,
      receivedAtMs: context.receivedAtMs,
      data: { ...data, ...(percent === null ? {} : { percent }), ...(beforeMs === null ? {} : { beforeMs }) },
      source: null,
    });
    return null;
  },
});
