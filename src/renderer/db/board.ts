import { useMemo, useSyncExternalStore } from 'react';
import { useNowMs } from '../lib/use-now.ts';
import { type AgentLoad, type BoardFigures, figuresOf, type TierFigures } from './board-figures.ts';
import { signedInConsole } from './current-console.ts';

export type { AgentLoad, BoardFigures, TierFigures };

/** The figures of the wallboard, renewed every second and with every change; null until the open tickets have been read. */
export function useBoard(): BoardFigures | null {
  const { openTickets } = signedInConsole();
  const entries = useSyncExternalStore(openTickets.subscribe, openTickets.get);
  const nowMs = useNowMs();
  return useMemo(() => (entries === null ? null : figuresOf(entries, nowMs)), [entries, nowMs]);
}
