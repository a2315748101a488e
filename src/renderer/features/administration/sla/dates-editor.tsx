import { CalendarPlus, X } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import type { CalendarSpec } from '../../../../shared/sla/calendar-spec.ts';
import { useLanguage, useText } from '../../../lib/text.ts';
import { Button } from '../../../ui/button.tsx';
import { hoursOfDate, withDateHours } from './calendar-edits.ts';
import { dateText } from './calendar-words.ts';
import { DateField } from './date-field.tsx';
import { IntervalsEditor } from './intervals-editor.tsx';
import styles from './calendar-fields.module.css';

type DatesEditorProps = {
  readonly spec: CalendarSpec;
  readonly onChange: (spec: CalendarSpec) => void;
  readonly problemAt: (path: string) => string | undefined;
};

/** The dates that have hours of their own: half days above all. One begins with the hours of its weekday. */
export function DatesEditor({ spec, onChange, problemAt }: DatesEditorProps): ReactElement {
  const say = useText();
  const language = useLanguage();
  const [date, setDate] = useState('');
  const dates = Object.entries(spec.overrides ?? {});
  return (
    <section className={styles['part']} aria-labelledby="calendar-dates">
      <div className={styles['partHead']}>
        <h3 id="calendar-dates" className={styles['partTitle']}>
          {say('calendar.dates')}
          <span className={styles['count']}>{dates.length}</span>
        </h3>
      </div>
      <p className={styles['hint']}>{say('calendar.datesHint')}</p>
      <ul className={styles['days']} aria-label={say('calendar.dates')}>
        {dates.map(([on, intervals]) => {
          const day = dateText(on, language);
          return (
            <li key={on} className={styles['dateRow']}>
              <span className={styles['date']}>{day}</span>
              <IntervalsEditor
                day={day}
                intervals={intervals}
                onChange={(next) => onChange(withDateHours(spec, on, next))}
                problem={problemAt(`overrides.${on}`)}
                problemOf={(index) => problemAt(`overrides.${on}.${index}`)}
              />
              <Button
                variant="ghost"
                size="sm"
                icon={<X size={13} />}
                aria-label={say('calendar.removeDate', { day })}
                onClick={() => onChange(withDateHours(spec, on, null))}
              />
            </li>
          );
        })}
      </ul>
      <fieldset className={styles['adder']} aria-label={say('calendar.addDate')}>
        <DateField label={say('calendar.dateOfHours')} value={date} onChange={setDate} />
        <Button
          icon={<CalendarPlus size={14} aria-hidden />}
          isDisabled={date === ''}
          onClick={() => {
            if (spec.overrides?.[date] === undefined) onChange(withDateHours(spec, date, hoursOfDate(spec, date)));
            setDate('');
          }}
        >
          {say('calendar.addDate')}
        </Button>
      </fieldset>
    </section>
  );
}
