import { create } from 'zustand';

export type TicketTab = 'conversation' | 'attempts' | 'history';
export type ComposerMode = 'reply' | 'note';

type ComposerState = {
  /** The ticket that `tab` and `isLoggingAttempt` are about; another one opens at its conversation. */
  readonly ticketId: string | null;
  readonly tab: TicketTab;
  readonly isLoggingAttempt: boolean;
  readonly mode: ComposerMode;
  /** Counts the times that a command asked for the focus in what is being written. */
  readonly focusRequests: number;
};

type ComposerActions = {
  readonly setTab: (ticketId: string, tab: TicketTab) => void;
  readonly setMode: (mode: ComposerMode) => void;
  /** Shows the composer of a ticket in a mode and puts the focus into it. */
  readonly write: (ticketId: string, mode: ComposerMode) => void;
  /** Shows the attempt form of a ticket and puts the focus into it. */
  readonly logAttempt: (ticketId: string) => void;
  readonly closeAttempt: () => void;
};

/** Which part of the ticket is shown, and what is being written there. The text itself is a draft (draft-store). */
export const useComposerStore = create<ComposerState & ComposerActions>()((set) => ({
  ticketId: null,
  tab: 'conversation',
  isLoggingAttempt: false,
  mode: 'reply',
  focusRequests: 0,
  setTab: (ticketId, tab) => set({ ticketId, tab, isLoggingAttempt: false }),
  setMode: (mode) => set({ mode }),
  write: (ticketId, mode) =>
    set(({ focusRequests }) => ({
      ticketId,
      tab: 'conversation',
      isLoggingAttempt: false,
      mode,
      focusRequests: focusRequests + 1,
    })),
  logAttempt: (ticketId) =>
    set(({ focusRequests }) => ({
      ticketId,
      tab: 'attempts',
      isLoggingAttempt: true,
      focusRequests: focusRequests + 1,
    })),
  closeAttempt: () => set({ isLoggingAttempt: false }),
}));
