import { MonitorX } from 'lucide-react';
import { type ReactElement, useMemo } from 'react';
import { seesEverything } from '../../shared/access/access.ts';
import { CommandContextValue } from '../commands/command-context.ts';
import { useKeys } from '../commands/use-keys.ts';
import type { Workspace } from '../db/workspace.ts';
import { ConnectionBanner } from '../features/sync/connection-banner.tsx';
import { RecoveryNotice } from '../features/sync/recovery-notice.tsx';
import { StatusBar } from '../features/sync/status-bar.tsx';
import { Wallboard } from '../features/wallboard/wallboard.tsx';
import { currentText, useText } from '../lib/text.ts';
import { useWindowTitle } from '../lib/use-window-title.ts';
import { OpenDialog } from '../open-dialog.tsx';
import { useToastStore } from '../stores/toast-store.ts';
import { useSyncStatus } from '../sync/status.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import styles from './windows.module.css';

/** The figures of all tiers for a screen on the wall; whoever does not oversee the tiers is told why there are none. */
export function WallboardWindow({ workspace }: { readonly workspace: Workspace }): ReactElement {
  const say = useText();
  const { connection } = useSyncStatus();
  const context = useMemo(() => ({ ticket: null, workspace }), [workspace]);
  useKeys(context, (why) => useToastStore.getState().add('info', currentText()(why.key, why.values)));
  useWindowTitle(say('wall.title'));
  return (
    <CommandContextValue value={context}>
      <div className={styles['window']}>
        <RecoveryNotice />
        {/* Being offline is said by the board itself, large enough for the wall. */}
        {connection === 'offline' ? null : <ConnectionBanner />}
        <main className={styles['whole']}>
          {seesEverything(workspace.me) ? (
            <Wallboard workspace={workspace} />
          ) : (
            <EmptyState icon={<MonitorX />} title={say('wall.notYours')} hint={say('why.noWallboard')} />
          )}
        </main>
        <StatusBar />
      </div>
      <OpenDialog workspace={workspace} />
    </CommandContextValue>
  );
}
