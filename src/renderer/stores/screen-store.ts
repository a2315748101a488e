import { create } from 'zustand';
import { beforeLeaving } from './leave-guard.ts';

/** The parts of the administration, in the order they are offered. */
export const ADMINISTRATION_SECTIONS = ['people', 'queues', 'categories', 'cannedReplies', 'forms', 'audit'] as const;
export type AdministrationSection = (typeof ADMINISTRATION_SECTIONS)[number];

/** What stands beside the navigation: the desk, or a screen in its place. `rowId`: the audit of one row alone. */
export type Screen =
  | { readonly kind: 'desk' }
  | { readonly kind: 'administration'; readonly section: AdministrationSection; readonly rowId?: string };

type ScreenState = { readonly screen: Screen };
type ScreenActions = {
  /** Shows a screen, once what is unsaved on this one has been settled. */
  readonly go: (screen: Screen) => void;
  /** Back to the desk without a question: for a change of person. */
  readonly reset: () => void;
};

const DESK: Screen = { kind: 'desk' };

/** Which screen of the console window is open. */
export const useScreenStore = create<ScreenState & ScreenActions>()((set) => ({
  screen: DESK,
  go: (screen) => beforeLeaving(() => set({ screen })),
  reset: () => set({ screen: DESK }),
}));
