import { type ReactElement, useId, useState } from 'react';
import { type Control, type FieldError, useController } from 'react-hook-form';
import { isMessageKey, type Say, useText } from '../../lib/text.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './form-fields.module.css';

/** The type of what is wrong with a field by a rule beyond its schema, the backend's or a section's: it comes in words. */
export const SERVER_ERROR = 'server';
/** The type of a field's error that is inside it, and there has a type of its own. */
export const INSIDE_ERROR = 'inside';

/** What is wrong with a field, in words: a rule's own sentence, or what its schema says. */
export function fieldErrorText(error: Pick<FieldError, 'type' | 'message'> | undefined, say: Say): string | undefined {
  if (error === undefined) return undefined;
  if (error.type === SERVER_ERROR) return error.message;
  const key = `admin.error.${error.type}`;
  return say(isMessageKey(key) ? key : 'admin.error.other');
}

type Bound = { readonly control: Control; readonly name: string; readonly label: string };

type TextProps = Bound & {
  readonly hint?: string;
  readonly maxLength?: number;
  readonly type?: 'text' | 'email';
  /** Several lines, so many at first. */
  readonly rows?: number;
};

/** A text of a form. */
export function FormText({ control, name, label, hint, maxLength, type = 'text', rows }: TextProps): ReactElement {
  const say = useText();
  const { field, fieldState } = useController({ control, name });
  const value = typeof field.value === 'string' ? field.value : '';
  const isNoAddress = type === 'email' && fieldState.error?.type === 'invalid_format';
  const common = {
    label,
    hint,
    value,
    onChange: field.onChange,
    onBlur: field.onBlur,
    error: isNoAddress
      ? say(value === '' ? 'admin.error.too_small' : 'admin.error.email')
      : fieldErrorText(fieldState.error, say),
    ...(maxLength === undefined ? {} : { maxLength }),
  };
  if (rows !== undefined) return <TextArea {...common} rows={rows} inputRef={field.ref} />;
  return <TextField {...common} type={type} autoComplete="off" inputRef={field.ref} />;
}

type LinesProps = Bound & { readonly hint: string; readonly maxLength: number };

/** Several texts of a form, a line each. */
export function FormLines({ control, name, label, hint, maxLength }: LinesProps): ReactElement {
  const say = useText();
  const { field, fieldState } = useController({ control, name });
  const lines = (Array.isArray(field.value) ? field.value : []).map(String);
  const [typed, setTyped] = useState(lines.join('\n'));
  // A blank line that is being begun is not in the row, and stays on screen while the row says nothing else.
  const text = linesOf(typed).join('\n') === lines.join('\n') ? typed : lines.join('\n');
  return (
    <TextArea
      label={label}
      hint={hint}
      rows={2}
      maxLength={maxLength}
      value={text}
      onChange={(next) => {
        setTyped(next);
        field.onChange(linesOf(next));
      }}
      onBlur={field.onBlur}
      inputRef={field.ref}
      error={fieldErrorText(fieldState.error, say)}
    />
  );
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

type Option = { readonly id: string; readonly label: string; readonly hint?: string };
type ChoiceProps = Bound & {
  readonly hint?: string;
  readonly options: readonly Option[];
  /** What a choice stands for in the row; the id itself without it. */
  readonly toValue?: (id: string) => unknown;
  readonly toId?: (value: unknown) => string;
};

/** One of several, of a form. */
export function FormSelect(props: ChoiceProps): ReactElement {
  const { control, name, label, hint, options, toValue = (id) => id, toId = String } = props;
  const say = useText();
  const { field, fieldState } = useController({ control, name });
  return (
    <Select
      label={label}
      hint={hint}
      options={options}
      value={toId(field.value)}
      onChange={(id) => field.onChange(toValue(id))}
      placeholder={say('common.choose')}
      error={fieldErrorText(fieldState.error, say)}
    />
  );
}

type ManyProps = Bound & { readonly options: readonly Option[]; readonly hint?: string; readonly asNumbers?: boolean };

/** Several of several, of a form: the row holds the ids of those chosen, in the order of the choices. */
export function FormMany({ control, name, label, options, hint, asNumbers = false }: ManyProps): ReactElement {
  const say = useText();
  const id = useId();
  const { field, fieldState } = useController({ control, name });
  const chosen = new Set((Array.isArray(field.value) ? field.value : []).map(String));
  const error = fieldErrorText(fieldState.error, say);
  const pick = (option: string, isChosen: boolean): void => {
    const next = new Set(chosen);
    if (isChosen) next.add(option);
    else next.delete(option);
    // What is chosen and not offered (a retired queue) stays.
    const known = options.filter((one) => next.has(one.id)).map((one) => one.id);
    const rest = [...next].filter((one) => !known.includes(one));
    field.onChange([...known, ...rest].map((one) => (asNumbers ? Number(one) : one)));
  };
  return (
    <fieldset className={styles['many']} aria-describedby={hint === undefined ? undefined : `${id}-hint`}>
      <legend className={styles['legend']}>{label}</legend>
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className={styles['hint']}>
          {hint}
        </p>
      )}
      <div className={styles['options']}>
        {options.map((option) => (
          <Checkbox
            key={option.id}
            label={option.label}
            isChecked={chosen.has(option.id)}
            onChange={(isChosen) => pick(option.id, isChosen)}
          />
        ))}
      </div>
      {error === undefined ? null : <p className={styles['error']}>{error}</p>}
    </fieldset>
  );
}

/** A yes or no of a form. */
export function FormCheck({ control, name, label, hint }: Bound & { readonly hint?: string }): ReactElement {
  const { field } = useController({ control, name });
  return (
    <Checkbox
      label={label}
      {...(hint === undefined ? {} : { hint })}
      isChecked={field.value === true}
      onChange={field.onChange}
    />
  );
}

type ActiveProps = Bound & {
  readonly hint: string;
  /** What no longer being in use would touch; said before it is saved. */
  readonly touches: readonly string[];
};

/** Whether a row is in use, of a form; taken out of use, it says what that touches. */
export function FormActive({ control, name, label, hint, touches }: ActiveProps): ReactElement {
  const say = useText();
  const { field, fieldState } = useController({ control, name });
  const isActive = field.value !== false;
  const error = fieldErrorText(fieldState.error, say);
  return (
    <div className={styles['active']}>
      <Checkbox label={label} hint={hint} isChecked={isActive} onChange={field.onChange} />
      <div aria-live="polite">
        {isActive || touches.length === 0 ? null : (
          <ul className={styles['touches']}>
            {touches.map((touch) => (
              <li key={touch}>{touch}</li>
            ))}
          </ul>
        )}
      </div>
      {error === undefined ? null : (
        <p role="alert" className={styles['error']}>
          {error}
        </p>
      )}
    </div>
  );
}
