import {
  Inbox,
  Keyboard,
  Layers,
  Megaphone,
  MonitorUp,
  PanelLeftClose,
  PanelLeftOpen,
  Plus,
  Search,
  Send,
  UserRound,
} from 'lucide-react';
import { memo, type ReactElement, type ReactNode, useDeferredValue } from 'react';
import { canSeeQueue, seesEverything } from '../../../shared/access/access.ts';
import { TIERS, tierName } from '../../../shared/domain/tier.ts';
import { chordLabel } from '../../commands/chord.ts';
import { CommandButton } from '../../commands/command-button.tsx';
import { useCommandContext } from '../../commands/command-context.ts';
import { openPalette, openWallboard, toggleRail } from '../../commands/console-commands.ts';
import { useCallCount } from '../../db/calls.ts';
import { useQueueCounts, useQueueRisks } from '../../db/queue-view.ts';
import type { Workspace } from '../../db/workspace.ts';
import { queueShortName } from '../../lib/queue-label.ts';
import { useText } from '../../lib/text.ts';
import { useDialogStore } from '../../stores/dialog-store.ts';
import { useLayoutStore } from '../../stores/layout-store.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { useDeskLayout } from '../../stores/use-desk-layout.ts';
import { useViewStore } from '../../stores/view-store.ts';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Logo } from '../../ui/logo.tsx';
import { Splitter } from '../../ui/splitter.tsx';
import { AlertsItem } from './alerts-item.tsx';
import { NavigationItem } from './navigation-item.tsx';
import styles from './navigation.module.css';

type NavigationProps = {
  readonly workspace: Workspace;
  /** Account and preferences, at the foot. */
  readonly footer: ReactNode;
};

/** The queues on the left, by tier, with their open tickets and their risk, and the agent's own; whole, or as a rail of icons. */
export const Navigation = memo(function Navigation({ workspace, footer }: NavigationProps): ReactElement {
  const say = useText();
  const { isRail, navigation } = useDeskLayout();
  // The desk first, and what is in here right after: mounted together they hold the page up for longer than one should notice.
  const isFilled = useDeferredValue(true, false);
  return (
    <nav
      className={styles['nav']}
      data-tour="queues"
      aria-label={say('nav.label')}
      data-rail={isRail || undefined}
      style={{ width: navigation.width }}
    >
      {isFilled ? <Contents workspace={workspace} footer={footer} /> : null}
    </nav>
  );
});

function Contents({ workspace, footer }: NavigationProps): ReactElement {
  const say = useText();
  const { isRail, isOnePane, navigation } = useDeskLayout();
  const resize = useLayoutStore((state) => state.resize);
  const showDialog = useDialogStore((state) => state.show);
  const placement = isRail ? 'right' : 'top';
  return (
    <>
      <Brand workspace={workspace} isRail={isRail} />
      <Button
        variant="primary"
        icon={<Plus size={16} aria-hidden />}
        className={styles['create']}
        aria-label={say('nav.newTicket')}
        tooltip={isRail ? say('nav.newTicket') : undefined}
        tooltipPlacement={placement}
        onClick={() => showDialog('create')}
      >
        {isRail ? null : say('nav.newTicket')}
      </Button>
      <PaletteButton isRail={isRail} />
      <Queues workspace={workspace} isRail={isRail} />
      <div className={styles['footer']}>
        {footer}
        {seesEverything(workspace.me) ? (
          <CommandButton
            variant="ghost"
            isIconOnly
            command={openWallboard}
            icon={<MonitorUp size={16} />}
            tooltipPlacement={placement}
          />
        ) : null}
        <Button
          variant="ghost"
          data-tour="keys"
          aria-label={say('nav.shortcuts')}
          tooltip={`${say('nav.shortcuts')} · ?`}
          tooltipPlacement={placement}
          icon={<Keyboard size={16} />}
          onClick={() => showDialog('help')}
        />
      </div>
      {isRail || isOnePane ? null : (
        <Splitter
          label={say('layout.resizeNavigation')}
          {...navigation}
          edge="end"
          onResize={(width) => resize('navigation', width)}
          onReset={() => resize('navigation', null)}
        />
      )}
    </>
  );
}

/** The way to everything, with its key. */
function PaletteButton({ isRail }: { readonly isRail: boolean }): ReactElement {
  const say = useText();
  const context = useCommandContext();
  const platform = useSettingsStore((state) => state.info?.platform ?? '');
  const keys = openPalette.chords.map((chord) => chordLabel(chord, platform));
  if (isRail) {
    return (
      <div className={styles['railButton']}>
        <CommandButton
          variant="ghost"
          isIconOnly
          command={openPalette}
          icon={<Search size={16} />}
          tooltipPlacement="right"
        />
      </div>
    );
  }
  return (
    <button
      type="button"
      className={styles['palette']}
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={() => openPalette.run(context)}
    >
      <Search size={15} aria-hidden />
      <span className={styles['label']}>{say('palette.open')}</span>
      {keys.map((key) => (
        <Kbd key={key} keys={key} />
      ))}
    </button>
  );
}

/** Whose console this is, and the button that folds the navigation. */
function Brand({ workspace, isRail }: { readonly workspace: Workspace; readonly isRail: boolean }): ReactElement {
  const say = useText();
  return (
    <div className={styles['brand']}>
      <Logo size={26} />
      {isRail ? null : (
        <div className={styles['names']}>
          <span className={styles['product']}>{say('app.name')}</span>
          <span className={styles['organization']}>{workspace.organization?.name ?? ''}</span>
        </div>
      )}
      <CommandButton
        variant="ghost"
        size="sm"
        isIconOnly
        command={toggleRail}
        label={say(isRail ? 'nav.expand' : 'nav.collapse')}
        icon={isRail ? <PanelLeftOpen size={16} /> : <PanelLeftClose size={16} />}
        tooltipPlacement="right"
      />
    </div>
  );
}

function Queues({ workspace, isRail }: { readonly workspace: Workspace; readonly isRail: boolean }): ReactElement {
  const say = useText();
  const counts = useQueueCounts();
  const risks = useQueueRisks();
  const calls = useCallCount(workspace);
  const { me } = workspace;
  const isOnSent = useViewStore((state) => state.view.kind === 'sent');
  const queues = workspace.queues.filter(({ id }) => canSeeQueue(workspace.me, id));
  return (
    <div className={styles['scroll']}>
      <ul>
        <NavigationItem
          view={{ kind: 'mine' }}
          icon={<UserRound size={16} />}
          label={say('nav.mine')}
          count={counts.mine}
          risk={risks.mine}
          isRail={isRail}
        />
        <NavigationItem
          view={{ kind: 'all' }}
          icon={<Layers size={16} />}
          label={say('nav.allShort')}
          name={say('nav.all')}
          count={counts.all}
          risk={risks.all}
          isRail={isRail}
        />
        {me.role === 'supervisor' ? (
          <NavigationItem
            view={{ kind: 'calls', queueIds: me.queueIds }}
            icon={<Megaphone size={16} />}
            label={say('nav.calls')}
            count={calls}
            risk={undefined}
            isRail={isRail}
          />
        ) : null}
        {/* Agents have it always: an entry that came with the first count would move the queues under the pointer. */}
        {me.role !== 'agent' && counts.sent === 0 && !isOnSent ? null : (
          <NavigationItem
            view={{ kind: 'sent' }}
            icon={<Send size={16} />}
            label={say('nav.sent')}
            count={counts.sent}
            risk={undefined}
            isRail={isRail}
          />
        )}
        <AlertsItem isRail={isRail} />
      </ul>
      {queues.length === 0 && !seesEverything(workspace.me) ? (
        <p className={styles['empty']}>{say('nav.noQueues')}</p>
      ) : null}
      {TIERS.map((tier) => {
        const ofTier = queues.filter((queue) => queue.tier === tier);
        return ofTier.length === 0 ? null : (
          <section key={tier} aria-labelledby={`nav-tier-${tier}`}>
            <h2 id={`nav-tier-${tier}`} className={styles['tier']}>
              {isRail ? tierName(tier) : say(`tier.${tier}`)}
            </h2>
            <ul>
              {ofTier.map((queue) => (
                <NavigationItem
                  key={queue.id}
                  view={{ kind: 'queue', queueId: queue.id }}
                  icon={isRail ? <Monogram name={queueShortName(queue)} /> : <Inbox size={16} />}
                  label={queueShortName(queue)}
                  name={queue.name}
                  count={counts.byQueue.get(queue.id) ?? 0}
                  risk={risks.byQueue.get(queue.id)}
                  isRail={isRail}
                />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

/** A queue's first letters: icons would all be the same. */
function Monogram({ name }: { readonly name: string }): ReactElement {
  return <span className={styles['monogram']}>{name.slice(0, 3)}</span>;
}
