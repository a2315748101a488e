import { type FormField, kindOf } from './form.ts';

/** What is wrong with how a form is made; `path` is where in its questions, such as `2.options`. */
export type FormProblem = {
  readonly path: string;
  readonly code: 'twice' | 'noOptions' | 'optionTwice' | 'range' | 'notBefore' | 'notAnOption';
};

/**
 * The first thing wrong with a form's questions: two under one key, a choice without options or with one of them twice, a
 * number whose least is above its most, a condition on what is not a question before it (so there are no circles) or on
 * what is none of its options. Null for sound ones.
 */
export function refuseFields(fields: readonly FormField[]): FormProblem | null {
  for (const [index, field] of fields.entries()) {
    const before = fields.slice(0, index);
    if (before.some(({ key }) => key === field.key)) return { path: `${index}.key`, code: 'twice' };
    const problem = refuseOptions(field) ?? refuseCondition(field, before);
    if (problem !== null) return { ...problem, path: `${index}.${problem.path}` };
  }
  return null;
}

function refuseOptions(field: FormField): FormProblem | null {
  const { options = [], min, max } = field;
  const kind = kindOf(field);
  if (kind === 'number' && min !== undefined && max !== undefined && min > max) return { path: 'max', code: 'range' };
  if (kind !== 'choice' && kind !== 'checklist') return null;
  if (options.length === 0) return { path: 'options', code: 'noOptions' };
  const keys = options.map(({ key }) => key);
  const twice = keys.findIndex((key, index) => keys.indexOf(key) !== index);
  return twice === -1 ? null : { path: `options.${twice}.key`, code: 'optionTwice' };
}

function refuseCondition({ showIf }: FormField, before: readonly FormField[]): FormProblem | null {
  if (showIf === undefined) return null;
  const asked = before.find(({ key }) => key === showIf.field);
  if (asked === undefined) return { path: 'showIf.field', code: 'notBefore' };
  const kind = kindOf(asked);
  const keys = new Set(kind === 'choice' || kind === 'checklist' ? asked.options?.map(({ key }) => key) : []);
  return showIf.is.every((key) => keys.has(key)) ? null : { path: 'showIf.is', code: 'notAnOption' };
}
