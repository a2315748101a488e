import { create } from 'zustand';

export type DialogKind =
  | 'status'
  | 'priority'
  | 'promise'
  | 'vendor'
  | 'subticket'
  | 'deadline'
  | 'escalate'
  | 'return'
  | 'callSupervisor'
  | 'answerCall'
  | 'completeHandover'
  | 'resolve'
  | 'reopen'
  | 'cancel'
  | 'macro'
  | 'allowAttempts'
  | 'reclassify'
  | 'assign'
  | 'endShift'
  | 'bulkAssign'
  | 'create'
  | 'bulkStatus'
  | 'bulkResolve'
  | 'bulkReport'
  | 'palette'
  | 'help'
  | 'sync'
  | 'signIn'
  | 'signOut'
  | 'welcome'
  | 'tour';

/** A refused action whose form is open again: what it held is filled in, and it is settled once the form is sent. */
export type Replaced = { readonly id: string; readonly name: string; readonly args: unknown };

type DialogState = {
  readonly open: DialogKind | null;
  /** The ticket that the dialog is about, kept while another gets chosen behind it. */
  readonly ticketId: string | null;
  readonly replaces: Replaced | null;
  /** Which opening this is: another for every dialog that is shown. */
  readonly turn: number;
};
type DialogActions = {
  readonly show: (kind: DialogKind, ticketId?: string | null, replaces?: Replaced | null) => void;
  readonly close: () => void;
  /** Closes the dialog of one opening, and none that was opened since. */
  readonly closeOnly: (turn: number) => void;
};

/** Which dialog is over the console; one at a time. */
export const useDialogStore = create<DialogState & DialogActions>()((set, get) => ({
  open: null,
  ticketId: null,
  replaces: null,
  turn: 0,
  show: (open, ticketId = null, replaces = null) => set({ open, ticketId, replaces, turn: get().turn + 1 }),
  close: () => set({ open: null, ticketId: null, replaces: null }),
  closeOnly(turn) {
    if (get().turn === turn) get().close();
  },
}));
