import { z } from 'zod';
import { canSeeQueue } from '../access/access.ts';
import { sourceSchema } from '../domain/parts.ts';
import { type Priority, prioritySchema } from '../domain/priority.ts';
import { channelSchema } from '../domain/ticket.ts';
import { judged, priorityOf, saidTriageSchema, type Triage } from '../domain/triage.ts';
import { defineMutation } from './mutation.ts';
import { newTicketIn } from './new-ticket.ts';
import { ROUTING_KINDS, takenBy } from './routed.ts';
import { eventAtMs, record } from './steps.ts';

const args = z.object({
  ticketId: z.uuid(),
  subject: z.string().trim().min(3).max(200),
  /** Where it goes; with `isRouted`, where it goes when no rule takes it. */
  queueId: z.uuid(),
  /** Leaves queue and priority to the routing rules. Left out, as older consoles do, nothing is routed. */
  isRouted: z.boolean().optional(),
  priority: prioritySchema,
  /** How it was judged; left out, as older consoles and programs do, nobody has. */
  triage: saidTriageSchema.optional(),
  channel: channelSchema,
  customerId: z.uuid().nullable(),
  categoryId: z.uuid().nullable(),
  message: z.object({ id: z.uuid(), body: z.string().trim().min(1).max(20_000) }).nullable(),
  externalRef: z.string().max(200).optional(),
  source: sourceSchema.optional(),
});

/**
 * Registers a ticket in a queue, with what the customer said as its first message. Its number is given by the
 * backend. With `isRouted` the rules that the workspace has decide on its queue, be it one that the actor does not see,
 * and on its priority; the backend's own rules have the last word. Refused as `validation` where the priority is another than its triage
 * gives and no reason says why. Refused as `not_found` for an unknown queue, customer or category, `forbidden` for a queue outside
 * the actor's view, `conflict.exists` when the ticket's id or its external reference is taken.
 */
export const createTicket = defineMutation({
  name: 'ticket.create',
  args,
  needs: ({ ticketId, message, customerId, categoryId, externalRef, isRouted }) => ({
    tickets: [ticketId],
    externalRefs: externalRef === undefined ? [] : [externalRef],
    whole: isRouted === true ? ROUTING_KINDS : [],
    parts: message === null ? [] : [{ kind: 'message', ticketId, id: message.id }],
    workspace: [
      ...(customerId === null ? [] : [{ kind: 'customer', id: customerId } as const]),
      ...(categoryId === null ? [] : [{ kind: 'category', id: categoryId } as const]),
    ],
  }),
  rule(rows, { ticketId, message, source, isRouted = false, triage, ...said }, context) {
    if (triage !== undefined && triage.overrideReason === null && isOverridden(said.priority, triage)) {
      const why = 'a priority other than impact and urgency give needs a reason';
      return { code: 'validation', message: why, details: { path: 'triage.overrideReason' } };
    }
    const saidQueue = rows.workspace('queue', said.queueId);
    if (saidQueue === undefined) return { code: 'not_found', message: `no queue ${said.queueId}` };
    if (!canSeeQueue(context.actor, saidQueue.id)) {
      return { code: 'forbidden', message: `${context.actor.email} does not work queue ${saidQueue.name}` };
    }
    const taken = isRouted ? takenBy(rows, said, message?.body ?? null) : null;
    const queue = taken?.queue ?? saidQueue;
    const input = { ...said, queueId: queue.id, priority: taken?.rule.priority ?? said.priority };
    if (source !== undefined && context.actor.role !== 'system') {
      return { code: 'forbidden', message: 'only a program of the system names a source' };
    }
    if (input.customerId !== null && rows.workspace('customer', input.customerId) === undefined) {
      return { code: 'not_found', message: `no customer ${input.customerId}` };
    }
    if (input.categoryId !== null && rows.workspace('category', input.categoryId) === undefined) {
      return { code: 'not_found', message: `no category ${input.categoryId}` };
    }
    if (rows.ticket(ticketId) !== undefined || (message !== null && rows.part('message', message.id) !== undefined)) {
      return { code: 'conflict.exists', message: `ticket ${ticketId} or its message is there already` };
    }
    const atMs = eventAtMs(null, context);
    if (message !== null) {
      rows.putPart('message', {
        id: message.id,
        ticketId,
        kind: 'customer',
        authorId: null,
        authorName: null,
        body: message.body,
        channel: input.channel,
        writtenAtMs: atMs,
        sentAtMs: context.receivedAtMs,
      });
    }
    record(
      rows,
      {
        ...newTicketIn(queue, atMs),
        ...input,
        id: ticketId,
        ...(triage === undefined
          ? {}
          : { triage: judged(triage.impact, triage.urgency, said.priority, triage.overrideReason) }),
        externalRef: input.externalRef ?? null,
        number: context.ticketNumber(),
        ...(message === null
          ? {}
          : { lastMessageId: message.id, lastMessageFrom: 'customer' as const, lastCustomerMessageAtMs: atMs }),
      },
      {
        kind: 'created',
        data: {
          channel: input.channel,
          queueId: queue.id,
          priority: input.priority,
          ...(taken === null ? {} : { ruleId: taken.rule.id, rule: taken.rule.name }),
        },
        source,
      },
      atMs,
      context,
    );
    return null;
  },
});

function isOverridden(priority: Priority, { impact, urgency }: Triage): boolean {
  return priority !== priorityOf(impact, urgency);
}
