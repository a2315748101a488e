import type { ReactElement } from 'react';
import { type CalendarSpec, WEEKDAYS } from '../../../../shared/sla/calendar-spec.ts';
import { weekBars } from '../../../../shared/sla/week.ts';
import { useLanguage, useText } from '../../../lib/text.ts';
import { shortWeekdayName, weekText } from './calendar-words.ts';
import styles from './week-strip.module.css';

const HOURS = [0, 6, 12, 18, 24];
const DAY_MINUTES = 1440;

/** A week drawn: a line a day from 0 to 24 h, filled where it is open. */
export function WeekStrip({ spec }: { readonly spec: CalendarSpec }): ReactElement {
  const say = useText();
  const language = useLanguage();
  const bars = weekBars(spec);
  return (
    <figure className={styles['strip']}>
      {WEEKDAYS.map((day, index) => (
        <div key={day} className={styles['line']} aria-hidden>
          <span className={styles['name']}>{shortWeekdayName(day, language)}</span>
          <svg className={styles['bar']} viewBox={`0 0 ${DAY_MINUTES} 10`} preserveAspectRatio="none">
            {(bars[index] ?? []).map(({ from, to }) => (
              <rect key={from} x={from} y={0} width={to - from} height={10} className={styles['open']} />
            ))}
            {HOURS.slice(1, -1).map((hour) => (
              <rect key={hour} x={hour * 60} y={0} width={3} height={10} className={styles['tick']} />
            ))}
          </svg>
        </div>
      ))}
      <div className={styles['line']} aria-hidden>
        <span className={styles['name']} />
        <span className={styles['hours']}>
          {HOURS.map((hour) => (
            <span key={hour}>{hour}</span>
          ))}
        </span>
      </div>
      <figcaption className={styles['caption']}>{weekText(spec, language, say)}</figcaption>
    </figure>
  );
}
