import { type ReactElement, useState } from 'react';
import { type Control, useController } from 'react-hook-form';
import { formatDuration, parseDuration } from '../../../shared/sla/duration-text.ts';
import { useText } from '../../lib/text.ts';
import { TextField } from '../../ui/field.tsx';
import { fieldErrorText } from './form-fields.tsx';

const DAY_MS = 86_400_000;

type FormDurationProps = {
  readonly control: Control;
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  /** What an empty field stands for in the row. */
  readonly empty: null | undefined;
};

/** A duration of a form as people write it ("8h", "2d"); in the row it is ms, and NaN for what cannot be read. */
export function FormDuration({ control, name, label, hint, empty }: FormDurationProps): ReactElement {
  const say = useText();
  const { field, fieldState } = useController({ control, name });
  const value: unknown = field.value;
  const [typed, setTyped] = useState(typeof value === 'number' ? formatDuration(value, DAY_MS) : '');
  return (
    <TextField
      label={label}
      hint={hint}
      value={typed}
      maxLength={40}
      autoComplete="off"
      onChange={(next) => {
        setTyped(next);
        field.onChange(next.trim() === '' ? empty : (parseDuration(next, DAY_MS) ?? Number.NaN));
      }}
      onBlur={field.onBlur}
      inputRef={field.ref}
      error={Number.isNaN(value) ? say('followUp.badDuration') : fieldErrorText(fieldState.error, say)}
    />
  );
}
