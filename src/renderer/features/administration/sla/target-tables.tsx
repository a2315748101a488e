import type { ReactElement } from 'react';
import { type Control, type FieldError, useWatch } from 'react-hook-form';
import { PRIORITIES } from '../../../../shared/domain/priority.ts';
import { tierName } from '../../../../shared/domain/tier.ts';
import { type Policy, prioritySchema } from '../../../../shared/sla/policy.ts';
import { type Say, useText } from '../../../lib/text.ts';
import { Select } from '../../../ui/select.tsx';
import { fieldErrorText } from '../form-fields.tsx';
import { DurationField } from './duration-field.tsx';
import { CUSTOMER_TARGETS, TIER_KEYS, TIER_TARGETS, withCustomerTarget, withTier } from './policy-edits.ts';
import { targetName } from './policy-words.ts';
import { useRowField } from './use-row-field.ts';
import styles from './policy-fields.module.css';

const OWN = 'policy';
const TIERS_BY_KEY = { '1': 1, '2': 2, '3': 3 } as const;
/** A wall-clock day, for what is not counted in business time. */
const WALL_DAY_MS = 86_400_000;

/** What is wrong with a duration, in words. */
export function durationError(error: FieldError | undefined, say: Say): string | undefined {
  const type: string | undefined = error?.type;
  if (type === 'invalid_type') return say('policy.error.noDuration');
  if (type === 'too_small') return say('policy.error.notPositive');
  return type === 'too_big' ? say('policy.error.tooLong') : fieldErrorText(error, say);
}

type TargetsProps = { readonly control: Control; readonly dayMs: number | null };

/** The customers' targets: a line for each priority that the policy is for, a column for each clock. */
export function CustomerTargets({ control, dayMs }: TargetsProps): ReactElement {
  const say = useText();
  const { value, set, problemAt, element } = useRowField<Policy['customer']>(control, 'customer', durationError);
  const watched: unknown = useWatch({ control, name: 'match.priorities' });
  const matched = prioritySchema.array().min(1).safeParse(watched).data ?? PRIORITIES;
  const shown = PRIORITIES.filter((priority) => matched.includes(priority) || value[priority] !== undefined);
  return (
    <fieldset ref={element} className={styles['table']} aria-label={say('policy.customer')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('priority.label')}</th>
            {CUSTOMER_TARGETS.map((target) => (
              <th key={target} scope="col">
                {targetName(target, say)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((priority) => (
            <tr key={priority}>
              <th scope="row">{say(`priority.${priority}`)}</th>
              {CUSTOMER_TARGETS.map((target) => (
                <td key={target}>
                  <DurationField
                    label={`${priority}, ${targetName(target, say)}`}
                    value={value[priority]?.[target]}
                    onChange={(targetMs) => set(withCustomerTarget(value, priority, target, targetMs))}
                    dayMs={dayMs}
                    error={problemAt(`${priority}.${target}`)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </fieldset>
  );
}

type TierTargetsProps = TargetsProps & {
  readonly calendars: readonly { readonly id: string; readonly label: string }[];
};

/** The tiers' own targets, and the calendar they are counted in where it is another. */
export function TierTargets({ control, dayMs, calendars }: TierTargetsProps): ReactElement {
  const say = useText();
  const { value, set, problemAt, element } = useRowField<Policy['tiers']>(control, 'tiers', durationError);
  return (
    <fieldset ref={element} className={styles['table']} aria-label={say('policy.tiers')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('sample.tier')}</th>
            {TIER_TARGETS.map((target) => (
              <th key={target} scope="col">
                {say(`policy.target.${target}`)}
              </th>
            ))}
            <th scope="col">{say('deadline.calendar')}</th>
          </tr>
        </thead>
        <tbody>
          {TIER_KEYS.map((tier) => {
            const name = tierName(TIERS_BY_KEY[tier]);
            return (
              <tr key={tier}>
                <th scope="row">{name}</th>
                {TIER_TARGETS.map((target) => (
                  <td key={target}>
                    <DurationField
                      label={`${name}, ${say(`policy.target.${target}`)}`}
                      value={value[tier]?.[target]}
                      onChange={(targetMs) => set(withTier(value, tier, target, targetMs))}
                      dayMs={dayMs}
                      error={problemAt(`${tier}.${target}`)}
                    />
                  </td>
                ))}
                <td>
                  <Select
                    label={`${name}, ${say('deadline.calendar')}`}
                    isLabelHidden
                    options={[{ id: OWN, label: say('policy.sameCalendar') }, ...calendars]}
                    value={value[tier]?.calendarId ?? OWN}
                    onChange={(id) => set(withTier(value, tier, 'calendarId', id === OWN ? undefined : id))}
                    placeholder={say('common.choose')}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </fieldset>
  );
}

/** Within how long a reopened ticket goes on as it was, by the wall clock. */
export function ReopenWindow({ control }: { readonly control: Control }): ReactElement {
  const say = useText();
  const { value, set, problemAt, element } = useRowField<number | undefined>(control, 'reopenWindowMs', durationError);
  return (
    <fieldset ref={element} className={styles['single']} aria-label={say('policy.reopen')}>
      <p className={styles['label']}>{say('policy.reopen')}</p>
      <DurationField
        label={say('policy.reopen')}
        value={value}
        onChange={set}
        dayMs={WALL_DAY_MS}
        isInDays
        error={problemAt('')}
      />
      <p className={styles['hint']}>{say('policy.reopenHint')}</p>
    </fieldset>
  );
}
