import { type ReactElement, useState } from 'react';
import { type Control, type FieldError, useController, useWatch } from 'react-hook-form';
import { formatDuration } from '../../../../shared/sla/duration-text.ts';
import { type Say, useText } from '../../../lib/text.ts';
import { TextField } from '../../../ui/field.tsx';
import { fieldErrorText, FormSelect } from '../form-fields.tsx';
import { parseDurations, parsePercents, supervisorSteps } from './policy-edits.ts';
import { supervisorsFrom } from './policy-words.ts';
import { durationError } from './target-tables.tsx';
import styles from './policy-fields.module.css';

type WarningFieldsProps = { readonly control: Control; readonly dayMs: number | null };

/** The steps at which a policy warns, in percent of the target used and in business time before the deadline, and whom. */
export function WarningFields({ control, dayMs }: WarningFieldsProps): ReactElement {
  const say = useText();
  return (
    <>
      <div className={styles['two']}>
        <NumbersField
          control={control}
          name="warnAtPercent"
          label={say('policy.warnAtPercent')}
          hint={say('policy.warnAtPercentHint')}
          parse={parsePercents}
          print={(percent) => `${percent}%`}
          inWords={percentError}
        />
        <NumbersField
          control={control}
          name="warnBeforeMs"
          label={say('policy.warnBefore')}
          hint={say('policy.warnBeforeHint')}
          parse={(text) => parseDurations(text, dayMs)}
          print={(durationMs) => (durationMs > 0 ? formatDuration(durationMs) : String(durationMs))}
          inWords={durationError}
        />
      </div>
      <SupervisorsField control={control} />
    </>
  );
}

/** From which of the steps supervisors are told too. */
function SupervisorsField({ control }: { readonly control: Control }): ReactElement {
  const say = useText();
  const [warnAtPercent, chosen]: unknown[] = useWatch({ control, name: ['warnAtPercent', 'tellSupervisorsFrom'] });
  return (
    <FormSelect
      control={control}
      name="tellSupervisorsFrom"
      label={say('policy.supervisors')}
      options={[
        ...supervisorSteps(warnAtPercent, chosen).map((percent) => ({
          id: String(percent),
          label: supervisorsFrom(percent, say),
        })),
        { id: 'breach', label: supervisorsFrom('breach', say) },
        { id: 'never', label: supervisorsFrom('never', say) },
      ]}
      toValue={(id) => (id === 'breach' || id === 'never' ? id : Number(id))}
    />
  );
}

function percentError(error: FieldError | undefined, say: Say): string | undefined {
  if (error === undefined) return undefined;
  const isNumber = ['invalid_type', 'too_small', 'too_big'].includes(String(error.type));
  return isNumber ? say('policy.error.percent') : fieldErrorText(error, say);
}

type NumbersFieldProps = {
  readonly control: Control;
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  /** NaN for what cannot be read. */
  readonly parse: (text: string) => readonly number[];
  readonly print: (value: number) => string;
  readonly inWords: (error: FieldError | undefined, say: Say) => string | undefined;
};

/** Several numbers in a line, with commas between them. */
function NumbersField({ control, name, label, hint, parse, print, inWords }: NumbersFieldProps): ReactElement {
  const say = useText();
  const { field, fieldState } = useController({ control, name });
  const values = (Array.isArray(field.value) ? field.value : []).map(Number);
  const printed = values
    .filter((value) => !Number.isNaN(value))
    .map(print)
    .join(', ');
  const [typed, setTyped] = useState(printed);
  // What is typed stays while it says what the row has; else the row has been changed from elsewhere.
  const read = parse(typed);
  const isSame = read.length === values.length && read.every((value, index) => Object.is(value, values[index]));
  return (
    <TextField
      label={label}
      hint={hint}
      maxLength={200}
      value={isSame ? typed : printed}
      onChange={(text) => {
        setTyped(text);
        field.onChange(parse(text));
      }}
      onBlur={() => {
        field.onBlur();
        if (values.every((value) => value > 0)) setTyped(printed);
      }}
      inputRef={field.ref}
      error={inWords(firstOf(fieldState.error), say)}
    />
  );
}

/** What is wrong with a list, or with the first of its numbers that is. */
function firstOf(error: FieldError | undefined): FieldError | undefined {
  const inside: unknown = error;
  // A list's errors come as a list.
  return Array.isArray(inside) ? inside.find((one: FieldError | undefined) => one !== undefined) : error;
}
