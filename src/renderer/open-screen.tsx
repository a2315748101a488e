import { lazy, type ReactElement, Suspense, useEffect } from 'react';
import { Desk, type DeskProps } from './desk.tsx';
import { useScreenStore } from './stores/screen-store.ts';
import { useViewStore } from './stores/view-store.ts';
import styles from './app.module.css';

const SettingsScreen = lazy(async () => ({
  default: (await import('./features/settings/settings-screen.tsx')).SettingsScreen,
}));
const AlertsScreen = lazy(async () => ({
  default: (await import('./features/alerts/alerts-screen.tsx')).AlertsScreen,
}));
const AdministrationScreen = lazy(async () => ({
  default: (await import('./features/administration/administration-screen.tsx')).AdministrationScreen,
}));

/** What fills the console beside the navigation; the code of a screen is fetched the first time it is shown. */
export function OpenScreen({ detail, workspace }: DeskProps): ReactElement {
  const screen = useScreenStore((state) => state.screen);
  switch (screen.kind) {
    case 'desk':
      return <Desk detail={detail} workspace={workspace} />;
    case 'settings':
      return (
        <Suspense fallback={null}>
          <SettingsScreen section={screen.section} workspace={workspace} />
        </Suspense>
      );
    case 'alerts':
      return (
        <Suspense fallback={null}>
          <AlertsScreen workspace={workspace} />
        </Suspense>
      );
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
