import { useLayoutEffect, useMemo, useSyncExternalStore } from 'react';
import { searchList } from '../search/search-list.ts';
import { BoardList } from './board-list.ts';
import { signedInConsole } from './current-console.ts';
import type { QueueCounts } from './queue-counts-model.ts';
import type { TicketListState } from './ticket-list.ts';
import type { Lane, QueueView } from './ticket-range.ts';

export type { Lane, QueueCounts, QueueView, TicketListState };

/** The tickets of a view: at work by urgency, ended by the last to end. `loadMore` reads on when the end comes near. */
export function useTicketList(view: QueueView, lane: Lane): TicketListState & { loadMore(): void } {
  const { lists, openTickets } = signedInConsole();
  const isSearch = view.kind === 'search';
  const list = useMemo(() => {
    if (view.kind === 'search') return searchList;
    return view.kind === 'board' ? new BoardList(openTickets, view.slice) : lists.of(view, lane);
    // A search goes on in the same list, so that what it found last stands until it finds something else.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isSearch ? null : view, lane, lists, openTickets]);
  useLayoutEffect(() => {
    if (view.kind === 'search') searchList.ask(view.query);
  }, [view]);
  const state = useSyncExternalStore(list.subscribe, list.get);
  return useMemo(() => ({ ...state, loadMore: () => list.loadMore() }), [state, list]);
}

/** How many tickets are where. */
export function useQueueCounts(): QueueCounts {
  const { counts } = signedInConsole();
  return useSyncExternalStore(counts.subscribe, counts.get);
}
