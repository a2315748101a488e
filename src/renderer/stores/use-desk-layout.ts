import { useMemo } from 'react';
import { type DeskLayout, deskLayout } from '../lib/desk-layout.ts';
import { useWindowWidth } from '../lib/use-window-width.ts';
import { useLayoutStore } from './layout-store.ts';

/** The console's panes as they stand in this window now. */
export function useDeskLayout(): DeskLayout {
  const width = useWindowWidth();
  const { isRail, navigation, list, context } = useLayoutStore();
  return useMemo(
    () => deskLayout(width, { isRail, navigation, list, context }),
    [width, isRail, navigation, list, context],
  );
}
