import { create } from 'zustand';

export type TicketTab = 'conversation' | 'attempts' | 'history' | 'context';
export type ComposerMode = 'reply' | 'note';

type ComposerState = {
  /** The ticket that `tab` and `isLoggingAttempt` are about; another one opens at its conversation. */
  readonly ticketId: string | null;
  readonly tab: TicketTab;
  readonly isLoggingAttempt: boolean;
  readonly mode: ComposerMode;
  /** A command asked for the focus in what is being written, and nothing has taken it yet. */
  readonly wantsFocus: boolean;
};

type ComposerActions = {
  readonly setTab: (ticketId: string, tab: TicketTab) => void;
  readonly setMode: (mode: ComposerMode) => void;
  /** Shows the composer of a ticket in a mode and puts the focus into it. */
  readonly write: (ticketId: string, mode: ComposerMode) => void;
  /** Shows the attempt form of a ticket and puts the focus into it. */
  readonly logAttempt: (ticketId: string) => void;
  readonly closeAttempt: () => void;
  /** The focus is where it was asked for. */
  readonly focusTaken: () => void;
};

/** Which part of the ticket is shown, and what is being written there. The text itself is a draft (draft-store). */
export const useComposerStore = create<ComposerState & ComposerActions>()((set) => ({
  ticketId: null,
  tab: 'conversation',
  isLoggingAttempt: false,
  mode: 'reply',
  wantsFocus: false,
  setTab: (ticketId, tab) => set({ ticketId, tab, isLoggingAttempt: false }),
  setMode: (mode) => set({ mode }),
  write: (ticketId, mode) => set({ ticketId, tab: 'conversation', isLoggingAttempt: false, mode, wantsFocus: true }),
  logAttempt: (ticketId) => set({ ticketId, tab: 'attempts', isLoggingAttempt: true, wantsFocus: true }),
  closeAttempt: () => set({ isLoggingAttempt: false }),
  focusTaken: () => set({ wantsFocus: false }),
}));
