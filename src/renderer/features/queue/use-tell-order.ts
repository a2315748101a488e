import { useLayoutEffect, useMemo } from 'react';
import type { Lane, QueueView } from '../../db/queue-view.ts';
import { useViewStore } from '../../stores/view-store.ts';

type Listed = {
  readonly view: QueueView;
  readonly lane: Lane;
  readonly tickets: readonly { readonly id: string }[];
  readonly isReady: boolean;
};

/**
 * Tells the keys which tickets a list shows, and answers their ids. Before they are seen: the key that is meant for them
 * would come before an effect that waits for the paint, and walk the rows of before.
 */
export function useTellOrder({ view, lane, tickets, isReady }: Listed): readonly string[] {
  const setOrder = useViewStore((state) => state.setOrder);
  const order = useMemo(() => tickets.map(({ id }) => id), [tickets]);
  // For each list anew, be its rows those of before.
  // oxlint-disable-next-line react/exhaustive-effect-dependencies
  useLayoutEffect(() => setOrder(isReady ? order : null), [order, isReady, view, lane, setOrder]);
  return order;
}
