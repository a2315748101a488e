import { useSyncExternalStore } from 'react';
import { useCurrentConsole } from './current-console.ts';
import type { Workspace } from './read-workspace.ts';

export type { Workspace };

const noSubscription = (): (() => void) => () => undefined;
const nothing = (): null => null;

/** People, queues and settings; null until the first rows are there. */
export function useWorkspace(): Workspace | null {
  const model = useCurrentConsole()?.workspace;
  return useSyncExternalStore(model?.subscribe ?? noSubscription, model?.get ?? nothing);
}
