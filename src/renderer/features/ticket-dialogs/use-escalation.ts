import { useState } from 'react';
import {
  type Answers,
  answerTo,
  checkAnswers,
  prefilledAnswers,
  visibleFields,
} from '../../../shared/domain/form-answers.ts';
import type { Form, FormField } from '../../../shared/domain/form.ts';
import type { Queue } from '../../../shared/domain/workspace.ts';
import { performWhole } from '../../commands/perform.ts';
import { escalationForm, escalationQueues } from '../../commands/why-not.ts';
import { knownOf, problemText, type QuestionSetting } from '../../lib/form-question.ts';
import { newId } from '../../lib/new-id.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { heldChoice, heldText, useDialogDraft, useHeld } from './replaced.ts';
import type { TicketDialogProps } from './ticket-dialog.ts';
import { fileKeys, type FormFiles, useFormFiles, withFiles, withFilesOnly } from './use-form-files.ts';

const ESCALATE = 'ticket.escalate';

const OPEN_SUBTICKET = 'ticket.openSubticket';

export const ESCALATION_HOWS = ['transfer', 'subticket'] as const;
type EscalationHow = (typeof ESCALATION_HOWS)[number];

/** An escalation that is being written. */
export type Escalation = {
  readonly queues: readonly Queue[];
  readonly target: Queue | undefined;
  readonly aimAt: (queueId: string) => void;
  /** Whether the ticket goes, or stays and a subticket is opened for what is asked. */
  readonly how: EscalationHow;
  readonly choose: (how: EscalationHow) => void;
  /** The form of the transition; undefined when there is none. */
  readonly form: Form | undefined;
  /** The questions that are asked, given the answers. */
  readonly fields: readonly FormField[];
  readonly answers: Answers;
  readonly answer: (key: string, value: string) => void;
  /** What is wrong with an answer, once it has been tried to send it. */
  readonly errorOf: (field: FormField) => string | undefined;
  readonly known: ReturnType<typeof knownOf>;
  readonly setting: QuestionSetting;
  readonly files: FormFiles;
  /** A file that was added here was taken out. */
  readonly forgetFile: (id: string) => void;
  /** What a refused escalation had answered to questions that the form of now does not ask. */
  readonly leftover: string;
  readonly submit: () => Promise<void>;
};

/** What is being written to hand a ticket up, and how it is sent. What was typed is a draft until it is. */
export function useEscalation({ detail, workspace, onClose }: TicketDialogProps): Escalation {
  const say = useText();
  const language = useLanguage();
  const { ticket } = detail;
  const held = useHeld(ESCALATE);
  const queues = escalationQueues(ticket, workspace);
  const queueIds = queues.map(({ id }) => id);
  const [queueId, aimAt] = useState<string | null>(heldChoice(held['toQueueId'], queueIds, queueIds[0] ?? null));
  const target = queues.find(({ id }) => id === queueId);
  const form = target === undefined ? undefined : escalationForm(ticket, target.tier, workspace);
  const known = knownOf(detail, say);
  const { written, write, forget } = useWritten(ticket.id, held['answers']);
  const asked = form?.fields ?? [];
  const askedFiles = fileKeys(asked);
  const files = useFormFiles('escalate', ticket.id, detail.attachments, (ids, key) =>
    write(withFiles(written, askedFiles, { ids, key })),
  );
  // Without one that was taken out elsewhere, or whose sending was taken back and that is not where it was written yet.
  const said = { ...prefilledAnswers(asked, known), ...written };
  const answers = withFilesOnly(said, askedFiles, (id) => files.ids.has(id));
  const fields = visibleFields(asked, answers);
  const [isChecked, setChecked] = useState(false);
  const [how, choose] = useState<EscalationHow>('transfer');
  const problems = checkAnswers(asked, answers, files.ids);
  return {
    queues,
    target,
    aimAt,
    how,
    choose,
    form,
    fields,
    answers,
    answer: (key, value) => write({ ...written, [key]: value }),
    errorOf(field) {
      const problem = problems.find(({ key }) => key === field.key);
      // What is far too long is said at once: it was pasted, and nobody waits to be told.
      const isTold = isChecked || problem?.code === 'tooLong';
      return problem === undefined || !isTold ? undefined : problemText(field, problem.code, answers, say);
    },
    known,
    setting: { say, language, files: files.choices },
    files,
    forgetFile: (id) => write(withFilesOnly(written, askedFiles, (one) => one !== id)),
    leftover: leftoverOf(held['answers'], form),
    async submit() {
      setChecked(true);
      if (form === undefined || target === undefined || problems.length > 0 || files.added.isAdding) return;
      const args = {
        ticketId: ticket.id,
        handoverId: newId(),
        toQueueId: target.id,
        formId: form.id,
        formVersion: form.version,
        answers: Object.fromEntries(fields.map(({ key }) => [key, answerTo(answers, key)])),
      };
      const { subject, priority, tier: fromTier } = ticket;
      const part = { subticketId: newId(), subject, priority, asked: null };
      const [action, done] =
        how === 'transfer'
          ? ([{ name: ESCALATE, args: { ...args, fromTier } }, 'toast.escalated'] as const)
          : ([{ name: OPEN_SUBTICKET, args: { ...args, ...part } }, 'toast.subticketOpened'] as const);
      if (!(await performWhole([...files.note, action], workspace, done))) return;
      forget();
      // With the notice that it is done: the next key is not for the form any more.
      onClose();
      await files.settle();
    },
  };
}

type Written = {
  readonly written: Answers;
  readonly write: (answers: Answers) => void;
  readonly forget: () => void;
};

/** The answers as they are written, one draft for the ticket. */
function useWritten(ticketId: string, held: unknown): Written {
  const begun = held === undefined || held === null ? '' : JSON.stringify(held);
  const [draft, setDraft] = useDialogDraft(`escalate:${ticketId}`, ESCALATE, begun);
  return {
    written: parseAnswers(draft),
    write: (answers) => setDraft(JSON.stringify(answers)),
    forget: () => setDraft(''),
  };
}

function parseAnswers(draft: string): Answers {
  if (draft === '') return {};
  const parsed: unknown = JSON.parse(draft);
  if (typeof parsed !== 'object' || parsed === null) return {};
  return Object.fromEntries(Object.entries(parsed).map(([key, value]) => [key, String(value)]));
}

function leftoverOf(held: unknown, form: Form | undefined): string {
  if (typeof held !== 'object' || held === null || form === undefined) return '';
  const asked = new Set(form.fields.map(({ key }) => key));
  return Object.entries(held)
    .flatMap(([key, value]) => (asked.has(key) ? [] : [heldText(value)]))
    .filter((value) => value.trim() !== '')
    .join('\n\n');
}
