import { useLayoutEffect, useMemo, useSyncExternalStore } from 'react';
import { searchList } from '../search/search-list.ts';
import { signedInConsole } from './current-console.ts';
import { openListOf } from './open-list.ts';
import type { QueueCounts } from './queue-counts-model.ts';
import type { QueueRisks, Risk } from './queue-risk-model.ts';
import type { TicketListState } from './ticket-list.ts';
import { isInMemory, type Lane, type QueueView } from './ticket-range.ts';

export type { Lane, QueueCounts, QueueRisks, QueueView, Risk, TicketListState };

/** The tickets of a view: at work by urgency, ended by the last to end. `loadMore` reads on when the end comes near. */
export function useTicketList(view: QueueView, lane: Lane): TicketListState & { loadMore(): void } {
  const { lists, openTickets } = signedInConsole();
  const isSearch = view.kind === 'search';
  const list = useMemo(() => {
    if (view.kind === 'search') return searchList;
    return isInMemory(view) ? openListOf(openTickets, view) : lists.of(view, lane);
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

/** How many tickets of each queue are past a deadline or close to one. */
export function useQueueRisks(): QueueRisks {
  const { risks } = signedInConsole();
  return useSyncExternalStore(risks.subscribe, risks.get);
}
