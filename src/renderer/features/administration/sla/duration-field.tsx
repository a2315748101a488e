import { type ReactElement, useState } from 'react';
import { formatDuration, parseDuration } from '../../../../shared/sla/duration-text.ts';
import { CellField } from './cell-field.tsx';

type DurationFieldProps = {
  readonly label: string;
  /** In ms; undefined for none, NaN for what cannot be read. */
  readonly value: number | undefined;
  readonly onChange: (durationMs: number | undefined) => void;
  /** What a day is worth, ms; null where days mean nothing. */
  readonly dayMs: number | null;
  /** Whole days are said as such: for what goes by the wall clock. */
  readonly isInDays?: boolean;
  readonly error: string | undefined;
};

/** A duration as people write it ("4h", "1h30"), in a cell of a table: once left, it is written short. */
export function DurationField(props: DurationFieldProps): ReactElement {
  const { label, value, onChange, dayMs, isInDays = false, error } = props;
  const print = (durationMs: number | undefined): string => durationText(durationMs, isInDays ? dayMs : null);
  const [typed, setTyped] = useState(() => print(value));
  // What is typed stays while it says what the row has; else the row has been changed from elsewhere.
  const text = Object.is(readDuration(typed, dayMs), value) ? typed : print(value);
  return (
    <CellField
      label={label}
      value={text}
      error={error}
      onChange={(next) => {
        setTyped(next);
        onChange(readDuration(next, dayMs));
      }}
      onBlur={() => setTyped(print(value) || text)}
    />
  );
}

/** A duration as its field says it: none and what is unreadable are empty. */
function durationText(durationMs: number | undefined, dayMs: number | null): string {
  return durationMs === undefined || !(durationMs > 0) ? '' : formatDuration(durationMs, dayMs);
}

/** What a field for a duration says, ms; undefined for none, NaN for what cannot be read. */
function readDuration(text: string, dayMs: number | null): number | undefined {
  return text.trim() === '' ? undefined : (parseDuration(text, dayMs) ?? Number.NaN);
}
