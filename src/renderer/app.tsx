import { useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactElement, Suspense, useEffect, useMemo } from 'react';
import { seesEverything } from '../shared/access/access.ts';
import { alertFailed, queueOpenRequested } from '../shared/ipc/alert-channels.ts';
import { listOpenRequested, ticketOpenRequested } from '../shared/ipc/contract.ts';
import { useAlertActs } from './commands/alert-acts.ts';
import { CommandContextValue } from './commands/command-context.ts';
import { showQueue, showSlice, showTicket } from './commands/open-in-window.ts';
import { useKeys } from './commands/use-keys.ts';
import { signedInConsole } from './db/current-console.ts';
import { useTicketDetail } from './db/use-ticket-detail.ts';
import { useWorkspace, type Workspace } from './db/workspace.ts';
import { useWelcome } from './features/first-run/use-welcome.ts';
import { Navigation } from './features/navigation/navigation.tsx';
import { AccountMenu } from './features/session/account-menu.tsx';
import { OpenFailure } from './features/session/open-failure.tsx';
import { SignInScreen } from './features/session/sign-in-screen.tsx';
import { ConnectionBanner } from './features/sync/connection-banner.tsx';
import { FirstLoad } from './features/sync/first-load.tsx';
import { RecoveryNotice } from './features/sync/recovery-notice.tsx';
import { RoomBanner } from './features/sync/room-banner.tsx';
import { StatusBar } from './features/sync/status-bar.tsx';
import { ToastRegion } from './features/toasts/toast-region.tsx';
import { listen } from './lib/bridge.ts';
import { thisWindow } from './lib/page-window.ts';
import { currentText } from './lib/text.ts';
import { useKeptFocus } from './lib/use-kept-focus.ts';
import { useTellFocusedTicket } from './lib/use-tell-focused-ticket.ts';
import { OpenDialog } from './open-dialog.tsx';
import { OpenScreen, useDeskOnView } from './open-screen.tsx';
import { useSession } from './session/session.ts';
import { useDialogStore } from './stores/dialog-store.ts';
import { forgetDrafts } from './stores/draft-store.ts';
import { useScreenStore } from './stores/screen-store.ts';
import { useToastStore } from './stores/toast-store.ts';
import { useDeskLayout } from './stores/use-desk-layout.ts';
import { useViewStore } from './stores/view-store.ts';
import { useTellPresence } from './sync/presence.ts';
import { TicketWindow } from './windows/ticket-window.tsx';
import styles from './app.module.css';

const WallboardWindow = lazy(async () => ({
  default: (await import('./windows/wallboard-window.tsx')).WallboardWindow,
}));

/** The whole page: signing in, or the console of who is signed in. */
export function App(): ReactElement {
  const { state, session } = useSession();
  const userId = session?.user.id ?? null;
  useEffect(
    () =>
      listen(alertFailed, ({ title, body }) =>
        useToastStore.getState().alert([title, body].filter(Boolean).join('\n')),
      ),
    [],
  );
  return (
    <>
      <OpenFailure />
      {state === 'signedOut' ? <SignInScreen /> : state === 'signedIn' ? <SignedIn key={userId} /> : <FirstLoad />}
      <ToastRegion />
    </>
  );
}

/** One person's console, mounted anew for another: who begins with nothing of the last one's on screen. */
function SignedIn(): ReactElement {
  const workspace = useWorkspace();
  useAlertActs();
  const queries = useQueryClient();
  useEffect(
    () => () => {
      forgetDrafts();
      useViewStore.getState().show({ kind: 'mine' });
      useViewStore.getState().select(null);
      useDialogStore.getState().close();
      useScreenStore.getState().reset();
      queries.clear();
    },
    [queries],
  );
  if (workspace !== null) return <OwnWindow workspace={workspace} />;
  return (
    <>
      <RecoveryNotice />
      <FirstLoad />
    </>
  );
}

/** What this window is for. */
function OwnWindow({ workspace }: { readonly workspace: Workspace }): ReactElement {
  const own = thisWindow();
  switch (own.kind) {
    case 'console':
      return <Console workspace={workspace} />;
    case 'ticket':
      return <TicketWindow ticketId={own.ticketId} workspace={workspace} />;
    case 'wallboard':
      return (
        <Suspense fallback={<FirstLoad />}>
          <WallboardWindow workspace={workspace} />
        </Suspense>
      );
  }
}

/** Queues, list and ticket side by side, with the state of the connection below. */
function Console({ workspace }: { readonly workspace: Workspace }): ReactElement {
  const ticketId = useViewStore((state) => state.ticketId);
  const detail = useTicketDetail(ticketId);
  // A key that comes before the ticket has been read acts on what the list knows of it: J and C follow fast on each other.
  const listed = detail === undefined && ticketId !== null ? signedInConsole().lists.find(ticketId) : undefined;
  const ticket = detail?.ticket ?? listed ?? null;
  const isOnDesk = useScreenStore(({ screen }) => screen.kind === 'desk');
  useTellPresence(isOnDesk ? (ticket?.id ?? null) : null);
  useTellFocusedTicket(isOnDesk ? (ticket?.id ?? null) : null);
  const context = useMemo(() => ({ ticket, workspace }), [ticket, workspace]);
  useKeptFocus();
  useKeys(context, (why) => useToastStore.getState().add('info', currentText()(why.key, why.values)));
  useWishesFromMain();
  const { isRail } = useDeskLayout();
  const account = useMemo(() => <AccountMenu me={workspace.me} isCompact={isRail} />, [workspace.me, isRail]);
  useWelcome();
  useDeskOnView();
  const hasOwnQueue = !seesEverything(workspace.me);
  useEffect(() => {
    // Who oversees every queue holds few tickets: their day starts with all of them.
    if (!hasOwnQueue) useViewStore.getState().show({ kind: 'all' });
  }, [hasOwnQueue]);
  return (
    <CommandContextValue value={context}>
      <div className={styles['console']}>
        <RecoveryNotice />
        <RoomBanner />
        <ConnectionBanner />
        <main className={styles['panes']}>
          <Navigation workspace={workspace} footer={account} />
          <OpenScreen detail={detail} workspace={workspace} />
        </main>
        <StatusBar />
      </div>
      <OpenDialog workspace={workspace} />
    </CommandContextValue>
  );
}

/** Opens the ticket or the queue of an alert that was clicked, and the list of a figure that was picked on the wallboard. */
function useWishesFromMain(): void {
  useEffect(() => {
    const endings = [
      listen(ticketOpenRequested, ({ ticketId }) => showTicket(ticketId)),
      listen(listOpenRequested, showSlice),
      listen(queueOpenRequested, ({ queueId }) => showQueue(queueId)),
    ];
    return () => {
      for (const end of endings) end();
    };
  }, []);
}
