import { create } from 'zustand';
import { beforeLeaving } from './leave-guard.ts';

/** The sections of the settings, in their order. */
export const SETTINGS_SECTIONS = ['profile', 'appearance', 'notifications', 'machine', 'about'] as const;
export type SettingsSection = (typeof SETTINGS_SECTIONS)[number];

/** The parts of the administration, in the order they are offered. */
export const ADMINISTRATION_SECTIONS = ['people', 'queues', 'categories', 'cannedReplies', 'forms', 'audit'] as const;
export type AdministrationSection = (typeof ADMINISTRATION_SECTIONS)[number];

/** What fills the console's window beside the navigation. `rowId`: the audit of one row alone. */
export type Screen =
  | { readonly kind: 'desk' }
  | { readonly kind: 'settings'; readonly section: SettingsSection }
  | { readonly kind: 'administration'; readonly section: AdministrationSection; readonly rowId?: string };

type ScreenState = {
  readonly screen: Screen;
  /** What had the focus when the desk was left, to be given back; null where nothing had, or it has been. */
  readonly focusOfDesk: Element | null;
};
type ScreenActions = {
  /** Shows a screen, once what is unsaved on this one has been settled. */
  readonly go: (screen: Screen) => void;
  /** Back to the desk without a question: for a change of person. */
  readonly reset: () => void;
};

const DESK: ScreenState = { screen: { kind: 'desk' }, focusOfDesk: null };

/** Which screen fills the window. */
export const useScreenStore = create<ScreenState & ScreenActions>()((set) => ({
  ...DESK,
  go: (screen) =>
    beforeLeaving(() =>
      set((state) => ({
        screen,
        focusOfDesk:
          state.screen.kind === 'desk' && screen.kind !== 'desk' ? document.activeElement : state.focusOfDesk,
      })),
    ),
  reset: () => set(DESK),
}));
