import { type ReactElement, useState } from 'react';
import type { Control } from 'react-hook-form';
import type { AttemptLimit, AttemptPolicy } from '../../../shared/domain/attempt-policy.ts';
import { TIERS, tierName } from '../../../shared/domain/tier.ts';
import { useText } from '../../lib/text.ts';
import { CellField } from './sla/cell-field.tsx';
import { DurationField } from './sla/duration-field.tsx';
import { useRowField } from './sla/use-row-field.ts';
import styles from './sla/policy-fields.module.css';

type Tiers = AttemptPolicy['tiers'];
const NO_LIMIT: AttemptLimit = { mostAttempts: null, mostMs: null };

/** The most attempts and the most time of each tier; an empty cell limits nothing. */
export function AttemptLimits({ control }: { readonly control: Control }): ReactElement {
  const say = useText();
  const { value, set, problemAt, element } = useRowField<Tiers>(control, 'tiers');
  const isWrong = (path: string): boolean => problemAt(path) !== undefined;
  const change = (tier: keyof Tiers, part: Partial<AttemptLimit>): void => {
    const limit = { ...(value[tier] ?? NO_LIMIT), ...part };
    const { [tier]: _before, ...others } = value;
    set(limit.mostAttempts === null && limit.mostMs === null ? others : { ...others, [tier]: limit });
  };
  return (
    <fieldset ref={element} className={styles['table']} aria-label={say('attemptPolicy.limits')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('attemptPolicy.tier')}</th>
            <th scope="col">{say('attemptPolicy.attemptsColumn')}</th>
            <th scope="col">{say('attemptPolicy.timeColumn')}</th>
          </tr>
        </thead>
        <tbody>
          {TIERS.map((tier) => {
            const key = `${tier}` as const;
            const limit = value[key] ?? NO_LIMIT;
            return (
              <tr key={tier}>
                <th scope="row">{tierName(tier)}</th>
                <td>
                  <CountField
                    label={say('attemptPolicy.mostAttempts', { tier: tierName(tier) })}
                    value={limit.mostAttempts}
                    onChange={(mostAttempts) => change(key, { mostAttempts })}
                    error={isWrong(`${tier}.mostAttempts`) ? say('attemptPolicy.badCount') : undefined}
                  />
                </td>
                <td>
                  <DurationField
                    label={say('attemptPolicy.mostTime', { tier: tierName(tier) })}
                    value={limit.mostMs ?? undefined}
                    onChange={(mostMs) => change(key, { mostMs: mostMs ?? null })}
                    dayMs={null}
                    error={isWrong(`${tier}.mostMs`) ? say('attemptPolicy.badTime') : undefined}
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

type CountFieldProps = {
  readonly label: string;
  /** null for none, NaN for what is no number. */
  readonly value: number | null;
  readonly onChange: (count: number | null) => void;
  readonly error: string | undefined;
};

/** A count in a cell; what is typed stays while it says what the row has. */
function CountField({ label, value, onChange, error }: CountFieldProps): ReactElement {
  const [typed, setTyped] = useState(() => countText(value));
  const text = Object.is(readCount(typed), value) ? typed : countText(value);
  return (
    <CellField
      label={label}
      value={text}
      onChange={(next) => {
        setTyped(next);
        onChange(readCount(next));
      }}
      error={error}
    />
  );
}

function readCount(text: string): number | null {
  return text.trim() === '' ? null : Number(text);
}

function countText(count: number | null): string {
  return count === null || Number.isNaN(count) ? '' : String(count);
}
