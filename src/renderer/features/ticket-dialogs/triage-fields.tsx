import type { ReactElement } from 'react';
import { PRIORITIES, type Priority } from '../../../shared/domain/priority.ts';
import { IMPACTS, type Impact, priorityOf, URGENCIES, type Urgency } from '../../../shared/domain/triage.ts';
import { useText } from '../../lib/text.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './triage-fields.module.css';

/** How a ticket is judged in a dialog; null: not judged yet. */
export type Judgement = {
  readonly impact: Impact | null;
  readonly urgency: Urgency | null;
  readonly priority: Priority;
};

/** The priority that impact and urgency give; null until both are chosen. */
export function givenBy({ impact, urgency }: Judgement): Priority | null {
  return impact === null || urgency === null ? null : priorityOf(impact, urgency);
}

/** Whether a priority was chosen that impact and urgency do not give. */
export function isOverridden(judgement: Judgement): boolean {
  const given = givenBy(judgement);
  return given !== null && given !== judgement.priority;
}

type TriageFieldsProps = {
  readonly value: Judgement;
  readonly onChange: (value: Judgement) => void;
};

/** Whom it affects and what they can still do; both give the priority. */
export function TriageFields({ value, onChange }: TriageFieldsProps): ReactElement {
  const say = useText();
  const judge = (part: Partial<Judgement>): void => {
    const next = { ...value, ...part };
    onChange({ ...next, priority: givenBy(next) ?? next.priority });
  };
  return (
    <div className={styles['triage']}>
      <div className={styles['field']}>
        <span className={styles['label']} aria-hidden>
          {say('triage.impact')}
        </span>
        <Segmented
          label={say('triage.impact')}
          value={value.impact}
          onChange={(impact) => judge({ impact })}
          options={IMPACTS.map((id) => ({ id, label: say(`impact.${id}`) }))}
        />
      </div>
      <div className={styles['field']}>
        <span className={styles['label']} aria-hidden>
          {say('triage.urgency')}
        </span>
        <Segmented
          label={say('triage.urgency')}
          value={value.urgency}
          onChange={(urgency) => judge({ urgency })}
          options={URGENCIES.map((id) => ({ id, label: say(`urgency.${id}`) }))}
        />
      </div>
    </div>
  );
}

/** The priority, with a word at the one that impact and urgency give; it can be another. */
export function PrioritySelect({
  value,
  onChange,
  label,
}: TriageFieldsProps & { readonly label: string }): ReactElement {
  const say = useText();
  const given = givenBy(value);
  return (
    <Select
      label={label}
      value={value.priority}
      onChange={(priority) => onChange({ ...value, priority })}
      placeholder={say('common.choose')}
      options={PRIORITIES.map((id) => ({
        id,
        label: say(`priority.${id}`),
        ...(id === given ? { hint: say('triage.given') } : {}),
      }))}
    />
  );
}
