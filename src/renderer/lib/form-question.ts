import type { Attachment } from '../../shared/domain/attachment.ts';
import {
  answerTo,
  type AnswerProblem,
  type Answers,
  entriesOf,
  type Known,
  prefillOf,
} from '../../shared/domain/form-answers.ts';
import { type Bilingual, type FieldKind, type FormField, kindOf } from '../../shared/domain/form.ts';
import type { Attempt, Message } from '../../shared/domain/parts.ts';
import type { Language } from '../stores/settings-store.ts';
import { fullDay } from './format-time.ts';
import type { Say } from './text.ts';

/** What questions are told with: the language, and the files that can be named. */
export type QuestionSetting = {
  readonly say: Say;
  readonly language: Language;
  readonly files: readonly Pick<Attachment, 'id' | 'name'>[];
};

const LOOKS = {
  text: 'text',
  long: 'long',
  choice: 'one',
  checklist: 'several',
  files: 'several',
  number: 'number',
  date: 'date',
} as const satisfies Readonly<Record<FieldKind, string>>;

/** A text of a form, in the language of the console. */
export function inLanguage({ pt, en }: Bilingual, language: Language): string {
  return language === 'en' ? en : pt;
}

/** A question of a form as its field shows it: all but the answer and what to do with it. */
export function questionLook(field: FormField, { say, language, files }: QuestionSetting) {
  const kind = kindOf(field);
  return {
    kind: LOOKS[kind],
    label: inLanguage(field.label, language),
    mark: say(field.isRequired ? 'common.required' : 'common.optional'),
    options:
      kind === 'files'
        ? files.map(({ id, name }) => ({ id, label: name }))
        : (field.options ?? []).map(({ key, label }) => ({ id: key, label: inLanguage(label, language) })),
    placeholder: say('common.choose'),
    nothing: say('answer.noFiles'),
    unit: field.unit,
    decimalMark: language === 'en' ? '.' : ',',
  } as const;
}

/** What is said below a question: its help, or where its answer comes from. */
export function questionHint(field: FormField, known: Known, { say, language }: QuestionSetting): string | undefined {
  const help = field.help === null ? '' : inLanguage(field.help, language);
  if (help !== '') return help;
  const prefill = prefillOf(field);
  if (prefill === null || known[prefill] === '') return undefined;
  return say(prefill === 'attempts' ? 'escalate.prefilled' : 'escalate.prefilledCustomer');
}

/** What is wrong with an answer, in words. */
export function problemText(field: FormField, code: AnswerProblem['code'], answers: Answers, say: Say): string {
  const { min = 0, max = 0 } = field;
  return say(`answer.problem.${code}`, { min, max, count: answerTo(answers, field.key).length });
}

/** What is known of a ticket that questions can begin with. */
export function knownOf(
  { attempts, messages }: { readonly attempts: readonly Attempt[]; readonly messages: readonly Message[] },
  say: Say,
): Known {
  const lines = attempts.map(({ what, minutes, outcome, note }) => {
    const line = say('escalate.attemptLine', { what, minutes, outcome: say(`outcome.${outcome}`) });
    return note.trim() === '' ? line : `${line}. ${note.trim()}`;
  });
  return { attempts: lines.join('\n'), customer: messages.findLast(({ kind }) => kind === 'customer')?.body ?? '' };
}

/** An answer in words, for reading: options by their labels, files by their names, a date and a number as they are written here. */
export function answerText(field: FormField | undefined, answer: string, setting: QuestionSetting): string {
  if (field === undefined) return answer;
  const { say, language, files } = setting;
  const labelOf = (key: string): string => {
    const label = field.options?.find((option) => option.key === key)?.label;
    return label === undefined ? key : inLanguage(label, language);
  };
  switch (kindOf(field)) {
    case 'text':
    case 'long':
      return answer;
    case 'choice':
    case 'checklist':
      return entriesOf(answer).map(labelOf).join('\n');
    case 'files':
      return entriesOf(answer)
        .map((id) => files.find((file) => file.id === id)?.name ?? say('handover.fileGone'))
        .join('\n');
    case 'date':
      return fullDay(language, answer);
    case 'number': {
      const number = language === 'en' ? answer : answer.replace('.', ',');
      return field.unit === undefined || field.unit === '' ? number : `${number} ${field.unit}`;
    }
  }
}
