import type { ReactElement } from 'react';
import { type QuietHours, wallTimeSchema } from '../../../shared/notifications/quiet-hours.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { TextField } from '../../ui/field.tsx';
import { SettingGroup } from './setting-group.tsx';
import styles from './settings.module.css';

const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6];
/** 5 January 1970 was a Monday. */
const A_MONDAY_MS = 4 * 86_400_000;

type QuietHoursGroupProps = { readonly quiet: QuietHours; readonly onChange: (quiet: QuietHours) => void };

/** From when to when nothing is told, on which days, and whether a P1 is told all the same. */
export function QuietHoursGroup({ quiet, onChange }: QuietHoursGroupProps): ReactElement {
  const say = useText();
  const change = (part: Partial<QuietHours>): void => onChange({ ...quiet, ...part });
  return (
    <SettingGroup title={say('notifications.quiet')} hint={say('notifications.quietHint')}>
      <Checkbox label={say('notifications.quiet.on')} isChecked={quiet.isOn} onChange={(isOn) => change({ isOn })} />
      {quiet.isOn ? <Hours quiet={quiet} change={change} /> : null}
    </SettingGroup>
  );
}

type HoursProps = { readonly quiet: QuietHours; readonly change: (part: Partial<QuietHours>) => void };

function Hours({ quiet, change }: HoursProps): ReactElement {
  const say = useText();
  const { from, to, weekdays, letsP1Through } = quiet;
  // A time that is half typed is empty, and not yet one.
  const take = (part: 'from' | 'to') => (time: string) => {
    if (wallTimeSchema.safeParse(time).success) change({ [part]: time });
  };
  return (
    <>
      <div className={styles['times']}>
        <TextField label={say('notifications.quiet.from')} type="time" required value={from} onChange={take('from')} />
        <TextField label={say('notifications.quiet.to')} type="time" required value={to} onChange={take('to')} />
      </div>
      <p className={styles['hint']}>
        {to <= from ? `${say('notifications.quiet.next')} ` : ''}
        {say('notifications.quiet.zone', { zone: new Intl.DateTimeFormat().resolvedOptions().timeZone })}
      </p>
      <Weekdays chosen={weekdays} onChange={(days) => change({ weekdays: [...days] })} />
      <Checkbox
        label={say('notifications.quiet.p1')}
        isChecked={letsP1Through}
        onChange={(isOn) => change({ letsP1Through: isOn })}
      />
    </>
  );
}

type WeekdaysProps = { readonly chosen: readonly number[]; readonly onChange: (days: readonly number[]) => void };

function Weekdays({ chosen, onChange }: WeekdaysProps): ReactElement {
  const say = useText();
  const format = new Intl.DateTimeFormat(useLanguage(), { weekday: 'long', timeZone: 'UTC' });
  return (
    <fieldset className={styles['days']}>
      <legend>{say('notifications.quiet.weekdays')}</legend>
      {WEEKDAYS.map((day) => (
        <Checkbox
          key={day}
          label={format.format(A_MONDAY_MS + day * 86_400_000)}
          isChecked={chosen.includes(day)}
          onChange={(isOn) =>
            onChange(isOn ? [...chosen, day].toSorted((a, b) => a - b) : chosen.filter((other) => other !== day))
          }
        />
      ))}
      {chosen.length === 0 ? <p className={styles['hint']}>{say('notifications.quiet.noWeekdays')}</p> : null}
    </fieldset>
  );
}
