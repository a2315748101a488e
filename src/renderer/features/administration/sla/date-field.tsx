import type { ReactElement } from 'react';
import { TextField } from '../../../ui/field.tsx';
import styles from './calendar-fields.module.css';

type DateFieldProps = {
  readonly label: string;
  /** As ISO 8601 has it; empty while none is chosen. */
  readonly value: string;
  readonly onChange: (date: string) => void;
};

/** A day of a calendar, from the first to the last that calendars count. */
export function DateField(props: DateFieldProps): ReactElement {
  return <TextField {...props} type="date" min="1900-01-01" max="2299-12-31" className={styles['dateField']} />;
}
