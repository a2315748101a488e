import { type ReactElement, useState } from 'react';
import type { Form, FormField } from '../../../shared/domain/workspace.ts';
import { perform } from '../../commands/perform.ts';
import { escalationForms } from '../../commands/why-not.ts';
import type { TicketDetail } from '../../db/ticket-detail.ts';
import { newId } from '../../lib/new-id.ts';
import { queueLabel } from '../../lib/queue-label.ts';
import { type Say, useLanguage, useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { DialogFoot } from './dialog-foot.tsx';
import { heldChoice, heldText, useDialogDraft, useHeld } from './replaced.ts';
import type { TicketDialogProps } from './ticket-dialog.ts';
import styles from './dialogs.module.css';

/** The field that is filled in from the logged attempts, by what forms call it. */
const ESCALATE = 'ticket.escalate';
const TRIED_KEYS: ReadonlySet<string> = new Set(['tried', 'attempts', 'tentativas']);

/** Hands the ticket up: to which queue, and the form of that transition, with what was tried filled in. */
export function EscalateDialog({ detail, workspace, onClose }: TicketDialogProps): ReactElement {
  const say = useText();
  const language = useLanguage();
  const { ticket } = detail;
  const forms = escalationForms(ticket, workspace);
  const queues = workspace.queues.filter(
    ({ tier, isActive }) => isActive && forms.some((form) => form.toTier === tier),
  );
  const held = useHeld(ESCALATE);
  const queueIds = queues.map(({ id }) => id);
  const [queueId, setQueueId] = useState<string | null>(heldChoice(held['toQueueId'], queueIds, queueIds[0] ?? null));
  const target = queues.find(({ id }) => id === queueId);
  const form = newest(forms.filter(({ toTier }) => toTier === target?.tier));
  const [answers, answer, forget] = useAnswers(detail, form, held['answers'], say);
  const [isChecked, setChecked] = useState(false);

  const isMissing = (field: FormField): boolean => field.isRequired && (answers[field.key] ?? '').trim() === '';
  const submit = async (): Promise<void> => {
    setChecked(true);
    if (form === undefined || target === undefined || form.fields.some(isMissing)) return;
    const args = {
      ticketId: ticket.id,
      handoverId: newId(),
      fromTier: ticket.tier,
      toQueueId: target.id,
      formId: form.id,
      formVersion: form.version,
      answers: Object.fromEntries(form.fields.map(({ key }) => [key, (answers[key] ?? '').trim()])),
    };
    if (!(await perform(ESCALATE, args, workspace, 'toast.escalated'))) return;
    forget();
    onClose();
  };
  const text = language === 'pt-BR' ? 'pt' : 'en';
  const leftover = leftoverOf(held['answers'], form);
  return (
    <Dialog
      title={say('escalate.title', { number: ticketNumber(ticket, say) })}
      closeLabel={say('common.close')}
      width="lg"
      onClose={onClose}
      onSubmit={submit}
      footer={<DialogFoot submit={say('escalate.submit')} onCancel={onClose} />}
    >
      <p className={styles['subject']}>{ticket.subject}</p>
      <Select
        label={say('escalate.target')}
        value={queueId}
        onChange={setQueueId}
        placeholder={say('common.choose')}
        options={queues.map((queue) => ({ id: queue.id, label: queueLabel(queue) }))}
      />
      {form === undefined ? null : <p className={styles['hint']}>{say('escalate.form', { name: form.name[text] })}</p>}
      {form?.fields.map((field) => {
        const isPrefilled = TRIED_KEYS.has(field.key) && detail.attempts.length > 0;
        const Field = field.isLong ? TextArea : TextField;
        return (
          <Field
            key={field.key}
            label={field.label[text]}
            mark={say(field.isRequired ? 'common.required' : 'common.optional')}
            hint={field.help?.[text] ?? (isPrefilled ? say('escalate.prefilled') : undefined)}
            maxLength={10_000}
            value={answers[field.key] ?? ''}
            onChange={(value) => answer(field.key, value)}
            error={isChecked && isMissing(field) ? say('dialog.invalid') : undefined}
          />
        );
      })}
      {leftover === '' ? null : (
        <div>
          <p className={styles['hint']}>{say('attention.leftover')}</p>
          <blockquote className={styles['leftover']}>{leftover}</blockquote>
        </div>
      )}
    </Dialog>
  );
}

function newest(forms: readonly Form[]): Form | undefined {
  return forms.toSorted((a, b) => b.version - a.version)[0];
}

/** What a refused escalation had answered to questions that the form of now does not ask. */
function leftoverOf(held: unknown, form: Form | undefined): string {
  if (typeof held !== 'object' || held === null || form === undefined) return '';
  const asked = new Set(form.fields.map(({ key }) => key));
  return Object.entries(held)
    .flatMap(([key, value]) => (asked.has(key) ? [] : [heldText(value)]))
    .filter((value) => value.trim() !== '')
    .join('\n\n');
}

type Answers = Readonly<Record<string, string>>;

/** The answers as they are written, one draft for the ticket; what was tried starts with the logged attempts. */
function useAnswers(
  { ticket, attempts }: TicketDetail,
  form: Form | undefined,
  held: unknown,
  say: Say,
): readonly [Answers, (key: string, value: string) => void, () => void] {
  const [draft, setDraft] = useDialogDraft(
    `escalate:${ticket.id}`,
    ESCALATE,
    held === undefined || held === null ? '' : JSON.stringify(held),
  );
  const written = parseAnswers(draft);
  const tried = attempts
    .map(({ what, minutes, outcome }) =>
      say('escalate.attemptLine', { what, minutes, outcome: say(`outcome.${outcome}`) }),
    )
    .join('\n');
  const triedKey = form?.fields.find(({ key }) => TRIED_KEYS.has(key))?.key;
  const answers = { ...(triedKey === undefined ? {} : { [triedKey]: tried }), ...written };
  return [answers, (key, value) => setDraft(JSON.stringify({ ...written, [key]: value })), () => setDraft('')];
}

function parseAnswers(draft: string): Answers {
  if (draft === '') return {};
  const parsed: unknown = JSON.parse(draft);
  if (typeof parsed !== 'object' || parsed === null) return {};
  return Object.fromEntries(Object.entries(parsed).map(([key, value]) => [key, String(value)]));
}
