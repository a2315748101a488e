import { lazy, type ReactElement, Suspense, useEffect } from 'react';
import type { TicketDetail } from './db/ticket-detail.ts';
import type { Workspace } from './db/workspace.ts';
import { Desk } from './desk.tsx';
import { useScreenStore } from './stores/screen-store.ts';
import { useViewStore } from './stores/view-store.ts';
import styles from './app.module.css';

const AdministrationScreen = lazy(async () => ({
  default: (await import('./features/administration/administration-screen.tsx')).AdministrationScreen,
}));

type OpenScreenProps = { readonly detail: TicketDetail | null | undefined; readonly workspace: Workspace };

/** What stands beside the navigation: the desk, or the screen that is open in its place, fetched the first time it is. */
export function OpenScreen({ detail, workspace }: OpenScreenProps): ReactElement {
  const screen = useScreenStore((state) => state.screen);
  switch (screen.kind) {
    case 'desk':
      return <Desk detail={detail} workspace={workspace} />;
    case 'administration':
      return (
        <div className={styles['screen']}>
          <Suspense fallback={null}>
            <AdministrationScreen section={screen.section} rowId={screen.rowId ?? null} workspace={workspace} />
          </Suspense>
        </div>
      );
  }
}

/** Goes to the desk when a list or a ticket is asked for, by whatever: the navigation, an alert, a new ticket. */
export function useDeskOnView(): void {
  useEffect(
    () =>
      useViewStore.subscribe((now, before) => {
        if (now.view === before.view && now.ticketId === before.ticketId) return;
        if (useScreenStore.getState().screen.kind !== 'desk') useScreenStore.getState().go({ kind: 'desk' });
      }),
    [],
  );
}
