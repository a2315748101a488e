import { Plus, X } from 'lucide-react';
import type { ReactElement } from 'react';
import { type Interval, isPastMidnight, nextInterval, tidyTime } from '../../../../shared/sla/week.ts';
import { useText } from '../../../lib/text.ts';
import { Button } from '../../../ui/button.tsx';
import { CellField } from './cell-field.tsx';
import styles from './intervals-editor.module.css';

type IntervalsEditorProps = {
  /** The day they are of, in words: it begins the name of every field. */
  readonly day: string;
  readonly intervals: readonly Interval[];
  readonly onChange: (intervals: readonly Interval[]) => void;
  /** What is wrong with them; `at` is which one, where it is one alone. */
  readonly problem: string | undefined;
  readonly problemOf: (index: number) => string | undefined;
};

/** The open times of a day, from when to when, as many as there are; none is closed. */
export function IntervalsEditor({ day, intervals, onChange, problem, problemOf }: IntervalsEditorProps): ReactElement {
  const say = useText();
  const set = (index: number, at: 0 | 1, time: string): void =>
    onChange(
      intervals.map(([from, to], other): Interval => {
        if (other !== index) return [from, to];
        return at === 0 ? [time, to] : [from, time];
      }),
    );
  const tidy = (index: number, at: 0 | 1, time: string): void => {
    if (tidyTime(time) !== time) set(index, at, tidyTime(time));
  };
  const isWrong = problem !== undefined;
  return (
    <div className={styles['intervals']}>
      {intervals.length === 0 ? <span className={styles['closed']}>{say('calendar.closed')}</span> : null}
      {intervals.map((interval, index) => {
        const isOneWrong =
          problemOf(index) !== undefined || (isWrong && intervals.every((_, i) => problemOf(i) === undefined));
        const names = { day, number: index + 1 };
        return (
          <div key={index} className={styles['interval']} data-invalid={isOneWrong || undefined}>
            <CellField
              label={say('calendar.from', names)}
              value={interval[0]}
              placeholder="08:00"
              onChange={(time) => set(index, 0, time)}
              onBlur={() => tidy(index, 0, interval[0])}
            />
            <span aria-hidden>–</span>
            <CellField
              label={say('calendar.to', names)}
              value={interval[1]}
              placeholder="18:00"
              onChange={(time) => set(index, 1, time)}
              onBlur={() => tidy(index, 1, interval[1])}
            />
            <Button
              variant="ghost"
              size="sm"
              icon={<X size={13} />}
              aria-label={say('calendar.removeInterval', names)}
              onClick={() => onChange(intervals.filter((_, other) => other !== index))}
            />
            {isPastMidnight(interval) ? <small className={styles['late']}>{say('calendar.nextDay')}</small> : null}
          </div>
        );
      })}
      <Button
        variant="ghost"
        size="sm"
        icon={<Plus size={14} />}
        aria-label={say('calendar.addInterval', { day })}
        onClick={() => onChange([...intervals, nextInterval(intervals)])}
      />
      {problem === undefined ? null : (
        <p role="alert" className={styles['error']}>
          {problem}
        </p>
      )}
    </div>
  );
}
