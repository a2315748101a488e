import { create } from 'zustand';
import { useViewStore } from './view-store.ts';

type SelectionState = {
  /** The tickets of the list that are selected together, to be acted on at once. */
  readonly marked: ReadonlySet<string>;
  /** What was selected before the run that grows from `anchorId`: a run that shrinks again lets go of its own only. */
  readonly before: ReadonlySet<string>;
  readonly anchorId: string | null;
};

type SelectionActions = {
  /** Selects a ticket, or lets go of it. The next run begins there. */
  readonly toggle: (ticketId: string) => void;
  /** Selects everything between where the run began (`fromId` where none has) and a ticket, in the order on screen. */
  readonly extendTo: (ticketId: string, fromId: string | null) => void;
  readonly mark: (ticketIds: readonly string[]) => void;
  readonly clear: () => void;
};

const NOTHING: SelectionState = { marked: new Set(), before: new Set(), anchorId: null };

/** Which tickets of the list are selected together. Those that leave the list, and all of them with the list, are let go. */
export const useSelectionStore = create<SelectionState & SelectionActions>()((set) => ({
  ...NOTHING,
  toggle: (ticketId) =>
    set(({ marked }) => {
      const next = new Set(marked);
      if (!next.delete(ticketId)) next.add(ticketId);
      return { marked: next, before: next, anchorId: ticketId };
    }),
  extendTo: (ticketId, fromId) =>
    set((state) => {
      const { order } = useViewStore.getState();
      const anchorId = state.anchorId ?? fromId ?? ticketId;
      const ends = [order.indexOf(anchorId), order.indexOf(ticketId)].filter((index) => index !== -1);
      if (ends.length === 0) return state;
      const run = order.slice(Math.min(...ends), Math.max(...ends) + 1);
      return { marked: new Set([...state.before, ...run]), anchorId };
    }),
  mark: (ticketIds) => {
    const marked = new Set(ticketIds);
    set({ marked, before: marked, anchorId: null });
  },
  clear: () => set((state) => (state.marked.size === 0 && state.anchorId === null ? state : NOTHING)),
}));

/** The selected tickets, in the order on screen. */
export function markedInOrder(): readonly string[] {
  const { marked } = useSelectionStore.getState();
  return marked.size === 0 ? [] : useViewStore.getState().order.filter((id) => marked.has(id));
}

useViewStore.subscribe((view, last) => {
  const { marked, before, anchorId, clear } = useSelectionStore.getState();
  if (view.view !== last.view || view.lane !== last.lane) clear();
  else if (view.order !== last.order && (marked.size > 0 || anchorId !== null)) {
    const there = new Set(view.order);
    const still = (ids: ReadonlySet<string>): ReadonlySet<string> => new Set([...ids].filter((id) => there.has(id)));
    // A run whose beginning has left is over: what it had stays, and the next begins anew.
    const isOver = anchorId !== null && !there.has(anchorId);
    if (!isOver && [...marked].every((id) => there.has(id))) return;
    const left = still(marked);
    useSelectionStore.setState({
      marked: left,
      before: isOver ? left : still(before),
      anchorId: isOver ? null : anchorId,
    });
  }
});
