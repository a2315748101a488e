import { z } from 'zod';
import { seesEverything } from '../access/access.ts';
import { answerTo, problemOf } from '../domain/form-answers.ts';
import { idsNamedIn } from '../domain/form-answers.ts';
import { stillUnanswered } from '../domain/handover.ts';
import { answersArg, filesOf } from './escalate.ts';
import { ticketArgs, ticketMutation } from './ticket-mutation.ts';

/**
 * Answers what the newest version of a form asks and the version that an escalation was filled in at did not. Answers are
 * added; none is replaced. For who escalated and for supervisors, else refused as `forbidden`; as `conflict.completed` for
 * a question that is not missing any more, and as `validation` for an answer that does not fit its question.
 */
export const completeHandover = ticketMutation({
  name: 'ticket.completeHandover',
  args: z.object({
    ...ticketArgs,
    handoverId: z.uuid(),
    formId: z.uuid(),
    answers: answersArg.refine((answers) => Object.keys(answers).length > 0, 'nothing is answered'),
  }),
  reads: ({ handoverId, answers }) => [
    { kind: 'handover', id: handoverId },
    ...idsNamedIn(answers).map((id) => ({ kind: 'attachment' as const, id })),
  ],
  workspace: ({ formId }) => [{ kind: 'form', id: formId }],
  // Who escalated it may not work the queue where it is now.
  mayAct: ({ isActive }) => isActive,
  rule(on, { handoverId, formId, answers }) {
    const { rows, ticket, atMs, context } = on;
    const { actor } = context;
    const handover = rows.part('handover', handoverId);
    const isKnown = handover?.ticketId === ticket.id && handover.kind === 'escalation';
    if (!isKnown || (handover.byId !== actor.id && !seesEverything(actor))) {
      return { code: 'forbidden', message: 'only who escalated or a supervisor completes an escalation' };
    }
    const form = rows.workspace('form', formId);
    if (form === undefined || handover.formId !== formId) return { code: 'not_found', message: `no form ${formId}` };
    const missing = new Set(stillUnanswered(handover));
    const files = filesOf(rows, ticket.id, answers);
    for (const key of Object.keys(answers)) {
      if (!missing.has(key)) {
        return { code: 'conflict.completed', message: `"${key}" is not missing`, details: { path: `answers.${key}` } };
      }
      const field = form.fields.find((one) => one.key === key);
      const answer = answerTo(answers, key);
      // What a later version no longer asks can be answered all the same: somebody waits for it.
      const reason =
        field === undefined
          ? answer === ''
            ? 'required'
            : null
          : problemOf({ ...field, isRequired: true }, answer, files);
      if (reason !== null) {
        return { code: 'validation', message: `"${key}": ${reason}`, details: { path: `answers.${key}`, reason } };
      }
    }
    const added = [...(handover.added ?? []), { byId: actor.id, atMs, answers }];
    rows.putPart('handover', { ...handover, added });
    return on.done(ticket, 'handover_completed', { handoverId });
  },
});
