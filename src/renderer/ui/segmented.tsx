import { type ReactElement, type ReactNode, useId } from 'react';
import styles from './segmented.module.css';

type SegmentedProps<Id extends string> = {
  readonly label: string;
  readonly options: readonly { readonly id: Id; readonly label: string; readonly icon?: ReactNode }[];
  /** null: none of them yet. */
  readonly value: Id | null;
  readonly onChange: (value: Id) => void;
};

/** A few choices side by side, one of them on; the arrows move between them. */
export function Segmented<Id extends string>({ label, options, value, onChange }: SegmentedProps<Id>): ReactElement {
  const name = useId();
  return (
    <fieldset className={styles['group']} aria-label={label}>
      {options.map((option) => (
        <label key={option.id} className={styles['option']}>
          <input
            type="radio"
            name={name}
            checked={option.id === value}
            className={styles['radio']}
            onChange={() => onChange(option.id)}
          />
          {option.icon}
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
