import { create } from 'zustand';

export type DialogKind =
  | 'status'
  | 'escalate'
  | 'return'
  | 'resolve'
  | 'reopen'
  | 'cancel'
  | 'create'
  | 'help'
  | 'sync'
  | 'signIn'
  | 'signOut';

type DialogState = {
  readonly open: DialogKind | null;
  /** The ticket that the dialog is about, kept while another gets chosen behind it. */
  readonly ticketId: string | null;
};
type DialogActions = {
  readonly show: (kind: DialogKind, ticketId?: string | null) => void;
  readonly close: () => void;
};

/** Which dialog is over the console; one at a time. */
export const useDialogStore = create<DialogState & DialogActions>()((set) => ({
  open: null,
  ticketId: null,
  show: (open, ticketId = null) => set({ open, ticketId }),
  close: () => set({ open: null, ticketId: null }),
}));
