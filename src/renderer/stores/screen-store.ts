import { create } from 'zustand';

/** The sections of the settings, in their order. */
export const SETTINGS_SECTIONS = ['profile', 'appearance', 'notifications', 'machine', 'about'] as const;
export type SettingsSection = (typeof SETTINGS_SECTIONS)[number];

/** What fills the console's window beside the navigation. */
export type Screen = { readonly kind: 'desk' } | { readonly kind: 'settings'; readonly section: SettingsSection };

/** Where on the desk the focus goes when it is shown: what had it when the desk was left, or one of its places. */
export type DeskFocus = Element | 'list' | 'ticket' | null;

type ScreenState = { readonly screen: Screen; readonly deskFocus: DeskFocus };
type ScreenActions = {
  /** Shows a screen; the desk as it was left. */
  readonly go: (screen: Screen) => void;
  /** Shows the desk for something on it that was asked for elsewhere. */
  readonly showDesk: (place: 'list' | 'ticket') => void;
};

/** Which screen fills the window. */
export const useScreenStore = create<ScreenState & ScreenActions>()((set) => ({
  screen: { kind: 'desk' },
  deskFocus: null,
  go: (screen) =>
    set((state) => ({
      screen,
      deskFocus: state.screen.kind === 'desk' && screen.kind !== 'desk' ? document.activeElement : state.deskFocus,
    })),
  showDesk: (place) => set({ screen: { kind: 'desk' }, deskFocus: place }),
}));
