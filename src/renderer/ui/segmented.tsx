import { type KeyboardEvent, type ReactElement, type ReactNode, useRef } from 'react';
import styles from './segmented.module.css';

type SegmentedProps<Id extends string> = {
  readonly label: string;
  readonly options: readonly {
    readonly id: Id;
    readonly label: string;
    readonly icon?: ReactNode;
    readonly count?: string;
  }[];
  readonly value: Id;
  readonly onChange: (value: Id) => void;
};

/** A few choices side by side, one of them on; the arrows move between them. */
export function Segmented<Id extends string>({ label, options, value, onChange }: SegmentedProps<Id>): ReactElement {
  const group = useRef<HTMLDivElement>(null);
  const step = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const index = options.findIndex(({ id }) => id === value);
    const nextIndex = (index + by + options.length) % options.length;
    const next = options[nextIndex];
    if (next === undefined) return;
    onChange(next.id);
    group.current?.querySelectorAll('button')[nextIndex]?.focus();
  };
  return (
    <div ref={group} role="radiogroup" aria-label={label} tabIndex={-1} className={styles['group']} onKeyDown={step}>
      {options.map((option) => (
        <button
          key={option.id}
          type="button"
          role="radio"
          aria-checked={option.id === value}
          tabIndex={option.id === value ? 0 : -1}
          className={styles['option']}
          onClick={() => onChange(option.id)}
        >
          {option.icon}
          {option.label}
          {option.count === undefined ? null : <span className={styles['count']}>{option.count}</span>}
        </button>
      ))}
    </div>
  );
}
