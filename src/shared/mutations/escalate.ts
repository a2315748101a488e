import { z } from 'zod';
import type { Form } from '../domain/workspace.ts';
import { handOver } from './hand-over.ts';
import type { Refusal } from './mutation.ts';
import { ticketArgs, ticketMutation } from './ticket-mutation.ts';

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
 * the receiving tier accepts or returns it. A hand-over that waited counts as accepted by who escalates. Refused as
 * `conflict.left_tier` when the ticket is no longer at the
 * tier it was escalated from, `validation` when the queue is not of a higher tier or a required answer is
 * missing, `not_found` for an unknown queue or form.
 */
export const escalateTicket = ticketMutation({
  name: 'ticket.escalate',
  args,
  adds: ({ handoverId }) => ({ kind: 'handover', id: handoverId }),
  workspace: ({ formId }) => (formId === null ? [] : [{ kind: 'form', id: formId }]),
  first: (ticket, { fromTier }) => leftTier(ticket, fromTier),
  rule(on, { handoverId, toQueueId, formId, formVersion, answers }) {
    const { rows, ticket, context } = on;
    const queue = rows.workspace('queue', toQueueId);
    if (queue === undefined) return { code: 'not_found', message: `no queue ${toQueueId}` };
    if (queue.tier <= ticket.tier) {
      return { code: 'validation', message: 'an escalation goes to a higher tier', details: { path: 'toQueueId' } };
    }
    if (context.actor.role !== 'system') {
      const form = formId === null ? undefined : rows.workspace('form', formId);
      if (form === undefined) return { code: 'not_found', message: 'an escalation needs its form' };
      const missing = missingAnswer(form, answers ?? {});
      if (missing !== null) return missing;
    }
    // Whoever passes a ticket on has taken it: a hand-over that waited would otherwise wait for ever.
    const moved = handOver(on, queue, 'accepted', { id: handoverId, kind: 'escalation', formId, formVersion, answers });
    const data = { handoverId, fromTier: ticket.tier, toTier: queue.tier, toQueueId };
    return on.done({ ...moved, escalationCount: ticket.escalationCount + 1 }, 'escalated', data);
  },
});

function leftTier(ticket: { readonly tier: number }, fromTier: number): Refusal | null {
  if (ticket.tier === fromTier) return null;
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
