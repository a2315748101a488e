import { create } from 'zustand';
import type { ClockKind } from '../../shared/sla/clocks.ts';
import { useDialogStore } from './dialog-store.ts';

type DeadlineState = {
  /** The clock that is explained; null for the most urgent one. */
  readonly kind: ClockKind | null;
};
type DeadlineActions = {
  readonly choose: (kind: ClockKind) => void;
  /** Opens the explanation of a ticket's clock. */
  readonly explain: (ticketId: string, kind: ClockKind | null) => void;
};

/** Which clock of the ticket the dialog explains. */
export const useDeadlineStore = create<DeadlineState & DeadlineActions>()((set) => ({
  kind: null,
  choose: (kind) => set({ kind }),
  explain(ticketId, kind) {
    set({ kind });
    useDialogStore.getState().show('deadline', ticketId);
  },
}));
