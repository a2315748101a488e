import { z } from 'zod';
import { tierSchema } from './tier.ts';

/** A text in both languages of the console. */
export const bilingualSchema = z.object({ pt: z.string(), en: z.string() });
export type Bilingual = z.infer<typeof bilingualSchema>;

const keySchema = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);

/** What a question of a form can be answered with (how each is written down: form-answers.ts). */
export const FIELD_KINDS = ['text', 'long', 'choice', 'number', 'date', 'checklist', 'files'] as const;
export const fieldKindSchema = z.enum(FIELD_KINDS);
export type FieldKind = z.infer<typeof fieldKindSchema>;

/** What a question can begin with: what was tried at this tier, or what the customer last wrote. */
export const PREFILLS = ['attempts', 'customer'] as const;
const prefillSchema = z.enum(PREFILLS);
export type Prefill = z.infer<typeof prefillSchema>;

export const MAX_OPTIONS = 30;
export const formOptionSchema = z.object({ key: keySchema, label: bilingualSchema });

/** Shown when an earlier question has one of these options as its answer, or among its answers; with none, when it has any answer. */
const formConditionSchema = z.object({ field: keySchema, is: z.array(keySchema).max(MAX_OPTIONS) });
export type FormCondition = z.infer<typeof formConditionSchema>;

/**
 * One question. What is optional the first release did not know: without `kind` it is a text, a long one as `isLong` says;
 * without `showIf` it is always asked; without `prefill` it begins with the attempts where its key says so (`prefillOf`).
 * `options` are of a choice and a checklist; `min`, `max` and `unit` of a number.
 */
export const formFieldSchema = z.object({
  key: keySchema,
  label: bilingualSchema,
  help: bilingualSchema.nullable(),
  isRequired: z.boolean(),
  isLong: z.boolean(),
  kind: fieldKindSchema.optional(),
  options: z.array(formOptionSchema).max(MAX_OPTIONS).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  unit: z.string().max(20).optional(),
  showIf: formConditionSchema.optional(),
  prefill: prefillSchema.optional(),
});
export type FormField = z.infer<typeof formFieldSchema>;

/** The versions before that a form keeps: what agents fill in offline is asked of the version that they had. */
export const MAX_FORM_VERSIONS = 20;
const formVersionSchema = z.object({
  version: z.int().positive(),
  name: bilingualSchema,
  fields: z.array(formFieldSchema).min(1).max(30),
});
export type FormVersion = z.infer<typeof formVersionSchema>;

/**
 * What an agent fills in to escalate from one tier to another. A form is never edited in place: a change is a new version,
 * and the row keeps those before it in `previous`, oldest first; left out, none is known. `categoryId` is the category whose
 * tickets it is for, and those below it; null or left out, it is for all.
 */
export const formSchema = z.object({
  id: z.uuid(),
  ...formVersionSchema.shape,
  fromTier: tierSchema,
  toTier: tierSchema,
  categoryId: z.uuid().nullable().optional(),
  isActive: z.boolean(),
  previous: z.array(formVersionSchema).max(MAX_FORM_VERSIONS).optional(),
});
export type Form = z.infer<typeof formSchema>;

/** What kind of answer a question takes. */
export function kindOf({ kind, isLong }: Pick<FormField, 'kind' | 'isLong'>): FieldKind {
  return kind ?? (isLong ? 'long' : 'text');
}

/** A form as it was at a version; null for one that its row does not have. */
export function formVersion(form: Form, version: number): FormVersion | null {
  if (version === form.version) return form;
  return form.previous?.find((before) => before.version === version) ?? null;
}

/** A form as it is stored over the one before: that is kept among its versions where it asked something else. */
export function withFormVersions(before: Form | undefined, saved: Form): Form {
  const { previous: _claimed, ...row } = saved;
  if (before === undefined) return row;
  const { previous = [], version, name, fields } = before;
  const kept = version === row.version ? previous : [...previous, { version, name, fields }];
  return kept.length === 0 ? row : { ...row, previous: kept.slice(-MAX_FORM_VERSIONS) };
}
