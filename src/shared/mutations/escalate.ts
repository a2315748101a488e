import { z } from 'zod';
import type { Form } from '../domain/workspace.ts';
import { defineMutation, type Refusal } from './mutation.ts';
import { moveToQueue, settlePending } from './ownership.ts';
import { eventAtMs, record, refuseEnded, ticketArgs, workableTicket } from './steps.ts';

const args = z.object({
  ...ticketArgs,
  handoverId: z.uuid(),
  /** The tier the ticket was at when its agent escalated it. */
  fromTier: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  toQueueId: z.uuid(),
  formId: z.uuid().nullable(),
  formVersion: z.int().nullable(),
  answers: z.record(z.string().max(40), z.string().trim().max(10_000)).nullable(),
});

/**
 * Hands a ticket up to another tier's queue, with the form of that transition filled in. Customer clocks go on;
 * the receiving tier accepts or returns it. A hand-over that waited counts as accepted by who escalates. Refused as `conflict.left_tier` when the ticket is no longer at the
 * tier it was escalated from, `validation` when the queue is not of a higher tier or a required answer is
 * missing, `not_found` for an unknown queue or form.
 */
export const escalateTicket = defineMutation({
  name: 'ticket.escalate',
  args,
  needs: ({ ticketId, handoverId, formId }) => ({
    tickets: [ticketId],
    parts: [{ kind: 'handover', ticketId, id: handoverId }],
    workspace: formId === null ? [] : [{ kind: 'form', id: formId }],
  }),
  rule(rows, { handoverId, fromTier, toQueueId, formId, formVersion, answers, ...rest }, context) {
    const moved = leftTier(rows.ticket(rest.ticketId), fromTier);
    if (moved !== null) return moved;
    const found = workableTicket(rows, rest, context);
    if (!found.ok) return found.error;
    const ticket = found.value;
    const ended = refuseEnded(ticket, context);
    if (ended !== null) return ended;
    const queue = rows.workspace('queue', toQueueId);
    if (queue === undefined) return { code: 'not_found', message: `no queue ${toQueueId}` };
    if (queue.tier <= ticket.tier) {
      return { code: 'validation', message: 'an escalation goes to a higher tier', details: { path: 'toQueueId' } };
    }
    if (rows.part('handover', handoverId) !== undefined) {
      return { code: 'conflict.exists', message: `hand-over ${handoverId} is there already` };
    }
    if (context.actor.role !== 'system') {
      const form = formId === null ? undefined : rows.workspace('form', formId);
      if (form === undefined) return { code: 'not_found', message: 'an escalation needs its form' };
      const missing = missingAnswer(form, answers ?? {});
      if (missing !== null) return missing;
    }
    const atMs = eventAtMs(ticket, context);
    // Whoever passes a ticket on has taken it: a hand-over that waited would otherwise wait for ever.
    settlePending(rows, ticket, 'accepted', atMs, context);
    rows.putPart('handover', {
      id: handoverId,
      ticketId: ticket.id,
      kind: 'escalation',
      fromTier: ticket.tier,
      toTier: queue.tier,
      fromQueueId: ticket.queueId,
      toQueueId: queue.id,
      byId: context.actor.id,
      atMs,
      formId,
      formVersion,
      answers,
      reason: null,
      missing: [],
      state: 'pending',
      settledById: null,
      settledAtMs: null,
    });
    const up = moveToQueue(ticket, queue, handoverId, atMs);
    const data = { handoverId, fromTier: ticket.tier, toTier: queue.tier, toQueueId: queue.id };
    const counted = { ...up, escalationCount: ticket.escalationCount + 1 };
    record(rows, counted, { kind: 'escalated', data, source: rest.source }, atMs, context);
    return null;
  },
});

function leftTier(
  ticket: { readonly tier: number; readonly queueId: string } | undefined,
  fromTier: number,
): Refusal | null {
  if (ticket === undefined || ticket.tier === fromTier) return null;
  return {
    code: 'conflict.left_tier',
    message: `the ticket is at N${ticket.tier}, no longer at N${fromTier}`,
    details: { tier: ticket.tier, fromTier },
  };
}

/** Which required field has no answer, as a refusal that names it; null when the form is complete. */
export function missingAnswer(form: Form, answers: Readonly<Record<string, string>>): Refusal | null {
  // Own properties only: a field may be called "constructor".
  const answerTo = (key: string): string => (Object.hasOwn(answers, key) ? (answers[key] ?? '') : '');
  const field = form.fields.find(({ key, isRequired }) => isRequired && answerTo(key).trim() === '');
  if (field === undefined) return null;
  return {
    code: 'validation',
    message: `the form asks for "${field.label.en}"`,
    details: { path: `answers.${field.key}` },
  };
}
