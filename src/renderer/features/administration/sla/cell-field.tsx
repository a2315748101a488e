import { CircleAlert } from 'lucide-react';
import { type ReactElement, useId } from 'react';
import styles from './cell-field.module.css';

type CellFieldProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly placeholder?: string;
  readonly error?: string | undefined;
};

/** A line of text in a table, whose heads say what it is; with what is wrong with it below. */
export function CellField({ label, value, onChange, onBlur, placeholder, error }: CellFieldProps): ReactElement {
  const id = useId();
  return (
    <div className={styles['cell']}>
      <input
        className={styles['input']}
        aria-label={label}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={error === undefined ? undefined : `${id}-error`}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        maxLength={40}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onBlur}
      />
      {error === undefined ? null : (
        <p id={`${id}-error`} className={styles['error']}>
          <CircleAlert size={12} aria-hidden />
          {error}
        </p>
      )}
    </div>
  );
}
