import { z } from 'zod';
import {
  type Answers,
  checkAnswers,
  idsNamedIn,
  keptAnswers,
  MAX_ANSWER,
  unansweredKeys,
} from '../domain/form-answers.ts';
import { type Form, formVersion } from '../domain/form.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { handOver, queueOnWay } from './hand-over.ts';
import type { Refusal, Rows } from './mutation.ts';
import { ticketArgs, ticketMutation } from './ticket-mutation.ts';

/** Answers of a form, by the key of their question (how each is written down: domain/form-answers.ts). */
export const answersArg = z.record(z.string().max(40), z.string().trim().max(MAX_ANSWER));

const args = z.object({
  ...ticketArgs,
  handoverId: z.uuid(),
  /** The tier the ticket was at when its agent escalated it. */
  fromTier: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  toQueueId: z.uuid(),
  formId: z.uuid().nullable(),
  formVersion: z.int().nullable(),
  answers: answersArg.nullable(),
});

/**
 * Hands a ticket up to another tier's queue, with the form of that transition filled in. Customer clocks go on;
 * the receiving tier accepts or returns it. A hand-over that waited counts as accepted by who escalates. A form that was
 * filled in at an older version is checked against that one, and what the newest requires beyond it is marked as missing.
 * Answers to questions that were not asked are not kept. Refused as `conflict.left_tier` when the ticket is no longer at the
 * tier it was escalated from, as `queueOnWay` says, as `validation` with the question in `path` when an answer is missing
 * or does not fit it, `not_found` for an unknown form.
 */
export const escalateTicket = ticketMutation({
  name: 'ticket.escalate',
  args,
  adds: ({ handoverId }) => ({ kind: 'handover', id: handoverId }),
  reads: ({ answers }) => idsNamedIn(answers ?? {}).map((id) => ({ kind: 'attachment', id })),
  workspace: ({ formId }) => (formId === null ? [] : [{ kind: 'form', id: formId }]),
  first: (ticket, { fromTier }) => leftTier(ticket, fromTier),
  rule(on, { handoverId, toQueueId, formId, formVersion: version, answers }) {
    const { rows, ticket, context } = on;
    const found = queueOnWay(on, toQueueId, 'up');
    if (!found.ok) return found.error;
    const queue = found.value;
    let filled: FilledForm = { answers, unanswered: [] };
    if (context.actor.role !== 'system') {
      const form = formId === null ? undefined : rows.workspace('form', formId);
      if (form === undefined) return { code: 'not_found', message: 'an escalation needs its form' };
      const checked = fileAnswers(form, version, answers ?? {}, filesOf(rows, ticket.id, answers ?? {}));
      if (!checked.ok) return checked.error;
      filled = checked.value;
    }
    // Whoever passes a ticket on has taken it: a hand-over that waited would otherwise wait for ever.
    const moved = handOver(on, queue, 'accepted', {
      id: handoverId,
      kind: 'escalation',
      formId,
      formVersion: version,
      answers: filled.answers,
      ...(filled.unanswered.length === 0 ? {} : { unanswered: [...filled.unanswered] }),
    });
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

type FilledForm = { readonly answers: Record<string, string> | null; readonly unanswered: readonly string[] };

/** The files of a ticket among those that answers may name. */
export function filesOf(rows: Rows, ticketId: string, answers: Answers): ReadonlySet<string> {
  return new Set(idsNamedIn(answers).filter((id) => rows.part('attachment', id)?.ticketId === ticketId));
}

/**
 * A form filled in at one of its versions (null: the newest), as it is kept. An older version that is kept no longer is not
 * checked, for nobody knows what it asked: all that the newest requires and that it does not answer is marked as missing.
 */
export function fileAnswers(
  form: Form,
  version: number | null,
  answers: Answers,
  files: ReadonlySet<string>,
): Result<FilledForm, Refusal> {
  const isOlder = version !== null && version > 0 && version < form.version;
  const asked = isOlder ? formVersion(form, version) : form;
  const problem = asked === null ? undefined : checkAnswers(asked.fields, answers, files)[0];
  if (asked !== null && problem !== undefined) {
    const { key, code } = problem;
    const label = asked.fields.find((field) => field.key === key)?.label.en ?? key;
    return err({
      code: 'validation',
      message: code === 'required' ? `the form asks for "${label}"` : `the answer to "${label}" does not fit: ${code}`,
      details: { path: `answers.${key}`, reason: code },
    });
  }
  return ok({
    answers: asked === null ? { ...answers } : keptAnswers(asked.fields, answers),
    unanswered: isOlder ? unansweredKeys(form.fields, answers) : [],
  });
}
