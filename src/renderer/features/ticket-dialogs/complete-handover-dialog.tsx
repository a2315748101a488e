import { type ReactElement, useState } from 'react';
import { type Answers, answerTo, problemOf, rawAnswer } from '../../../shared/domain/form-answers.ts';
import type { FormField } from '../../../shared/domain/form.ts';
import type { Form } from '../../../shared/domain/form.ts';
import { stillUnanswered } from '../../../shared/domain/handover.ts';
import { perform } from '../../commands/perform.ts';
import { problemText, questionHint, questionLook } from '../../lib/form-question.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { AnswerField } from '../../ui/answer-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogFoot } from './dialog-foot.tsx';
import type { TicketDialogProps } from './ticket-dialog.ts';
import styles from './dialogs.module.css';

const NOTHING_KNOWN = { attempts: '', customer: '' };

/** Asks what the newest form asks and the one that was filled in did not; what is answered is added. */
export function CompleteHandoverDialog({ detail, workspace, onClose }: TicketDialogProps): ReactElement {
  const say = useText();
  const language = useLanguage();
  const { ticket, handovers, attachments } = detail;
  const handover = handovers.findLast((each) => stillUnanswered(each).length > 0);
  const form = workspace.formRows.get(handover?.formId ?? '');
  const fields = handover === undefined ? [] : stillUnanswered(handover).map((key) => questionOf(form, key));
  const [answers, setAnswers] = useState<Answers>({});
  const [isChecked, setChecked] = useState(false);
  const setting = { say, language, files: attachments };
  const files = new Set(attachments.map(({ id }) => id));
  const given = fields.filter(({ key }) => answerTo(answers, key) !== '');
  const wrong = new Map(fields.map((field) => [field.key, problemOf(field, answerTo(answers, field.key), files)]));
  // Some can be answered now and others later; of those that are, each fits its question.
  const isReady = given.length > 0 && given.every(({ key }) => wrong.get(key) === null);
  const submit = async (): Promise<void> => {
    setChecked(true);
    if (!isReady || handover === undefined || handover.formId === null) return;
    const args = {
      ticketId: ticket.id,
      handoverId: handover.id,
      formId: handover.formId,
      answers: Object.fromEntries(given.map(({ key }) => [key, answerTo(answers, key)])),
    };
    if (await perform('ticket.completeHandover', args, workspace, 'toast.completed')) onClose();
  };
  return (
    <Dialog
      title={say('complete.title', { number: ticketNumber(ticket, say) })}
      closeLabel={say('common.close')}
      onClose={onClose}
      onSubmit={submit}
      footer={<DialogFoot submit={say('complete.submit')} onCancel={onClose} />}
    >
      <p className={styles['subject']}>{ticket.subject}</p>
      <p className={styles['hint']}>{say('complete.hint')}</p>
      {fields.map((field) => {
        const code = wrong.get(field.key) ?? null;
        const isTold = isChecked && (code !== 'required' || given.length === 0);
        return (
          <AnswerField
            key={field.key}
            {...questionLook(field, setting)}
            hint={questionHint(field, NOTHING_KNOWN, setting)}
            value={rawAnswer(answers, field.key)}
            onChange={(value) => setAnswers((now) => ({ ...now, [field.key]: value }))}
            error={code === null || !isTold ? undefined : problemText(field, code, answers, say)}
          />
        );
      })}
    </Dialog>
  );
}

/** A question of the form of now; of one that a later version dropped, its key is all that is known. */
function questionOf(form: Form | undefined, key: string): FormField {
  const label = { pt: key, en: key };
  const known = form?.fields.find((field) => field.key === key);
  return { ...(known ?? { key, label, help: null, isLong: true }), isRequired: true };
}
