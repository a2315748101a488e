import { FlaskConical } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { type Control, useWatch } from 'react-hook-form';
import { canAdminister } from '../../../shared/access/access.ts';
import { moveInOrder } from '../../../shared/domain/move-in-order.ts';
import { PRIORITIES } from '../../../shared/domain/priority.ts';
import { type RoutingRule, routingRuleSchema } from '../../../shared/domain/routing-rule.ts';
import { CHANNELS } from '../../../shared/domain/ticket.ts';
import { takesAll, unreachable } from '../../../shared/routing/route-ticket.ts';
import { inRuleOrder } from '../../../shared/routing/rule-order.ts';
import { isCutOff } from '../../../shared/sync/status.ts';
import type { Workspace } from '../../db/workspace.ts';
import { categoryChoices } from '../../lib/category-choices.ts';
import { newId } from '../../lib/new-id.ts';
import { queueLabel } from '../../lib/queue-label.ts';
import { type Say, useText } from '../../lib/text.ts';
import { useSyncStatus } from '../../sync/status.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { FormActive, FormLines, FormMany, FormSelect, FormText } from './form-fields.tsx';
import { MoveButtons, useMoves } from './move-rows.tsx';
import { ResourceFrame } from './resource-frame.tsx';
import { RoutingTester } from './routing-tester.tsx';
import { conditionsText, outcomeText } from './rule-words.ts';
import type { Described, FieldsProps, Section } from './section.ts';
import styles from './routing-section.module.css';

const KEPT_PRIORITY = 'kept';
const NO_CONDITIONS = { categoryIds: [], channels: [], priorities: [], companies: [], plans: [], words: [] };

/** Where new tickets go: rules in the order in which they are asked, and a sample ticket to try them with. */
export function RoutingSection({ workspace }: { readonly workspace: Workspace }): ReactElement {
  const say = useText();
  const { moveInTurn } = useMoves('routingRule');
  const { connection } = useSyncStatus();
  const [isTesting, setTesting] = useState(false);
  const mayMove = canAdminister(workspace.me) && !isCutOff(connection);
  const section: Section<'routingRule'> = {
    kind: 'routingRule',
    addLabel: say('routing.add'),
    searchLabel: say('routing.search'),
    firstField: 'name',
    blank: () => ({
      id: newId(),
      name: '',
      position: (workspace.routingRules.at(-1)?.position ?? 0) + 1,
      isActive: true,
      conditions: NO_CONDITIONS,
      queueId: workspace.queues[0]?.id ?? '',
      priority: null,
    }),
    order: (items) => {
      const rules = inRuleOrder(items.map(({ row }) => row));
      const dead = unreachable(rules);
      const byId = new Map(items.map((item) => [item.row.id, item]));
      return rules.flatMap((rule, index) => {
        const item = byId.get(rule.id);
        if (item === undefined) return [];
        return [
          {
            item,
            detail: `${outcomeText(rule, workspace, say)} ← ${conditionsText(rule, workspace, say)}`,
            badge: dead.includes(rule) ? (
              <Badge tone="warning" title={say('routing.unreachableHint')}>
                {say('routing.unreachable')}
              </Badge>
            ) : null,
            trailing: mayMove ? (
              <MoveButtons
                isFirst={index === 0}
                isLast={index === rules.length - 1}
                name={rule.name}
                onMove={(by) => moveInTurn((now) => moveInOrder(inRuleOrder(now.map(({ row }) => row)), rule.id, by))}
              />
            ) : null,
          },
        ];
      });
    },
    titleOf: (row) => row.name,
    isActive: (row) => row.isActive,
    describe: (row) => describe(row, workspace, say),
    renderFields: (props) => <RuleFields {...props} workspace={workspace} />,
    renderTools: () => (
      <Button icon={<FlaskConical size={15} aria-hidden />} onClick={() => setTesting(true)}>
        {say('routing.test')}
      </Button>
    ),
  };
  return (
    <>
      <ResourceFrame section={section} workspace={workspace} />
      {isTesting ? <RoutingTester workspace={workspace} onClose={() => setTesting(false)} /> : null}
    </>
  );
}

type RuleFieldsProps = FieldsProps<'routingRule'> & { readonly workspace: Workspace };

function RuleFields({ control, item, workspace }: RuleFieldsProps): ReactElement {
  const say = useText();
  return (
    <>
      <FormText control={control} name="name" label={say('routing.name')} maxLength={120} />
      <FormSelect
        control={control}
        name="queueId"
        label={say('routing.queue')}
        options={workspace.queues.map((queue) => ({ id: queue.id, label: queueLabel(queue) }))}
      />
      <FormSelect
        control={control}
        name="priority"
        label={say('routing.priority')}
        options={[
          { id: KEPT_PRIORITY, label: say('routing.keptPriority') },
          ...PRIORITIES.map((id) => ({ id, label: say(`priority.${id}`) })),
        ]}
        toValue={(id) => (id === KEPT_PRIORITY ? null : id)}
        toId={(value) => (typeof value === 'string' ? value : KEPT_PRIORITY)}
      />
      <div>
        <p className={styles['lead']}>{say('routing.conditionsHint')}</p>
        <Warning control={control} item={item} rules={workspace.routingRules} />
      </div>
      <FormLines
        control={control}
        name="conditions.words"
        label={say('routing.condition.words')}
        hint={say('routing.wordsHint')}
        maxLength={4_000}
      />
      <FormMany
        control={control}
        name="conditions.categoryIds"
        label={say('routing.condition.categoryIds')}
        hint={say('routing.categoriesHint')}
        options={categoryChoices(workspace)}
      />
      <FormMany
        control={control}
        name="conditions.channels"
        label={say('routing.condition.channels')}
        options={CHANNELS.filter((id) => id !== 'import').map((id) => ({ id, label: say(`channel.${id}`) }))}
      />
      <FormMany
        control={control}
        name="conditions.priorities"
        label={say('routing.condition.priorities')}
        options={PRIORITIES.map((id) => ({ id, label: say(`priority.${id}`) }))}
      />
      <FormLines
        control={control}
        name="conditions.companies"
        label={say('routing.condition.companies')}
        hint={say('routing.linesHint')}
        maxLength={8_000}
      />
      <FormLines
        control={control}
        name="conditions.plans"
        label={say('routing.condition.plans')}
        hint={say('routing.linesHint')}
        maxLength={6_000}
      />
      <FormActive
        control={control}
        name="isActive"
        label={say('routing.active')}
        hint={say('routing.activeHint')}
        touches={[]}
      />
    </>
  );
}

type WarningProps = {
  readonly control: Control;
  readonly item: RuleFieldsProps['item'];
  readonly rules: readonly RoutingRule[];
};

/** Says that a rule takes everything, and what comes after it in vain. */
function Warning({ control, item, rules }: WarningProps): ReactElement {
  const say = useText();
  const watched: unknown = useWatch({ control, name: 'conditions' });
  const conditions = routingRuleSchema.shape.conditions.safeParse(watched).data;
  const position = item?.row.position ?? Number.POSITIVE_INFINITY;
  const after = rules.filter((rule) => rule.isActive && rule.id !== item?.row.id && rule.position > position).length;
  return (
    <div aria-live="polite">
      {conditions !== undefined && takesAll({ conditions }) ? (
        <p className={styles['warning']} data-warns={after > 0}>
          {say('routing.takesAll', { count: after })}
        </p>
      ) : null}
    </div>
  );
}

function describe(row: RoutingRule, workspace: Workspace, say: Say): readonly Described[] {
  return [
    { name: 'name', label: say('routing.name'), value: row.name },
    { name: 'position', label: say('admin.field.position'), value: String(row.position) },
    { name: 'outcome', label: say('routing.outcome'), value: outcomeText(row, workspace, say) },
    { name: 'conditions', label: say('admin.field.conditions'), value: conditionsText(row, workspace, say) },
    { name: 'isActive', label: say('routing.active'), value: say(row.isActive ? 'admin.yes' : 'admin.no') },
  ];
}
