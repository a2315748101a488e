import { create } from 'zustand';
import { useDialogStore } from './dialog-store.ts';

type VendorCaseState = {
  /** The case that the dialog was opened on; null for the oldest that is open. */
  readonly caseId: string | null;
};
type VendorCaseActions = {
  /** Opens the dialog on a case of a ticket. */
  readonly show: (ticketId: string, caseId: string) => void;
};

/** Which vendor case the dialog is about. Forgotten when it closes. */
export const useVendorCaseStore = create<VendorCaseState & VendorCaseActions>()((set) => ({
  caseId: null,
  show(ticketId, caseId) {
    set({ caseId });
    useDialogStore.getState().show('vendor', ticketId);
  },
}));
