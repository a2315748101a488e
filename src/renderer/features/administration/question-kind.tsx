/* oxlint-disable typescript/no-unsafe-type-assertion -- react-hook-form holds what is being written without its types. */
import { CirclePlus, Trash2 } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { type Control, useController, useWatch } from 'react-hook-form';
import { prefillOf } from '../../../shared/domain/form-answers.ts';
import { FIELD_KINDS, type FormField, kindOf, MAX_OPTIONS, PREFILLS } from '../../../shared/domain/form.ts';
import { useText } from '../../lib/text.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { fieldErrorText, FormSelect, FormText } from './form-fields.tsx';
import styles from './forms-section.module.css';

type QuestionProps = { readonly control: Control; readonly at: string };

/** What kind of answer a question takes, and what goes with that kind: options, a range, what it begins with. */
export function QuestionKind({ control, at }: QuestionProps): ReactElement {
  const say = useText();
  const watched: unknown = useWatch({ control, name: at });
  const { kind: _kind, ...question } = asQuestion(watched);
  const kind = kindOf(asQuestion(watched));
  return (
    <>
      <div className={styles['two']}>
        <FormSelect
          control={control}
          name={`${at}.kind`}
          label={say('admin.forms.kind')}
          options={FIELD_KINDS.map((id) => ({ id, label: say(`admin.forms.kind.${id}`) }))}
          toId={() => kind}
        />
        {kind === 'text' || kind === 'long' ? (
          <FormSelect
            control={control}
            name={`${at}.prefill`}
            label={say('admin.forms.prefill')}
            options={[
              { id: 'none', label: say('admin.forms.prefill.none') },
              ...PREFILLS.map((id) => ({ id, label: say(`admin.forms.prefill.${id}`) })),
            ]}
            toValue={(id) => (id === 'none' ? undefined : id)}
            toId={() => prefillOf(question) ?? 'none'}
          />
        ) : null}
      </div>
      {kind === 'choice' || kind === 'checklist' ? <Options control={control} name={`${at}.options`} /> : null}
      {kind === 'number' ? (
        <div className={styles['three']}>
          <FormNumber control={control} name={`${at}.min`} label={say('admin.forms.min')} />
          <FormNumber control={control} name={`${at}.max`} label={say('admin.forms.max')} />
          <FormText control={control} name={`${at}.unit`} label={say('admin.forms.unit')} maxLength={20} />
        </div>
      ) : null}
    </>
  );
}

/** A question that is being written, with what it lacks. */
export function asQuestion(watched: unknown): FormField {
  const given = typeof watched === 'object' && watched !== null ? (watched as Partial<FormField>) : {};
  return { key: '', label: { pt: '', en: '' }, help: null, isRequired: false, isLong: false, ...given };
}

type BoundProps = { readonly control: Control; readonly name: string };

/** The options of a choice, each in both languages. Their keys are made here and stay, so that answers keep their meaning. */
function Options({ control, name }: BoundProps): ReactElement {
  const say = useText();
  const { field, fieldState } = useController({ control, name });
  const options = (Array.isArray(field.value) ? field.value : []) as NonNullable<FormField['options']>;
  const set = (index: number, change: Partial<{ pt: string; en: string }>): void =>
    field.onChange(
      options.map((option, at) => (at === index ? { ...option, label: { ...option.label, ...change } } : option)),
    );
  const add = (): void => {
    const last = options.reduce((most, { key }) => Math.max(most, Number(/^o_(\d+)$/.exec(key)?.[1] ?? 0)), 0);
    field.onChange([...options, { key: `o_${last + 1}`, label: { pt: '', en: '' } }]);
  };
  const error = fieldErrorText(firstError(fieldState.error), say);
  return (
    <fieldset className={styles['options']}>
      <legend className={styles['legend']}>{say('admin.forms.options')}</legend>
      {options.map(({ key, label }, index) => (
        <div key={key} className={styles['option']}>
          <TextField
            label={say('admin.forms.optionPt', { number: index + 1 })}
            value={label.pt}
            maxLength={120}
            onChange={(pt) => set(index, { pt })}
          />
          <TextField
            label={say('admin.forms.optionEn', { number: index + 1 })}
            value={label.en}
            maxLength={120}
            onChange={(en) => set(index, { en })}
          />
          <Button
            variant="ghost"
            size="sm"
            icon={<Trash2 size={14} />}
            aria-label={say('admin.forms.removeOption', { number: index + 1 })}
            onClick={() => field.onChange(options.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <div>
        <Button
          size="sm"
          icon={<CirclePlus size={14} aria-hidden />}
          isDisabled={options.length >= MAX_OPTIONS}
          onClick={add}
        >
          {say('admin.forms.addOption')}
        </Button>
      </div>
      {error === undefined ? null : (
        <p role="alert" className={styles['error']}>
          {error}
        </p>
      )}
    </fieldset>
  );
}

type Wrong = { readonly type: string; readonly message?: string };

/** The first thing wrong in what is held by one field. */
export function firstError(error: unknown): Wrong | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('type' in error && typeof error.type === 'string' && error.type !== 'inside') return error as Wrong;
  for (const inner of Object.values(error)) {
    const found = firstError(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A number of a form, or nothing. */
function FormNumber({ control, name, label }: BoundProps & { readonly label: string }): ReactElement {
  const say = useText();
  const { field, fieldState } = useController({ control, name });
  const [typed, setTyped] = useState('');
  const isTyped = toNumber(typed) === field.value;
  const value: unknown = field.value;
  return (
    <TextField
      label={label}
      mark={say('common.optional')}
      inputMode="decimal"
      autoComplete="off"
      value={isTyped ? typed : typeof value === 'number' || typeof value === 'string' ? String(value) : ''}
      onChange={(text) => {
        setTyped(text);
        field.onChange(toNumber(text));
      }}
      onBlur={field.onBlur}
      error={fieldErrorText(fieldState.error, say)}
    />
  );
}

/** What is typed as a number; nothing for nothing, and what is none as it is, for the schema to refuse. */
function toNumber(text: string): number | string | undefined {
  const trimmed = text.trim().replace(',', '.');
  if (trimmed === '') return undefined;
  return Number.isNaN(Number(trimmed)) ? text : Number(trimmed);
}
