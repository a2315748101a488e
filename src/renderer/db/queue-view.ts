import { useMemo, useSyncExternalStore } from 'react';
import { signedInConsole } from './current-console.ts';
import { openListOf } from './open-list.ts';
import type { QueueCounts } from './queue-counts-model.ts';
import type { TicketListState } from './ticket-list.ts';
import { isInMemory, type Lane, type QueueView } from './ticket-range.ts';

export type { Lane, QueueCounts, QueueView, TicketListState };

/** The tickets of a view: at work by urgency, ended by the last to end. `loadMore` reads on when the end comes near. */
export function useTicketList(view: QueueView, lane: Lane): TicketListState & { loadMore(): void } {
  const { lists, openTickets } = signedInConsole();
  const list = useMemo(
    () => (isInMemory(view) ? openListOf(openTickets, view) : lists.of(view, lane)),
    [view, lane, lists, openTickets],
  );
  const state = useSyncExternalStore(list.subscribe, list.get);
  return useMemo(() => ({ ...state, loadMore: () => list.loadMore() }), [state, list]);
}

/** How many tickets are where. */
export function useQueueCounts(): QueueCounts {
  const { counts } = signedInConsole();
  return useSyncExternalStore(counts.subscribe, counts.get);
}
