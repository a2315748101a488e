import { create } from 'zustand';
import { useViewStore } from './view-store.ts';

type ArchiveState = {
  /** The ticket that was last opened from what the backend found; null while none was. */
  readonly openedId: string | null;
  readonly open: (ticketId: string) => void;
};

/** Which ticket was opened from the archive: it is read from the backend for as long as it is not on this machine. */
export const useArchiveStore = create<ArchiveState>()((set) => ({
  openedId: null,
  open: (ticketId) => {
    set({ openedId: ticketId });
    useViewStore.getState().select(ticketId);
  },
}));

/** Whether the chosen ticket is one that was opened from the archive. */
export function isArchiveOpen(): boolean {
  const { ticketId } = useViewStore.getState();
  return ticketId !== null && ticketId === useArchiveStore.getState().openedId;
}
