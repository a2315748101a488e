import { create } from 'zustand';
import { beforeLeaving } from './leave-guard.ts';

/** The sections of the settings, in their order. */
export const SETTINGS_SECTIONS = ['profile', 'appearance', 'notifications', 'machine', 'about'] as const;
export type SettingsSection = (typeof SETTINGS_SECTIONS)[number];

/** The parts of the administration, in the order they are offered. */
export const ADMINISTRATION_SECTIONS = [
  'people',
  'queues',
  'categories',
  'routing',
  'attemptPolicies',
  'calendars',
  'policies',
  'cannedReplies',
  'macros',
  'vendors',
  'followUp',
  'forms',
  'audit',
] as const;
export type AdministrationSection = (typeof ADMINISTRATION_SECTIONS)[number];

/** What fills the console's window beside the navigation. `rowId`: the audit of one row alone. */
export type Screen =
  | { readonly kind: 'desk' }
  | { readonly kind: 'alerts' }
  | { readonly kind: 'settings'; readonly section: SettingsSection }
  | { readonly kind: 'administration'; readonly section: AdministrationSection; readonly rowId?: string };

/** Where on the desk the focus goes when it is shown: what had it when the desk was left, or one of its places. */
export type DeskFocus = Element | 'list' | 'ticket' | null;

type ScreenState = { readonly screen: Screen; readonly deskFocus: DeskFocus };
type ScreenActions = {
  /** Shows a screen, the desk as it was left; once what is unsaved on this one has been settled. */
  readonly go: (screen: Screen) => void;
  /** Shows the desk for something on it that was asked for elsewhere. */
  readonly showDesk: (place: 'list' | 'ticket') => void;
  /** Back to the desk without a question: for a change of person. */
  readonly reset: () => void;
};

const DESK: ScreenState = { screen: { kind: 'desk' }, deskFocus: null };

/** Which screen fills the window. */
export const useScreenStore = create<ScreenState & ScreenActions>()((set) => ({
  ...DESK,
  go: (screen) =>
    beforeLeaving(() =>
      set((state) => ({
        screen,
        deskFocus: state.screen.kind === 'desk' && screen.kind !== 'desk' ? document.activeElement : state.deskFocus,
      })),
    ),
  showDesk: (place) => beforeLeaving(() => set({ screen: { kind: 'desk' }, deskFocus: place })),
  reset: () => set(DESK),
}));
