import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyOfSchema } from '../../../tests/support/any-of-schema.ts';
import {
  answerTo,
  checkAnswers,
  joinEntries,
  keptAnswers,
  MAX_ANSWER,
  prefilledAnswers,
  unansweredKeys,
  visibleFields,
} from './form-answers.ts';
import { formFor } from './form-choice.ts';
import { refuseFields } from './form-rules.ts';
import {
  type Form,
  type FormField,
  formFieldSchema,
  formVersion,
  MAX_FORM_VERSIONS,
  withFormVersions,
} from './form.ts';

const label = { pt: 'Pergunta', en: 'Question' };
const option = (key: string): { key: string; label: typeof label } => ({ key, label });
const field = (key: string, change: Partial<FormField> = {}): FormField => ({
  key,
  label,
  help: null,
  isRequired: true,
  isLong: false,
  ...change,
});
const environment = field('environment', { kind: 'choice', options: [option('home'), option('company')] });
const people = field('people', { kind: 'number', min: 1, max: 500, showIf: { field: 'environment', is: ['company'] } });
const lights = field('lights', { kind: 'checklist', options: [option('pon'), option('los')], isRequired: false });
const since = field('since', { kind: 'date', showIf: { field: 'lights', is: [] } });

const problems = (fields: readonly FormField[], answers: Record<string, string>): string[] =>
  checkAnswers(fields, answers).map(({ key, code }) => `${key}: ${code}`);

test('each kind of question takes its own answers and names what does not fit', () => {
  expect(problems([environment], {})).toEqual(['environment: required']);
  expect(problems([environment], { environment: 'moon' })).toEqual(['environment: notAnOption']);
  expect(problems([environment, people], { environment: 'company', people: '12,5' })).toEqual(['people: notANumber']);
  expect(problems([environment, people], { environment: 'company', people: '0' })).toEqual(['people: tooLow']);
  expect(problems([environment, people], { environment: 'company', people: '501' })).toEqual(['people: tooHigh']);
  expect(problems([lights], { lights: 'pon\nnone' })).toEqual(['lights: notAnOption']);
  expect(problems([lights, since], { lights: 'pon', since: '2026-02-30' })).toEqual(['since: notADate']);
  expect(problems([field('note')], { note: 'x'.repeat(MAX_ANSWER + 1) })).toEqual(['note: tooLong']);
  const files = field('files', { kind: 'files' });
  expect(checkAnswers([files], { files: 'a\nb' }, new Set(['a']))).toEqual([{ key: 'files', code: 'notAFile' }]);
  expect(problems([environment, people, lights], { environment: 'company', people: '12.5', lights: 'los' })).toEqual(
    [],
  );
});

test('a question is asked while its condition holds, and one that is not asked is not kept', () => {
  const fields = [environment, people, field('why', { showIf: { field: 'people', is: [] } })];
  const keys = (answers: Record<string, string>): string[] => visibleFields(fields, answers).map(({ key }) => key);
  expect(keys({})).toEqual(['environment']);
  expect(keys({ environment: 'company' })).toEqual(['environment', 'people']);
  expect(keys({ environment: 'company', people: '3' })).toEqual(['environment', 'people', 'why']);
  // What hangs on a question that is not asked is not asked, whatever had been answered.
  expect(keys({ environment: 'home', people: '3' })).toEqual(['environment']);
  expect(keptAnswers(fields, { environment: 'home', people: '3', why: 'x', gone: 'y' })).toEqual({
    environment: 'home',
    gone: 'y',
  });
});

test('several entries are written in the order of the options', () => {
  expect(joinEntries(['los', 'old', 'pon'], lights)).toBe('pon\nlos\nold');
});

test('texts begin with what is known; a line of text takes no line breaks, and other kinds begin with nothing', () => {
  const fields = [
    field('tried', { isLong: true }),
    field('seen', { prefill: 'customer' }),
    field('lights', { kind: 'checklist', prefill: 'customer' }),
    field('summary'),
  ];
  const known = { attempts: 'modem\ncabo', customer: 'Caiu tudo.\n\nSocorro' };
  expect(prefilledAnswers(fields, known)).toEqual({ tried: 'modem\ncabo', seen: 'Caiu tudo. Socorro' });
});

const anyField = anyOfSchema(formFieldSchema, { id: fc.uuid() }) as fc.Arbitrary<FormField>;
const keys = ['a', 'b', 'c', 'd'];
const anyFields = fc
  .array(anyField, { maxLength: 4 })
  .chain((fields) =>
    fc.tuple(
      ...fields.map((one, index) =>
        fc
          .option(fc.record({ field: fc.constantFrom(...keys), is: fc.subarray(['x', 'y']) }), { nil: undefined })
          .map((showIf) => ({ ...one, key: keys[index] ?? 'z', showIf, options: [option('x'), option('y')] })),
      ),
    ),
  );
const anyAnswers = fc.dictionary(
  fc.constantFrom(...keys, 'e', 'constructor'),
  fc.oneof(fc.string(), fc.constantFrom('x', 'y', 'x\ny', '1', '')),
);

test('whatever is answered, a hidden question is never required and never kept, and what is kept checks as before', () => {
  fc.assert(
    fc.property(anyFields, anyAnswers, (fields, answers) => {
      const shown = new Set(visibleFields(fields, answers).map(({ key }) => key));
      const kept = keptAnswers(fields, answers);
      for (const { key } of checkAnswers(fields, answers)) expect(shown).toContain(key);
      for (const { key } of fields) expect(shown.has(key) || answerTo(kept, key) === '').toBe(true);
      expect(checkAnswers(fields, kept)).toEqual(checkAnswers(fields, answers));
      expect(visibleFields(fields, kept)).toEqual(visibleFields(fields, answers));
      // What is complete lacks nothing.
      expect(checkAnswers(fields, answers).length > 0 || unansweredKeys(fields, answers).length === 0).toBe(true);
    }),
  );
});

test('a form is made so that each condition looks back, and each choice has something to choose', () => {
  expect(refuseFields([environment, people, lights, since])).toBeNull();
  expect(refuseFields([people, environment])).toEqual({ path: '0.showIf.field', code: 'notBefore' });
  expect(refuseFields([{ ...people, showIf: { field: 'people', is: [] } }])?.code).toBe('notBefore');
  expect(refuseFields([{ ...environment, options: [] }])).toEqual({ path: '0.options', code: 'noOptions' });
  expect(refuseFields([{ ...lights, options: [option('pon'), option('pon')] }])?.path).toBe('0.options.1.key');
  expect(refuseFields([environment, { ...people, showIf: { field: 'environment', is: ['moon'] } }])).toEqual({
    path: '1.showIf.is',
    code: 'notAnOption',
  });
  expect(refuseFields([environment, { ...people, min: 9, max: 1 }])).toEqual({ path: '1.max', code: 'range' });
  expect(refuseFields([environment, environment])).toEqual({ path: '1.key', code: 'twice' });
});

const form = (change: Partial<Form>): Form => ({
  id: 'general',
  version: 1,
  name: label,
  fromTier: 1,
  toTier: 2,
  fields: [environment],
  isActive: true,
  ...change,
});

type Place = { readonly id: string; readonly name: string; readonly parentId: string | null };
const category = (id: string, parentId: string | null): [string, Place] => [id, { id, name: id, parentId }];

test('the form of the nearest category in use wins, then the one for all', () => {
  const categories = new Map([category('net', null), category('fibre', 'net'), category('bill', null)]);
  const forms = [
    form({}),
    form({ id: 'net', categoryId: 'net' }),
    form({ id: 'fibre', categoryId: 'fibre', isActive: false }),
    form({ id: 'up', fromTier: 2, toTier: 3 }),
  ];
  const found = (categoryId: string | null): string | undefined =>
    formFor(forms, { fromTier: 1, toTier: 2, categoryId }, categories)?.id;
  expect(found('fibre')).toBe('net');
  expect(found('bill')).toBe('general');
  expect(found(null)).toBe('general');
  expect(formFor(forms, { fromTier: 1, toTier: 3, categoryId: 'net' }, categories)).toBeUndefined();
});

test('a form keeps the versions before it, the latest of them, and believes nobody who says what they were', () => {
  let kept = withFormVersions(undefined, form({ previous: [{ version: 9, name: label, fields: [lights] }] }));
  expect(kept.previous).toBeUndefined();
  for (let version = 2; version <= MAX_FORM_VERSIONS + 3; version += 1) {
    kept = withFormVersions(kept, form({ version, fields: [environment, people] }));
  }
  expect(kept.previous).toHaveLength(MAX_FORM_VERSIONS);
  expect(formVersion(kept, MAX_FORM_VERSIONS)?.fields).toHaveLength(2);
  expect(formVersion(kept, 1)).toBeNull();
  // Taken out of use, it is the same version.
  expect(withFormVersions(kept, { ...kept, isActive: false }).previous).toEqual(kept.previous);
});
