import { Inbox, Keyboard, Layers, MonitorUp, Plus, UserRound } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { canSeeQueue, seesEverything } from '../../../shared/access/access.ts';
import { TIERS } from '../../../shared/domain/tier.ts';
import { CommandButton } from '../../commands/command-button.tsx';
import { openWallboard } from '../../commands/console-commands.ts';
import { type QueueView, useQueueCounts } from '../../db/queue-view.ts';
import type { Workspace } from '../../db/workspace.ts';
import { focusPlace } from '../../lib/focus-place.ts';
import { useText } from '../../lib/text.ts';
import { useDialogStore } from '../../stores/dialog-store.ts';
import { useScreenStore } from '../../stores/screen-store.ts';
import { isSameView, useViewStore } from '../../stores/view-store.ts';
import { Button } from '../../ui/button.tsx';
import { Logo } from '../../ui/logo.tsx';
import styles from './navigation.module.css';

type NavigationProps = {
  readonly workspace: Workspace;
  /** Account and preferences, at the foot. */
  readonly footer: ReactNode;
};

/** The queues on the left, by tier, with their open tickets counted, and the agent's own. */
export function Navigation({ workspace, footer }: NavigationProps): ReactElement {
  const say = useText();
  const counts = useQueueCounts();
  const showDialog = useDialogStore((state) => state.show);
  const queues = workspace.queues.filter(({ id }) => canSeeQueue(workspace.me, id));
  return (
    <nav className={styles['nav']} data-tour="queues" aria-label={say('nav.label')}>
      <div className={styles['brand']}>
        <Logo size={26} />
        <div className={styles['names']}>
          <span className={styles['product']}>{say('app.name')}</span>
          <span className={styles['organization']}>{workspace.organization?.name ?? ''}</span>
        </div>
      </div>
      <Button
        variant="primary"
        icon={<Plus size={16} aria-hidden />}
        className={styles['create']}
        onClick={() => showDialog('create')}
      >
        {say('nav.newTicket')}
      </Button>
      <div className={styles['scroll']}>
        <ul>
          <Item view={{ kind: 'mine' }} icon={<UserRound size={15} />} label={say('nav.mine')} count={counts.mine} />
          <Item view={{ kind: 'all' }} icon={<Layers size={15} />} label={say('nav.all')} count={counts.all} />
        </ul>
        {queues.length === 0 && !seesEverything(workspace.me) ? (
          <p className={styles['empty']}>{say('nav.noQueues')}</p>
        ) : null}
        {TIERS.map((tier) => {
          const ofTier = queues.filter((queue) => queue.tier === tier);
          return ofTier.length === 0 ? null : (
            <section key={tier} aria-labelledby={`nav-tier-${tier}`}>
              <h2 id={`nav-tier-${tier}`} className={styles['tier']}>
                {say(`tier.${tier}`)}
              </h2>
              <ul>
                {ofTier.map((queue) => (
                  <Item
                    key={queue.id}
                    view={{ kind: 'queue', queueId: queue.id }}
                    icon={<Inbox size={15} />}
                    label={queue.name}
                    count={counts.byQueue.get(queue.id) ?? 0}
                  />
                ))}
              </ul>
            </section>
          );
        })}
      </div>
      <div className={styles['footer']}>
        {footer}
        {seesEverything(workspace.me) ? (
          <CommandButton variant="ghost" isIconOnly command={openWallboard} icon={<MonitorUp size={16} />} />
        ) : null}
        <Button
          variant="ghost"
          data-tour="keys"
          aria-label={say('nav.shortcuts')}
          tooltip={`${say('nav.shortcuts')} · ?`}
          icon={<Keyboard size={16} />}
          onClick={() => showDialog('help')}
        />
      </div>
    </nav>
  );
}

type ItemProps = { readonly view: QueueView; readonly icon: ReactNode; readonly label: string; readonly count: number };

/** One list to go to, with how many open tickets it has. */
function Item({ view, icon, label, count }: ItemProps): ReactElement {
  const say = useText();
  const isOnDesk = useScreenStore(({ screen }) => screen.kind === 'desk');
  const isCurrent = useViewStore((state) => isSameView(state.view, view)) && isOnDesk;
  const showDesk = useScreenStore((state) => state.showDesk);
  const show = useViewStore((state) => state.show);
  return (
    <li>
      <button
        type="button"
        aria-current={isCurrent ? 'page' : undefined}
        className={styles['item']}
        onClick={() => {
          showDesk('list');
          show(view);
          focusPlace('list');
        }}
      >
        <span className={styles['icon']} aria-hidden>
          {icon}
        </span>
        <span className={styles['label']}>{label}</span>
        <span className={styles['count']} title={say('nav.openCount', { count })}>
          {count === 0 ? '' : count}
        </span>
      </button>
    </li>
  );
}
