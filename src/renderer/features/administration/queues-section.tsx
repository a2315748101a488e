import type { ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { canAdminister } from '../../../shared/access/access.ts';
import { ALERTS_GO_AFTER_MINUTES, refuseChain } from '../../../shared/domain/alert-chain.ts';
import { inOrder, moveQueue } from '../../../shared/domain/queue-order.ts';
import { TIERS, tierName } from '../../../shared/domain/tier.ts';
import type { Queue } from '../../../shared/domain/workspace.ts';
import { isCutOff } from '../../../shared/sync/status.ts';
import type { Workspace } from '../../db/workspace.ts';
import { newId } from '../../lib/new-id.ts';
import { queueLabel } from '../../lib/queue-label.ts';
import { type Say, useText } from '../../lib/text.ts';
import { useSyncStatus } from '../../sync/status.ts';
import { FormActive, FormMany, FormSelect, FormText } from './form-fields.tsx';
import { MoveButtons, useMoves } from './move-rows.tsx';
import { ResourceFrame } from './resource-frame.tsx';
import type { Described, FieldsProps, Section } from './section.ts';
import { touchesOf } from './touches.ts';
import styles from './queues-section.module.css';

const NOWHERE = 'nowhere';
/** How long an alert may wait, to choose from. */
const OFFERED_MINUTES = [5, 10, 15, 30, 60, 120, 240];

/** The queues by tier, in the order in which the navigation has them. */
export function QueuesSection({ workspace }: { readonly workspace: Workspace }): ReactElement {
  const say = useText();
  const { moveInTurn } = useMoves('queue');
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
                  onMove={(by) =>
                    moveInTurn((now) =>
                      moveQueue(
                        now.map(({ row }) => row),
                        queue.id,
                        by,
                      ),
                    )
                  }
                />
              ) : null,
            },
          ];
        });
      }),
    toForm: (row) => ({
      ...row,
      escalatesTo: row.escalatesTo ?? [],
      returnsTo: row.returnsTo ?? [],
      alertsGoTo: row.alertsGoTo ?? null,
      alertsGoAfterMinutes: row.alertsGoAfterMinutes ?? ALERTS_GO_AFTER_MINUTES,
    }),
    check: (row) => {
      const wrong = refuseChain(row, workspace.queues);
      // One that is no longer in use is not known here: the backend says whether it is there.
      return wrong === null || wrong === 'unknown'
        ? []
        : [{ path: 'alertsGoTo', message: say(`admin.error.alertsGoTo.${wrong}`) }];
    },
    titleOf: (row) => row.name,
    isActive: (row) => row.isActive,
    describe: (row) => describe(row, workspace, say),
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
      <Ways control={control} workspace={workspace} item={item} />
      <AlertsGoOn control={control} workspace={workspace} item={item} />
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

function optionsOf(queues: readonly Queue[]): { id: string; label: string }[] {
  return queues.map((queue) => ({ id: queue.id, label: queueLabel(queue) }));
}

/** The queues that this one leads to, up and down; where none is chosen, to all. */
function Ways({ control, item, workspace }: QueueFieldsProps): ReactElement {
  const say = useText();
  const watched: unknown = useWatch({ control, name: 'tier' });
  const tier = item?.row.tier ?? Number(watched);
  const above = workspace.queues.filter((queue) => queue.tier > tier);
  const below = workspace.queues.filter((queue) => queue.tier < tier);
  return (
    <>
      {above.length === 0 ? null : (
        <FormMany
          control={control}
          name="escalatesTo"
          label={say('admin.queues.escalatesTo')}
          hint={say('admin.queues.escalatesToHint')}
          options={optionsOf(above)}
        />
      )}
      {below.length === 0 ? null : (
        <FormMany
          control={control}
          name="returnsTo"
          label={say('admin.queues.returnsTo')}
          hint={say('admin.queues.returnsToHint')}
          options={optionsOf(below)}
        />
      )}
    </>
  );
}

/** Where an alert of the queue goes that nobody acknowledges, and after how long. */
function AlertsGoOn({ control, item, workspace }: QueueFieldsProps): ReactElement {
  const say = useText();
  const goesTo: unknown = useWatch({ control, name: 'alertsGoTo' });
  const ownMinutes = item?.row.alertsGoAfterMinutes ?? ALERTS_GO_AFTER_MINUTES;
  const minutes = [...new Set([...OFFERED_MINUTES, ownMinutes])].toSorted((a, b) => a - b);
  const nowhere = { id: NOWHERE, label: say('admin.queues.alertsGoNowhere') };
  return (
    <>
      <FormSelect
        control={control}
        name="alertsGoTo"
        label={say('admin.queues.alertsGoTo')}
        hint={say('admin.queues.alertsGoToHint')}
        options={[nowhere, ...optionsOf(workspace.queues.filter(({ id }) => id !== item?.row.id))]}
        toValue={(id) => (id === NOWHERE ? null : id)}
        toId={(value) => (typeof value === 'string' ? value : NOWHERE)}
      />
      {typeof goesTo === 'string' ? (
        <FormSelect
          control={control}
          name="alertsGoAfterMinutes"
          label={say('admin.queues.alertsGoAfter')}
          options={minutes.map((count) => ({ id: String(count), label: say('admin.queues.minutes', { count }) }))}
          toValue={Number}
        />
      ) : null}
    </>
  );
}

function describe(row: Queue, { queues }: Workspace, say: Say): readonly Described[] {
  const namesOf = (ids: readonly string[] = [], all: string): string =>
    ids.length === 0 ? all : ids.map((id) => queues.find((queue) => queue.id === id)?.name ?? id).join(', ');
  return [
    { name: 'name', label: say('admin.queues.name'), value: row.name },
    { name: 'tier', label: say('admin.queues.tier'), value: tierName(row.tier) },
    {
      name: 'escalatesTo',
      label: say('admin.queues.escalatesTo'),
      value: namesOf(row.escalatesTo, say('admin.queues.anyUp')),
    },
    {
      name: 'returnsTo',
      label: say('admin.queues.returnsTo'),
      value: namesOf(row.returnsTo, say('admin.queues.anyDown')),
    },
    {
      name: 'alertsGoTo',
      label: say('admin.queues.alertsGoTo'),
      value: namesOf(
        [row.alertsGoTo ?? null].filter((id) => id !== null),
        say('admin.queues.alertsGoNowhere'),
      ),
    },
    {
      name: 'alertsGoAfterMinutes',
      label: say('admin.queues.alertsGoAfter'),
      value: say('admin.queues.minutes', { count: row.alertsGoAfterMinutes ?? ALERTS_GO_AFTER_MINUTES }),
    },
    { name: 'position', label: say('admin.queues.position'), value: String(row.position) },
    { name: 'isActive', label: say('admin.queues.active'), value: say(row.isActive ? 'admin.yes' : 'admin.no') },
  ];
}
