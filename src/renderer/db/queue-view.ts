import { useMemo, useSyncExternalStore } from 'react';
import { BoardList } from './board-list.ts';
import { signedInConsole } from './current-console.ts';
import type { QueueCounts } from './queue-counts-model.ts';
import type { QueueRisks, Risk } from './queue-risk-model.ts';
import type { TicketListState } from './ticket-list.ts';
import type { Lane, QueueView } from './ticket-range.ts';

export type { Lane, QueueCounts, QueueRisks, QueueView, Risk, TicketListState };

/** The tickets of a view: at work by urgency, ended by the last to end. `loadMore` reads on when the end comes near. */
export function useTicketList(view: QueueView, lane: Lane): TicketListState & { loadMore(): void } {
  const { lists, openTickets } = signedInConsole();
  const list = useMemo(
    () => (view.kind === 'board' ? new BoardList(openTickets, view.slice) : lists.of(view, lane)),
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

/** How many tickets of each queue are past a deadline or close to one. */
export function useQueueRisks(): QueueRisks {
  const { risks } = signedInConsole();
  return useSyncExternalStore(risks.subscribe, risks.get);
}
