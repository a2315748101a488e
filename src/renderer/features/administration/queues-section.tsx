import type { ReactElement } from 'react';
import { canAdminister } from '../../../shared/access/access.ts';
import { inOrder, moveQueue } from '../../../shared/domain/queue-order.ts';
import { TIERS, tierName } from '../../../shared/domain/tier.ts';
import type { Queue } from '../../../shared/domain/workspace.ts';
import { isCutOff } from '../../../shared/sync/status.ts';
import type { Workspace } from '../../db/workspace.ts';
import { newId } from '../../lib/new-id.ts';
import { type Say, useText } from '../../lib/text.ts';
import { useSyncStatus } from '../../sync/status.ts';
import { FormActive, FormSelect, FormText } from './form-fields.tsx';
import { MoveButtons, useSaveMoved } from './move-rows.tsx';
import { ResourceFrame } from './resource-frame.tsx';
import type { Described, FieldsProps, Section } from './section.ts';
import { touchesOf } from './touches.ts';
import styles from './queues-section.module.css';

/** The queues by tier, in the order in which the navigation has them. */
export function QueuesSection({ workspace }: { readonly workspace: Workspace }): ReactElement {
  const say = useText();
  const saveMoved = useSaveMoved('queue');
  const { connection } = useSyncStatus();
  const mayMove = canAdminister(workspace.me) && !isCutOff(connection);
  const section: Section<'queue'> = {
    kind: 'queue',
    addLabel: say('admin.queues.add'),
    searchLabel: say('admin.queues.search'),
    firstField: 'name',
    blank: () => ({ id: newId(), name: '', tier: 1, position: lastPosition(workspace) + 1, isActive: true }),
    order: (items) =>
      TIERS.flatMap((tier) => {
        const byId = new Map(items.map((item) => [item.row.id, item]));
        const rows = items.map(({ row }) => row);
        const ofTier = inOrder(rows.filter((queue) => queue.tier === tier));
        return ofTier.flatMap((queue, index) => {
          const item = byId.get(queue.id);
          if (item === undefined) return [];
          const ends = { isFirst: index === 0, isLast: index === ofTier.length - 1 };
          return [
            {
              item,
              group: say(`tier.${tier}`),
              detail: [
                say('admin.queues.open', { count: item.uses.openTickets ?? 0 }),
                say('admin.queues.memberCount', { count: item.uses.members ?? 0 }),
              ].join(' · '),
              trailing: mayMove ? (
                <MoveButtons
                  {...ends}
                  name={queue.name}
                  onMove={(by) => void saveMoved(items, moveQueue(rows, queue.id, by))}
                />
              ) : null,
            },
          ];
        });
      }),
    titleOf: (row) => row.name,
    isActive: (row) => row.isActive,
    describe: (row) => describe(row, say),
    renderFields: (props) => <QueueFields {...props} workspace={workspace} />,
  };
  return <ResourceFrame section={section} workspace={workspace} />;
}

function lastPosition({ queues }: Workspace): number {
  return queues.reduce((last, { position }) => Math.max(last, position), 0);
}

type QueueFieldsProps = FieldsProps<'queue'> & { readonly workspace: Workspace };

function QueueFields({ control, item, workspace }: QueueFieldsProps): ReactElement {
  const say = useText();
  const members =
    item === null
      ? []
      : [...workspace.users.values()].filter(({ isActive, queueIds }) => isActive && queueIds.includes(item.row.id));
  return (
    <>
      <FormText control={control} name="name" label={say('admin.queues.name')} maxLength={80} />
      {item === null ? (
        <FormSelect
          control={control}
          name="tier"
          label={say('admin.queues.tier')}
          options={TIERS.map((tier) => ({ id: String(tier), label: say(`tier.${tier}`) }))}
          toValue={Number}
        />
      ) : (
        <p className={styles['fact']}>
          <strong>{say('admin.queues.tier')}</strong> {say(`tier.${item.row.tier}`)}
          <small>{say('admin.queues.tierFixed')}</small>
        </p>
      )}
      <FormActive
        control={control}
        name="isActive"
        label={say('admin.queues.active')}
        hint={say('admin.queues.activeHint')}
        touches={touchesOf(item, ['openTickets', 'members'], 'queue', say)}
      />
      {item === null ? null : (
        <div className={styles['fact']}>
          <strong>{say('admin.queues.members')}</strong>
          <span>
            {members.length === 0
              ? say('admin.queues.nobody')
              : members
                  .map(({ name }) => name)
                  .toSorted((a, b) => a.localeCompare(b))
                  .join(', ')}
          </span>
          <small>{say('admin.queues.membersHint')}</small>
        </div>
      )}
    </>
  );
}

function describe(row: Queue, say: Say): readonly Described[] {
  return [
    { name: 'name', label: say('admin.queues.name'), value: row.name },
    { name: 'tier', label: say('admin.queues.tier'), value: tierName(row.tier) },
    { name: 'position', label: say('admin.queues.position'), value: String(row.position) },
    { name: 'isActive', label: say('admin.queues.active'), value: say(row.isActive ? 'admin.yes' : 'admin.no') },
  ];
}
