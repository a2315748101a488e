import type { ReactElement } from 'react';
import type { CalendarSpec } from '../../../../shared/sla/calendar-spec.ts';
import { zoneOf } from '../../../../shared/sla/zone.ts';
import { useText } from '../../../lib/text.ts';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { ComboBox } from '../../../ui/combo-box.tsx';
import { FormText } from '../form-fields.tsx';
import type { FieldsProps } from '../section.ts';
import { DatesEditor } from './dates-editor.tsx';
import { EffectiveField } from './effective-field.tsx';
import { HolidayEditor } from './holiday-editor.tsx';
import { useRowField } from './use-row-field.ts';
import { WeekEditor } from './week-editor.tsx';
import styles from './calendar-fields.module.css';

const ZONES = [...Intl.supportedValuesOf('timeZone'), 'UTC'].map((id) => ({ id, label: id }));

/** All of a calendar: its zone, its week, its days off and the dates with hours of their own. */
export function CalendarFields({ control, item }: FieldsProps<'calendar'>): ReactElement {
  const say = useText();
  const { value: spec, set, problemAt, ownProblemAt, element } = useRowField<CalendarSpec>(control, 'spec');
  const isUnknown = spec.timeZone !== '' && zoneOf(spec.timeZone) === null;
  const weekProblem = ownProblemAt('weekly');
  return (
    <>
      <FormText control={control} name="name" label={say('admin.field.name')} maxLength={200} />
      <fieldset ref={element} className={styles['spec']} aria-label={say('calendar.hours')}>
        <ComboBox
          label={say('calendar.zone')}
          openLabel={say('calendar.zones')}
          options={ZONES}
          value={spec.timeZone}
          onChange={(zone) => set({ ...spec, timeZone: zone ?? '' })}
          isFree
          hint={isUnknown ? say('calendar.zoneUnknown', { zone: spec.timeZone }) : say('calendar.zoneHint')}
          error={problemAt('timeZone')}
        />
        <Checkbox
          label={say('calendar.alwaysOpen')}
          hint={say('calendar.alwaysOpenHint')}
          isChecked={spec.isAlwaysOpen === true}
          onChange={(isOpen) => {
            const { isAlwaysOpen: _before, ...rest } = spec;
            set(isOpen ? { ...rest, isAlwaysOpen: true } : rest);
          }}
        />
        {spec.isAlwaysOpen === true ? null : (
          <>
            <section className={styles['part']} aria-labelledby="calendar-week">
              <h3 id="calendar-week" className={styles['partTitle']}>
                {say('calendar.week')}
              </h3>
              <WeekEditor spec={spec} onChange={set} problemAt={problemAt} />
              {weekProblem === undefined ? null : (
                <p role="alert" className={styles['error']}>
                  {weekProblem}
                </p>
              )}
            </section>
            <HolidayEditor spec={spec} onChange={set} problem={problemAt('holidays') ?? problemAt('annualHolidays')} />
            <DatesEditor spec={spec} onChange={set} problemAt={problemAt} />
          </>
        )}
      </fieldset>
      <EffectiveField key={item?.version} control={control} whenSaved={undefined} hint={say('calendar.editHint')} />
    </>
  );
}
