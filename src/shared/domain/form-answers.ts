import { type FormCondition, type FormField, kindOf, type Prefill } from './form.ts';

/**
 * Answers by the key of their question, each as text: a text as it was written, a choice and each entry of a checklist as
 * the key of its option, a number with a point ("12.5"), a date as 2026-11-27, files as their ids. Several stand on a line
 * each. An answer that is not there and an empty one are the same.
 */
export type Answers = Readonly<Record<string, string>>;

/** The longest answer, in UTF-16 units. */
export const MAX_ANSWER = 10_000;

export const ANSWER_PROBLEMS = [
  'required',
  'tooLong',
  'notAnOption',
  'notANumber',
  'tooLow',
  'tooHigh',
  'notADate',
  'notAFile',
] as const;
export type AnswerProblem = { readonly key: string; readonly code: (typeof ANSWER_PROBLEMS)[number] };

/** The answer to a question as it was typed. Own properties only: a question may be called "constructor". */
export function rawAnswer(answers: Answers, key: string): string {
  return Object.hasOwn(answers, key) ? (answers[key] ?? '') : '';
}

/** The answer to a question, without space around it. */
export function answerTo(answers: Answers, key: string): string {
  return rawAnswer(answers, key).trim();
}

/** The entries of an answer that can have several. */
export function entriesOf(answer: string): string[] {
  return answer.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
}

/** An answer of several entries, as it is written down: in the order of the question's options, then as they came. */
export function joinEntries(entries: readonly string[], { options = [] }: Pick<FormField, 'options'>): string {
  const known = options.map(({ key }) => key).filter((key) => entries.includes(key));
  return [...known, ...new Set(entries.filter((entry) => !known.includes(entry)))].join('\n');
}

/**
 * The questions that are asked, given the answers so far. One whose condition looks at a question that is itself not asked
 * is not asked either; a condition on a question that is not before it holds nothing back.
 */
export function visibleFields(fields: readonly FormField[], answers: Answers): FormField[] {
  const isShown = new Map<string, boolean>();
  return fields.filter(({ key, showIf }) => {
    const before = showIf === undefined ? undefined : isShown.get(showIf.field);
    const isAsked = showIf === undefined || before === undefined || (before && holds(showIf, answers));
    isShown.set(key, isAsked);
    return isAsked;
  });
}

function holds({ field, is }: FormCondition, answers: Answers): boolean {
  const entries = entriesOf(answerTo(answers, field));
  return is.length === 0 ? entries.length > 0 : entries.some((entry) => is.includes(entry));
}

/** The answers that are kept: those to questions that are asked, and those to questions that the form does not have. */
export function keptAnswers(fields: readonly FormField[], answers: Answers): Record<string, string> {
  const asked = new Set(visibleFields(fields, answers).map(({ key }) => key));
  const hidden = new Set(fields.map(({ key }) => key).filter((key) => !asked.has(key)));
  return Object.fromEntries(Object.entries(answers).filter(([key]) => !hidden.has(key)));
}

/**
 * What is wrong with answers, in the order of the questions; empty when the form is complete. `files` are the ids of the
 * files that can be named; without it any may be.
 */
export function checkAnswers(
  fields: readonly FormField[],
  answers: Answers,
  files?: ReadonlySet<string>,
): AnswerProblem[] {
  return visibleFields(fields, answers).flatMap((field) => {
    const code = problemOf(field, answerTo(answers, field.key), files);
    return code === null ? [] : [{ key: field.key, code }];
  });
}

/** What is wrong with the answer to one question; null for nothing. */
export function problemOf(field: FormField, answer: string, files?: ReadonlySet<string>): AnswerProblem['code'] | null {
  if (answer === '') return field.isRequired ? 'required' : null;
  if (answer.length > MAX_ANSWER) return 'tooLong';
  const isOption = (entry: string): boolean => field.options?.some(({ key }) => key === entry) === true;
  switch (kindOf(field)) {
    case 'text':
    case 'long':
      return null;
    case 'choice':
      return isOption(answer) ? null : 'notAnOption';
    case 'checklist':
      return entriesOf(answer).every(isOption) ? null : 'notAnOption';
    case 'files':
      return files === undefined || entriesOf(answer).every((id) => files.has(id)) ? null : 'notAFile';
    case 'number':
      return problemOfNumber(field, answer);
    case 'date':
      return isDate(answer) ? null : 'notADate';
  }
}

function problemOfNumber({ min, max }: FormField, answer: string): AnswerProblem['code'] | null {
  if (!/^-?\d{1,15}(\.\d{1,10})?$/.test(answer)) return 'notANumber';
  if (min !== undefined && Number(answer) < min) return 'tooLow';
  return max !== undefined && Number(answer) > max ? 'tooHigh' : null;
}

/** Whether a text is a day of the calendar, as 2026-02-28. */
function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  return Number(day) >= 1 && Number(day) <= daysIn(Number(year), Number(month));
}

/** How many days a month has in the Gregorian calendar; none where there is no such month. */
function daysIn(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

/** The required questions that answers of another version say nothing to, or nothing that their kind takes. */
export function unansweredKeys(fields: readonly FormField[], answers: Answers): string[] {
  return visibleFields(fields, answers)
    .filter((field) => field.isRequired && problemOf(field, answerTo(answers, field.key)) !== null)
    .map(({ key }) => key);
}

/** What answers name that may be files: ids that stand on a line of their own. */
export function idsNamedIn(answers: Answers): string[] {
  const lines = Object.values(answers).flatMap((answer) => (answer.length > MAX_ANSWER ? [] : entriesOf(answer)));
  return [...new Set(lines.filter((line) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(line)))].slice(0, 300);
}

/** The questions that the first release filled in from the attempts, by what forms called them. */
const TRIED_KEYS: ReadonlySet<string> = new Set(['tried', 'attempts', 'tentativas']);

/** What a question begins with; null for nothing. */
export function prefillOf({ key, prefill }: Pick<FormField, 'key' | 'prefill'>): Prefill | null {
  return prefill ?? (TRIED_KEYS.has(key) ? 'attempts' : null);
}

/** What is known of a ticket that questions can begin with, in the words of the console; empty for nothing. */
export type Known = Readonly<Record<Prefill, string>>;

/** What the questions begin with before anybody has written. Only texts do; one that is too long is cut. */
export function prefilledAnswers(fields: readonly FormField[], known: Known): Answers {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const kind = kindOf(field);
      const prefill = kind === 'text' || kind === 'long' ? prefillOf(field) : null;
      const text = prefill === null ? '' : known[prefill].trim().slice(0, MAX_ANSWER).toWellFormed();
      return text === '' ? [] : [[field.key, kind === 'text' ? text.replaceAll(/\s*\n\s*/g, ' ') : text]];
    }),
  );
}
