import type { ReactElement } from 'react';
import { type Control, useWatch } from 'react-hook-form';
import { PRIORITIES } from '../../../../shared/domain/priority.ts';
import { CHANNELS } from '../../../../shared/domain/ticket.ts';
import { usualDayMs } from '../../../../shared/sla/week.ts';
import type { Workspace } from '../../../db/workspace.ts';
import { categoryChoices } from '../../../lib/category-choices.ts';
import { useText } from '../../../lib/text.ts';
import { FormActive, FormCheck, FormMany, FormSelect, FormText } from '../form-fields.tsx';
import type { FieldsProps } from '../section.ts';
import { EffectiveField } from './effective-field.tsx';
import { PauseGrid } from './pause-grid.tsx';
import { WHEN_SAVED_MS } from './policy-edits.ts';
import { CustomerTargets, ReopenWindow, TierTargets } from './target-tables.tsx';
import { WarningFields } from './warning-fields.tsx';
import styles from './policy-fields.module.css';

type PolicyFieldsProps = FieldsProps<'policy'> & { readonly workspace: Workspace };

/** All of a policy: for which tickets, what is promised by when, what pauses it, and who is warned when. */
export function PolicyFields({ control, item, workspace }: PolicyFieldsProps): ReactElement {
  const say = useText();
  const calendars = [...workspace.calendarRows.values()]
    .map(({ id, name }) => ({ id, label: name }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
  const dayMs = useDayMs(control, workspace);
  return (
    <>
      <FormText control={control} name="name" label={say('admin.field.name')} maxLength={200} />
      <Part title={say('admin.field.conditions')} hint={say('policy.matchHint')}>
        <FormMany
          control={control}
          name="match.priorities"
          label={say('routing.condition.priorities')}
          options={PRIORITIES.map((id) => ({ id, label: say(`priority.${id}`) }))}
        />
        <FormMany
          control={control}
          name="match.channels"
          label={say('routing.condition.channels')}
          options={CHANNELS.map((id) => ({ id, label: say(`channel.${id}`) }))}
        />
        <FormMany
          control={control}
          name="match.categoryIds"
          label={say('routing.condition.categoryIds')}
          options={categoryChoices(workspace)}
        />
      </Part>
      <Part title={say('policy.customer')} hint={say('policy.targetHint')}>
        <FormSelect control={control} name="calendarId" label={say('policy.calendar')} options={calendars} />
        <CustomerTargets control={control} dayMs={dayMs} />
      </Part>
      <Part title={say('policy.tiers')} hint={say('policy.tiersHint')}>
        <TierTargets control={control} dayMs={dayMs} calendars={calendars} />
        <FormCheck control={control} name="newBudgetPerStay" label={say('policy.newBudget')} />
      </Part>
      <Part title={say('policy.pauses')} hint={say('policy.pausesHint')}>
        <PauseGrid control={control} />
      </Part>
      <Part title={say('policy.warnings')}>
        <WarningFields control={control} dayMs={dayMs} />
      </Part>
      <ReopenWindow control={control} />
      <FormActive
        control={control}
        name="isActive"
        label={say('policy.active')}
        hint={say('policy.activeHint')}
        touches={[]}
      />
      <EffectiveField key={item?.version} control={control} whenSaved={WHEN_SAVED_MS} hint={say('policy.editHint')} />
    </>
  );
}

/** What a day of business time is in the policy's calendar, ms. */
function useDayMs(control: Control, { calendarRows }: Workspace): number | null {
  const calendarId: unknown = useWatch({ control, name: 'calendarId' });
  const calendar = typeof calendarId === 'string' ? calendarRows.get(calendarId) : undefined;
  return calendar === undefined ? null : usualDayMs(calendar.spec);
}

type PartProps = { readonly title: string; readonly hint?: string; readonly children: React.ReactNode };

function Part({ title, hint, children }: PartProps): ReactElement {
  return (
    <section className={styles['part']} aria-label={title}>
      <h3 className={styles['partTitle']}>{title}</h3>
      {hint === undefined ? null : <p className={styles['hint']}>{hint}</p>}
      {children}
    </section>
  );
}
