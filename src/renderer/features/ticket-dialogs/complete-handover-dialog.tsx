import { type ReactElement, useState } from 'react';
import { type Answers, answerTo, problemOf, rawAnswer } from '../../../shared/domain/form-answers.ts';
import { type Form, type FormField, kindOf } from '../../../shared/domain/form.ts';
import { stillUnanswered } from '../../../shared/domain/handover.ts';
import { performWhole } from '../../commands/perform.ts';
import { problemText, questionHint, questionLook } from '../../lib/form-question.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { AnswerField } from '../../ui/answer-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogFoot } from './dialog-foot.tsx';
import { FileQuestion } from './file-question.tsx';
import type { TicketDialogProps } from './ticket-dialog.ts';
import { fileKeys, useFormFiles, withFiles, withFilesOnly } from './use-form-files.ts';
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
  const asking = fileKeys(fields);
  const files = useFormFiles('complete', ticket.id, attachments, (ids, key) =>
    setAnswers((now) => withFiles(now, asking, { ids, key })),
  );
  const forgetFile = (id: string): void => setAnswers((now) => withFilesOnly(now, asking, (one) => one !== id));
  const setting = { say, language, files: files.choices };
  const given = fields.filter(({ key }) => answerTo(answers, key) !== '');
  const wrong = new Map(fields.map((field) => [field.key, problemOf(field, answerTo(answers, field.key), files.ids)]));
  // Some can be answered now and others later; of those that are, each fits its question.
  const isReady = given.length > 0 && given.every(({ key }) => wrong.get(key) === null);
  const submit = async (): Promise<void> => {
    setChecked(true);
    if (!isReady || handover === undefined || handover.formId === null || files.added.isAdding) return;
    const args = {
      ticketId: ticket.id,
      handoverId: handover.id,
      formId: handover.formId,
      answers: Object.fromEntries(given.map(({ key }) => [key, answerTo(answers, key)])),
    };
    const action = { name: 'ticket.completeHandover', args };
    if (!(await performWhole([...files.note, action], workspace, 'toast.completed'))) return;
    onClose();
    await files.settle();
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
        const question = (
          <AnswerField
            key={field.key}
            {...questionLook(field, setting)}
            hint={questionHint(field, NOTHING_KNOWN, setting)}
            value={rawAnswer(answers, field.key)}
            onChange={(value) => setAnswers((now) => ({ ...now, [field.key]: value }))}
            error={code === null || !isTold ? undefined : problemText(field, code, answers, say)}
          />
        );
        if (kindOf(field) !== 'files') return question;
        return (
          <FileQuestion
            key={field.key}
            files={files}
            name={field.key}
            isListed={field.key === asking[0]}
            onRemove={forgetFile}
          >
            {question}
          </FileQuestion>
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
