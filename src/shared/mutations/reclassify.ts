import { z } from 'zod';
import { moveToQueue, settlePending } from './ownership.ts';
import { ROUTING_KINDS, takenBy } from './routed.ts';
import { ticketArgs, ticketMutation } from './ticket-mutation.ts';

const args = z.object({
  ...ticketArgs,
  categoryId: z.uuid().nullable(),
  /** Has the routing rules say where the ticket belongs now. */
  isRouted: z.boolean(),
  /** The ticket's customer and their first message, whose company, plan and words rules ask for; left out, they are not asked. */
  customerId: z.uuid().nullable().optional(),
  messageId: z.uuid().nullable().optional(),
});

/**
 * Gives a ticket another category; the last to reach the backend wins. With `isRouted` the rules that the workspace has
 * are asked anew: where they lead to another queue the ticket moves there, of whatever tier and whoever sees it, with a
 * stay of its own and nobody, and its priority stays what it was judged to be. Its clocks keep what has elapsed where the
 * new category comes under another policy (docs/sla.md, rule 6). Refused as `not_found` for an unknown
 * category, `validation` when nothing would change, `conflict.status` when the ticket has ended.
 */
export const reclassifyTicket = ticketMutation({
  name: 'ticket.reclassify',
  args,
  reads: ({ messageId = null }) => (messageId === null ? [] : [{ kind: 'message', id: messageId }]),
  whole: ROUTING_KINDS,
  workspace: ({ customerId = null }) => (customerId === null ? [] : [{ kind: 'customer', id: customerId }]),
  rule(on, { categoryId, isRouted, messageId = null }) {
    const { rows, ticket, atMs, context, done } = on;
    if (categoryId !== null && rows.workspace('category', categoryId) === undefined) {
      return { code: 'not_found', message: `no category ${categoryId}` };
    }
    const from = ticket.categoryId;
    const isOther = categoryId !== from;
    const categoryChanges = isOther ? [...(ticket.categoryChanges ?? []), { atMs, from }] : ticket.categoryChanges;
    const classified = { ...ticket, categoryId, ...(categoryChanges === undefined ? {} : { categoryChanges }) };
    const first = messageId === null ? undefined : rows.part('message', messageId);
    const said = first?.ticketId === ticket.id && first.kind === 'customer' ? first.body : null;
    const taken = isRouted ? takenBy(rows, classified, said) : null;
    const isMoved = taken !== null && taken.queue.id !== ticket.queueId;
    if (!isMoved && !isOther) {
      const message = 'the ticket has that category already, and stays where it is';
      return { code: 'validation', message, details: { path: 'categoryId' } };
    }
    const data = { from, to: categoryId };
    if (!isMoved) return done(classified, 'reclassified', data);
    settlePending(rows, ticket, 'accepted', atMs, context);
    const { rule, queue } = taken;
    return done(moveToQueue(classified, queue, null, atMs), 'reclassified', {
      ...data,
      ruleId: rule.id,
      rule: rule.name,
      fromTier: ticket.tier,
      toTier: queue.tier,
      toQueueId: queue.id,
    });
  },
});
