import { type ReactElement, useId } from 'react';
import styles from './checkbox.module.css';

type CheckboxProps = {
  readonly label: string;
  readonly hint?: string;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
};

/** One thing to agree to or not. */
export function Checkbox({ label, hint, isChecked, onChange }: CheckboxProps): ReactElement {
  const id = useId();
  return (
    <div className={styles['row']}>
      <input
        id={id}
        type="checkbox"
        checked={isChecked}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.target.checked)}
      />
      <div>
        <label htmlFor={id}>{label}</label>
        {hint === undefined ? null : (
          <p id={`${id}-hint`} className={styles['hint']}>
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
