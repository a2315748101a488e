import { z } from 'zod';
import { idsNamedIn } from '../domain/form-answers.ts';
import { prioritySchema } from '../domain/priority.ts';
import { MAX_OPEN_SUBTICKETS, MAX_SUBTICKET_DEPTH } from '../domain/subticket.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Queue } from '../domain/workspace.ts';
import { answersArg, fileAnswers, filesOf } from './escalate.ts';
import { newHandover } from './hand-over.ts';
import type { Refusal } from './mutation.ts';
import { newTicketIn } from './new-ticket.ts';
import { record } from './steps.ts';
import { type OnTicket, ticketArgs, ticketMutation } from './ticket-mutation.ts';

const args = z.object({
  ...ticketArgs,
  subticketId: z.uuid(),
  handoverId: z.uuid(),
  toQueueId: z.uuid(),
  subject: z.string().trim().min(3).max(200),
  priority: prioritySchema,
  /** What is asked of the other queue; null where a form says it. */
  asked: z.string().trim().min(3).max(10_000).nullable(),
  formId: z.uuid().nullable(),
  formVersion: z.int().nullable(),
  answers: answersArg.nullable(),
});

/**
 * Opens a ticket in another queue for a part of the work, while this one stays where it is, with its owner, who answers to
 * the customer. It waits there to be accepted, with what is asked as its first content; it has the clocks of its tier and
 * none of the customer's. The actor need not see that queue. A subticket is new and under a ticket that was there, so they
 * form no circle.
 *
 * Refused as `conflict.exists` when the id of the subticket is taken, `not_found` for an unknown queue or form, `validation`
 * when it would be in the same queue, nothing is asked or the form is not answered, and `limit` below the third level and
 * beyond twenty that are open.
 */
export const openSubticket = ticketMutation({
  name: 'ticket.openSubticket',
  args,
  makes: ({ subticketId }) => [subticketId],
  adds: ({ handoverId, subticketId }) => [
    { kind: 'handover', id: handoverId, ticketId: subticketId },
    { kind: 'subticket', id: subticketId },
  ],
  reads: ({ answers }) => idsNamedIn(answers ?? {}).map((id) => ({ kind: 'attachment', id })),
  workspace: ({ formId }) => (formId === null ? [] : [{ kind: 'form', id: formId }]),
  rule(on, said) {
    const { rows, ticket, context, done } = on;
    const { subticketId, handoverId, toQueueId } = said;
    if (rows.ticket(subticketId) !== undefined) {
      return { code: 'conflict.exists', message: `ticket ${subticketId} is there already` };
    }
    const queue = rows.workspace('queue', toQueueId);
    if (queue === undefined) return { code: 'not_found', message: `no queue ${toQueueId}` };
    if (queue.id === ticket.queueId) {
      return { code: 'validation', message: 'a subticket is in another queue', details: { path: 'toQueueId' } };
    }
    const depth = (ticket.parent?.depth ?? 0) + 1;
    if (depth > MAX_SUBTICKET_DEPTH || (ticket.openSubtickets ?? []).length >= MAX_OPEN_SUBTICKETS) {
      return { code: 'limit', message: 'subtickets are too deep, or too many are open' };
    }
    const content = contentOf(on, said);
    if ('code' in content) return content;
    const handover = newHandover(on, queue, { id: handoverId, kind: 'subticket', ...content });
    rows.putPart('handover', { ...handover, ticketId: subticketId });
    const child = subticketOf(on, said, queue, depth);
    const data = { channel: child.channel, queueId: queue.id, priority: child.priority, handoverId };
    record(rows, child, { kind: 'created', data }, on.atMs, context);
    // With the line of the subticket, which its creation has put there.
    const told = rows.ticket(ticket.id) ?? ticket;
    return done(told, 'subticket_opened', { subticketId, number: child.number, toQueueId });
  },
});

type Said = z.infer<typeof args>;
type Content = Pick<Parameters<typeof newHandover>[2], 'formId' | 'formVersion' | 'answers' | 'reason' | 'unanswered'>;

function contentOf({ rows, ticket }: OnTicket, { asked, formId, formVersion, answers }: Said): Content | Refusal {
  if (formId === null) {
    if (asked !== null) return { reason: asked };
    return { code: 'validation', message: 'nothing is asked', details: { path: 'asked' } };
  }
  const form = rows.workspace('form', formId);
  if (form === undefined) return { code: 'not_found', message: `no form ${formId}` };
  const filled = fileAnswers(form, formVersion, answers ?? {}, filesOf(rows, ticket.id, answers ?? {}));
  if (!filled.ok) return filled.error;
  const { unanswered } = filled.value;
  return {
    formId,
    formVersion,
    answers: filled.value.answers,
    reason: asked,
    ...(unanswered.length === 0 ? {} : { unanswered: [...unanswered] }),
  };
}

function subticketOf({ ticket, atMs, context }: OnTicket, said: Said, queue: Queue, depth: number): Ticket {
  const { subticketId, handoverId, subject, priority } = said;
  return {
    ...newTicketIn(queue, atMs),
    id: subticketId,
    number: context.ticketNumber(),
    subject,
    customerId: ticket.customerId,
    channel: ticket.channel,
    categoryId: ticket.categoryId,
    priority,
    pendingHandoverId: handoverId,
    externalRef: null,
    parent: { id: ticket.id, number: ticket.number, depth },
  };
}

/**
 * Refuses to end a ticket over subtickets that are open, without the reason for it: their numbers are named. A program that
 * brings in history records it as it was.
 */
export function refuseOpenSubtickets({ ticket, context }: OnTicket, reason: string | undefined): Refusal | null {
  const open = ticket.openSubtickets ?? [];
  if (open.length === 0 || reason !== undefined || context.actor.role === 'system') return null;
  return {
    code: 'conflict.open_subtickets',
    message: `${open.length} subtickets are open`,
    details: {
      count: open.length,
      numbers: open.map(({ number }) => (number === null ? '…' : String(number))).join(', '),
    },
  };
}
