import { useEffect } from 'react';
import { useCurrentConsole } from '../../db/current-console.ts';
import { useDialogStore } from '../../stores/dialog-store.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';

/** Welcomes an account the first time it is at work on this machine, unless this machine welcomes nobody. */
export function useWelcome(): void {
  const { isOffered, seenBy } = useSettingsStore((state) => state.firstRun);
  const databaseName = useCurrentConsole()?.databaseName ?? null;
  const isDue = isOffered && databaseName !== null && !seenBy.includes(databaseName);
  useEffect(() => {
    if (isDue && useDialogStore.getState().open === null) useDialogStore.getState().show('welcome');
  }, [isDue]);
}
