import { CalendarPlus, Globe, X } from 'lucide-react';
import { lazy, type ReactElement, Suspense, useState } from 'react';
import type { CalendarSpec } from '../../../../shared/sla/calendar-spec.ts';
import { useLanguage, useText } from '../../../lib/text.ts';
import { currentNowMs } from '../../../lib/use-now.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { TextField } from '../../../ui/field.tsx';
import { type Holiday, holidaysOf, withHolidays, withoutHoliday } from './calendar-edits.ts';
import { dateText } from './calendar-words.ts';
import { DateField } from './date-field.tsx';
import { HolidayImportDialog, type HolidayImportProps } from './holiday-import.tsx';
import styles from './calendar-fields.module.css';

// The holidays of the world are larger than the console: they are fetched when somebody asks for them.
const HolidayImport = lazy(async () => {
  const source = await import('./holiday-source.ts');
  return {
    default: (props: Omit<HolidayImportProps, 'source'>) => <HolidayImportDialog {...props} source={source} />,
  };
});

type HolidayEditorProps = {
  readonly spec: CalendarSpec;
  readonly onChange: (spec: CalendarSpec) => void;
  readonly problem: string | undefined;
};

/** The whole days off of a calendar: those of every year and those of a date, taken from a country's or typed. */
export function HolidayEditor({ spec, onChange, problem }: HolidayEditorProps): ReactElement {
  const say = useText();
  const thisYear = String(new Date(currentNowMs()).getFullYear());
  const [isImporting, setImporting] = useState(false);
  const holidays = holidaysOf(spec);
  return (
    <section className={styles['part']} aria-labelledby="calendar-holidays">
      <div className={styles['partHead']}>
        <h3 id="calendar-holidays" className={styles['partTitle']}>
          {say('calendar.holidays')}
          <span className={styles['count']}>{holidays.length}</span>
        </h3>
        <Button size="sm" icon={<Globe size={14} aria-hidden />} onClick={() => setImporting(true)}>
          {say('holidays.import')}
        </Button>
      </div>
      {holidays.length === 0 ? <p className={styles['hint']}>{say('calendar.noHolidays')}</p> : null}
      {yearsOf(holidays).map(([year, ofYear]) => (
        // The years that are over are folded away.
        <details key={year} className={styles['year']} open={year === '' || year >= thisYear}>
          <summary>
            {year === '' ? say('calendar.everyYear') : say('calendar.year', { year, count: ofYear.length })}
          </summary>
          <ul className={styles['days']} aria-label={`${say('calendar.holidays')} ${year}`.trim()}>
            {ofYear.map((holiday) => (
              <HolidayRow key={holiday.on} holiday={holiday} onRemove={() => onChange(withoutHoliday(spec, holiday))} />
            ))}
          </ul>
        </details>
      ))}
      <AddHoliday onAdd={(holiday) => onChange(withHolidays(spec, [holiday]))} />
      {problem === undefined ? null : (
        <p role="alert" className={styles['error']}>
          {problem}
        </p>
      )}
      {isImporting ? (
        <Suspense>
          <HolidayImport spec={spec} onChange={onChange} onClose={() => setImporting(false)} />
        </Suspense>
      ) : null}
    </section>
  );
}

/** Days off by year, those of every year first, under "". */
function yearsOf(holidays: readonly Holiday[]): readonly (readonly [string, readonly Holiday[]])[] {
  const years = new Map<string, Holiday[]>();
  for (const holiday of holidays) {
    const year = holiday.isAnnual ? '' : holiday.on.slice(0, 4);
    const ofYear = years.get(year) ?? [];
    years.set(year, [...ofYear, holiday]);
  }
  return [...years];
}

type HolidayRowProps = { readonly holiday: Holiday; readonly onRemove: () => void };

function HolidayRow({ holiday: { on, name }, onRemove }: HolidayRowProps): ReactElement {
  const say = useText();
  const day = dateText(on, useLanguage());
  return (
    <li className={styles['dayRow']}>
      <span className={styles['date']}>{day}</span>
      <span className={styles['what']}>{name === '' ? say('deadline.kind.holiday') : name}</span>
      <Button
        variant="ghost"
        size="sm"
        icon={<X size={13} />}
        aria-label={say('calendar.removeHoliday', { name, day })}
        onClick={onRemove}
      />
    </li>
  );
}

function AddHoliday({ onAdd }: { readonly onAdd: (holiday: Holiday) => void }): ReactElement {
  const say = useText();
  const [date, setDate] = useState('');
  const [name, setName] = useState('');
  const [isAnnual, setAnnual] = useState(false);
  const add = (): void => {
    if (date === '') return;
    onAdd({ on: isAnnual ? date.slice(5) : date, name: name.trim(), isAnnual });
    setDate('');
    setName('');
  };
  return (
    <fieldset className={styles['adder']} aria-label={say('calendar.addHoliday')}>
      <DateField label={say('calendar.date')} value={date} onChange={setDate} />
      <TextField
        label={say('calendar.holidayName')}
        maxLength={200}
        value={name}
        onChange={setName}
        className={styles['grow']}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.ctrlKey) return;
          event.preventDefault();
          add();
        }}
      />
      <Checkbox label={say('calendar.everyYear')} isChecked={isAnnual} onChange={setAnnual} />
      <Button icon={<CalendarPlus size={14} aria-hidden />} isDisabled={date === ''} onClick={add}>
        {say('calendar.addHoliday')}
      </Button>
    </fieldset>
  );
}
