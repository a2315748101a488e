import { lazy, type ReactElement, Suspense } from 'react';
import { Desk, type DeskProps } from './desk.tsx';
import { useScreenStore } from './stores/screen-store.ts';

const SettingsScreen = lazy(async () => ({
  default: (await import('./features/settings/settings-screen.tsx')).SettingsScreen,
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
  }
}
