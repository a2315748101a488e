import { CircleAlert } from 'lucide-react';
import { type ReactElement, useId } from 'react';
import { Checkbox } from './checkbox.tsx';
import { TextArea, TextField } from './field.tsx';
import { Select } from './select.tsx';
import styles from './answer-field.module.css';

export type AnswerFieldProps = {
  readonly kind: 'text' | 'long' | 'one' | 'several' | 'number' | 'date';
  readonly label: string;
  readonly mark: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** A number has a point; several entries stand on a line each. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: readonly { readonly id: string; readonly label: string }[];
  readonly placeholder: string;
  /** Said where there is nothing to choose from. */
  readonly nothing: string;
  readonly unit: string | undefined;
  /** How numbers are written here. */
  readonly decimalMark: '.' | ',';
};

/** One question and its answer, whatever kind of answer it takes; kept as text. */
export function AnswerField(props: AnswerFieldProps): ReactElement {
  const { kind, label, mark, hint, error, value, onChange, options, placeholder, unit, decimalMark } = props;
  const field = { label, mark, hint, error };
  switch (kind) {
    case 'long':
      return <TextArea {...field} value={value} onChange={onChange} />;
    case 'one':
      return (
        <div className={styles['one']}>
          <Select
            label={`${label} (${mark})`}
            options={options}
            value={value === '' ? null : value}
            onChange={onChange}
            placeholder={placeholder}
            error={error}
          />
          {hint === undefined || error !== undefined ? null : <p className={styles['hint']}>{hint}</p>}
        </div>
      );
    case 'several':
      return <Several {...props} />;
    case 'number':
      return (
        <TextField
          {...field}
          inputMode="decimal"
          autoComplete="off"
          className={styles['short']}
          label={unit === undefined || unit === '' ? label : `${label} (${unit})`}
          value={value.replace('.', decimalMark)}
          onChange={(typed) => onChange(typed.trim().replace(',', '.'))}
        />
      );
    case 'date':
      return <TextField {...field} type="date" className={styles['short']} value={value} onChange={onChange} />;
    case 'text':
      return <TextField {...field} value={value} onChange={onChange} />;
  }
}

/** Boxes of which several can be ticked; what is ticked and no longer offered stays until it is unticked elsewhere. */
function Several({ label, mark, hint, error, value, onChange, options, nothing }: AnswerFieldProps): ReactElement {
  const id = useId();
  const about = error ?? hint;
  const chosen = value.split('\n').filter((entry) => entry !== '');
  const pick = (option: string, isChosen: boolean): void => {
    const others = chosen.filter((entry) => entry !== option);
    const next = new Set(isChosen ? [...others, option] : others);
    const known = options.map((one) => one.id).filter((entry) => next.has(entry));
    onChange([...known, ...[...next].filter((entry) => !known.includes(entry))].join('\n'));
  };
  return (
    <fieldset className={styles['several']} aria-describedby={about === undefined ? undefined : `${id}-about`}>
      <legend className={styles['legend']}>
        {label} <span className={styles['mark']}>{mark}</span>
      </legend>
      {options.length === 0 ? <p className={styles['hint']}>{nothing}</p> : null}
      <div className={styles['options']}>
        {options.map((option) => (
          <Checkbox
            key={option.id}
            label={option.label}
            isChecked={chosen.includes(option.id)}
            onChange={(isChosen) => pick(option.id, isChosen)}
          />
        ))}
      </div>
      {about === undefined ? null : (
        <p id={`${id}-about`} className={error === undefined ? styles['hint'] : styles['error']}>
          {error === undefined ? null : <CircleAlert size={13} aria-hidden />}
          {about}
        </p>
      )}
    </fieldset>
  );
}
