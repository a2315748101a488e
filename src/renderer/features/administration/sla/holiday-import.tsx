import { type ReactElement, useMemo, useState } from 'react';
import type { CalendarSpec } from '../../../../shared/sla/calendar-spec.ts';
import { timeOf } from '../../../../shared/sla/week.ts';
import { useLanguage, useText } from '../../../lib/text.ts';
import { currentNowMs } from '../../../lib/use-now.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { ComboBox } from '../../../ui/combo-box.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Select } from '../../../ui/select.tsx';
import { holidaysOf, hoursOfDate, withHalfHoliday, withHolidays } from './calendar-edits.ts';
import { dateText } from './calendar-words.ts';
import type * as HolidaySource from './holiday-source.ts';
import styles from './holiday-import.module.css';

type OfferedHoliday = HolidaySource.OfferedHoliday;

const NONE = 'none';
const YEARS_AHEAD = 4;
/** What closes offices in most places; the rest is for each team to say. */
const CHOSEN_AT_FIRST: readonly OfferedHoliday['kind'][] = ['public', 'bank'];

export type HolidayImportProps = {
  /** Handed in, for it is too large to come along unasked. */
  readonly source: typeof HolidaySource;
  readonly spec: CalendarSpec;
  readonly onChange: (spec: CalendarSpec) => void;
  readonly onClose: () => void;
};

/** Takes the holidays of a country, a state and a city into a calendar, each seen before it is added. */
export function HolidayImportDialog({ source, spec, onChange, onClose }: HolidayImportProps): ReactElement {
  const say = useText();
  const language = useLanguage();
  const thisYear = new Date(currentNowMs()).getFullYear();
  const [country, setCountry] = useState<string | null>('BR');
  const [state, setState] = useState('');
  const [region, setRegion] = useState('');
  const [years, setYears] = useState<readonly number[]>([thisYear, thisYear + 1]);
  /** What has been ticked or unticked by hand, by key. */
  const [picked, setPicked] = useState<ReadonlyMap<string, boolean>>(new Map());
  const countryNames = useMemo(() => source.countries(language), [source, language]);
  const offered = useMemo(
    () => (country === null ? [] : source.holidaysIn({ country, state, region }, years, language)),
    [source, country, state, region, years, language],
  );
  const known = new Set(holidaysOf(spec).map(({ on }) => on));
  const isThere = ({ date, closed }: OfferedHoliday): boolean =>
    closed === null
      ? known.has(date) || known.has(date.slice(5))
      : spec.overrides?.[date] !== undefined || known.has(date) || hoursOfDate(spec, date).length === 0;
  const isChosen = (one: OfferedHoliday): boolean =>
    !isThere(one) && (picked.get(keyOf(one)) ?? (one.closed === null && CHOSEN_AT_FIRST.includes(one.kind)));
  const lineOf = ({ date, name }: OfferedHoliday): string => `${dateText(date, language)} · ${name}`;
  const chosen = offered.filter(isChosen);
  const pickAll = (isPicked: boolean): void => setPicked(new Map(offered.map((one) => [keyOf(one), isPicked])));
  const add = async (): Promise<void> => {
    const whole = chosen.filter(({ closed }) => closed === null);
    const withWhole = withHolidays(
      spec,
      whole.map(({ date, name }) => ({ on: date, name, isAnnual: false })),
    );
    onChange(
      chosen.reduce(
        (next, { date, closed }) => (closed === null ? next : withHalfHoliday(next, date, closed)),
        withWhole,
      ),
    );
    onClose();
  };
  return (
    <Dialog
      title={say('holidays.title')}
      closeLabel={say('common.close')}
      width="lg"
      onClose={onClose}
      onSubmit={add}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            {say('common.cancel')}
          </Button>
          <Button variant="primary" type="submit" isDisabled={chosen.length === 0}>
            {say('holidays.add', { count: chosen.length })}
          </Button>
        </>
      }
    >
      <div className={styles['where']}>
        <ComboBox
          label={say('holidays.country')}
          openLabel={say('holidays.countries')}
          options={countryNames}
          value={country}
          onChange={(next) => {
            setCountry(next);
            setState('');
            setRegion('');
          }}
        />
        <PlaceSelect
          label={say('holidays.state')}
          none={say('holidays.wholeCountry')}
          options={country === null ? [] : source.states(country)}
          value={state}
          onChange={(next) => {
            setState(next);
            setRegion('');
          }}
        />
        <PlaceSelect
          label={say('holidays.region')}
          none={say('holidays.wholeState')}
          options={country === null || state === '' ? [] : source.regions(country, state)}
          value={region}
          onChange={setRegion}
        />
      </div>
      <fieldset className={styles['years']} aria-label={say('holidays.years')}>
        {Array.from({ length: YEARS_AHEAD + 1 }, (_, ahead) => thisYear + ahead).map((year) => (
          <Checkbox
            key={year}
            label={String(year)}
            isChecked={years.includes(year)}
            onChange={(isOn) =>
              setYears(isOn ? [...years, year].toSorted((a, b) => a - b) : years.filter((other) => other !== year))
            }
          />
        ))}
        <span className={styles['picks']}>
          <Button size="sm" variant="ghost" onClick={() => pickAll(true)}>
            {say('holidays.all')}
          </Button>
          <Button size="sm" variant="ghost" onClick={() => pickAll(false)}>
            {say('holidays.none')}
          </Button>
        </span>
      </fieldset>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long list is scrolled by keyboard too (WCAG 2.1.1) */}
      <ul className={styles['list']} tabIndex={0} aria-label={say('holidays.offered')}>
        {offered.map((one) => (
          <li key={keyOf(one)} className={styles['row']}>
            {isThere(one) ? (
              <span className={styles['there']}>{lineOf(one)}</span>
            ) : (
              <Checkbox
                label={lineOf(one)}
                isChecked={isChosen(one)}
                onChange={(isPicked) => setPicked(new Map([...picked, [keyOf(one), isPicked]]))}
              />
            )}
            <span className={styles['kind']}>
              {isThere(one)
                ? say('holidays.there')
                : one.closed === null
                  ? say(`holidays.kind.${one.kind}`)
                  : say('holidays.closedPart', { from: timeOf(one.closed.from), to: timeOf(one.closed.to) })}
            </span>
          </li>
        ))}
        {offered.length === 0 ? <li className={styles['row']}>{say('holidays.nothing')}</li> : null}
      </ul>
      <p className={styles['hint']}>{say('holidays.hint')}</p>
    </Dialog>
  );
}

function keyOf({ date, closed }: OfferedHoliday): string {
  return closed === null ? date : `${date} ${closed.from}`;
}

type PlaceSelectProps = {
  readonly label: string;
  readonly none: string;
  readonly options: readonly { readonly id: string; readonly label: string }[];
  readonly value: string;
  readonly onChange: (id: string) => void;
};

/** A part of a country, or all of it; not there where none has holidays of its own. */
function PlaceSelect({ label, none, options, value, onChange }: PlaceSelectProps): ReactElement | null {
  const say = useText();
  if (options.length === 0) return null;
  return (
    <Select
      label={label}
      options={[{ id: NONE, label: none }, ...options]}
      value={value === '' ? NONE : value}
      onChange={(id) => onChange(id === NONE ? '' : id)}
      placeholder={say('common.choose')}
    />
  );
}
