import type { ReactElement } from 'react';
import { canAdminister } from '../../../shared/access/access.ts';
import { inPolicyOrder } from '../../../shared/attempts/attempt-standing.ts';
import { moveInOrder } from '../../../shared/domain/move-in-order.ts';
import { PRIORITIES } from '../../../shared/domain/priority.ts';
import { isCutOff } from '../../../shared/sync/status.ts';
import type { Workspace } from '../../db/workspace.ts';
import { categoryChoices } from '../../lib/category-choices.ts';
import { newId } from '../../lib/new-id.ts';
import { useText } from '../../lib/text.ts';
import { useSyncStatus } from '../../sync/status.ts';
import { AttemptLimits } from './attempt-limits.tsx';
import { describeAttemptPolicy, limitsText, matchText } from './attempt-policy-words.ts';
import { FormActive, FormCheck, FormMany, FormSelect, FormText } from './form-fields.tsx';
import { MoveButtons, useMoves } from './move-rows.tsx';
import { ResourceFrame } from './resource-frame.tsx';
import type { FieldsProps, Section } from './section.ts';
import styles from './sla/policy-fields.module.css';

const WALL_CLOCK = 'wall';

/** How often, and for how long, each tier tries: policies in the order in which they are asked. */
export function AttemptPoliciesSection({ workspace }: { readonly workspace: Workspace }): ReactElement {
  const say = useText();
  const { moveInTurn } = useMoves('attemptPolicy');
  const { connection } = useSyncStatus();
  const mayMove = canAdminister(workspace.me) && !isCutOff(connection);
  const section: Section<'attemptPolicy'> = {
    kind: 'attemptPolicy',
    addLabel: say('attemptPolicy.add'),
    searchLabel: say('attemptPolicy.search'),
    firstField: 'name',
    blank: () => ({
      id: newId(),
      name: '',
      position: Math.max(0, ...workspace.attemptPolicies.map(({ position }) => position)) + 1,
      isActive: true,
      categoryIds: [],
      priorities: [],
      tiers: {},
      calendarId: null,
      isPerStay: true,
    }),
    order: (items) => {
      const policies = inPolicyOrder(items.map(({ row }) => row));
      const byId = new Map(items.map((item) => [item.row.id, item]));
      return policies.flatMap((policy, index) => {
        const item = byId.get(policy.id);
        if (item === undefined) return [];
        return [
          {
            item,
            detail: `${limitsText(policy, say)} ← ${matchText(policy, workspace, say)}`,
            trailing: mayMove ? (
              <MoveButtons
                isFirst={index === 0}
                isLast={index === policies.length - 1}
                name={policy.name}
                onMove={(by) =>
                  moveInTurn((now) => moveInOrder(inPolicyOrder(now.map(({ row }) => row)), policy.id, by))
                }
              />
            ) : null,
          },
        ];
      });
    },
    titleOf: (row) => row.name,
    isActive: (row) => row.isActive,
    describe: (row) => describeAttemptPolicy(row, workspace, say),
    renderFields: (props) => <PolicyFields {...props} workspace={workspace} />,
  };
  return <ResourceFrame section={section} workspace={workspace} />;
}

type PolicyFieldsProps = FieldsProps<'attemptPolicy'> & { readonly workspace: Workspace };

function PolicyFields({ control, workspace }: PolicyFieldsProps): ReactElement {
  const say = useText();
  const calendars = [...workspace.calendarRows.values()].toSorted((a, b) => a.name.localeCompare(b.name));
  return (
    <>
      <FormText
        control={control}
        name="name"
        label={say('attemptPolicy.name')}
        hint={say('attemptPolicy.orderHint')}
        maxLength={120}
      />
      <section className={styles['part']} aria-label={say('attemptPolicy.limits')}>
        <h3 className={styles['partTitle']}>{say('attemptPolicy.limits')}</h3>
        <p className={styles['hint']}>{say('attemptPolicy.limitsHint')}</p>
        <AttemptLimits control={control} />
      </section>
      <FormSelect
        control={control}
        name="calendarId"
        label={say('attemptPolicy.calendar')}
        options={[
          { id: WALL_CLOCK, label: say('attemptPolicy.wallClock') },
          ...calendars.map(({ id, name }) => ({ id, label: name })),
        ]}
        toValue={(id) => (id === WALL_CLOCK ? null : id)}
        toId={(value) => (typeof value === 'string' ? value : WALL_CLOCK)}
      />
      <FormCheck
        control={control}
        name="isPerStay"
        label={say('attemptPolicy.isPerStay')}
        hint={say('attemptPolicy.isPerStayHint')}
      />
      <FormMany
        control={control}
        name="categoryIds"
        label={say('attemptPolicy.categories')}
        hint={say('attemptPolicy.categoriesHint')}
        options={categoryChoices(workspace)}
      />
      <FormMany
        control={control}
        name="priorities"
        label={say('attemptPolicy.priorities')}
        hint={say('attemptPolicy.prioritiesHint')}
        options={PRIORITIES.map((id) => ({ id, label: say(`priority.${id}`) }))}
      />
      <FormActive
        control={control}
        name="isActive"
        label={say('attemptPolicy.active')}
        hint={say('attemptPolicy.activeHint')}
        touches={[]}
      />
    </>
  );
}
