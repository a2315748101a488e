import { create } from 'zustand';

/** The sections of the settings, in their order. */
export const SETTINGS_SECTIONS = ['profile', 'appearance', 'notifications', 'machine', 'about'] as const;
export type SettingsSection = (typeof SETTINGS_SECTIONS)[number];

/** What fills the console's window beside the navigation. */
export type Screen = { readonly kind: 'desk' } | { readonly kind: 'settings'; readonly section: SettingsSection };

type ScreenState = {
  readonly screen: Screen;
  /** What had the focus when the desk was left, to be given back; null where nothing had, or it has been. */
  readonly focusOfDesk: Element | null;
};
type ScreenActions = { readonly go: (screen: Screen) => void };

/** Which screen fills the window. */
export const useScreenStore = create<ScreenState & ScreenActions>()((set) => ({
  screen: { kind: 'desk' },
  focusOfDesk: null,
  go: (screen) =>
    set((state) => ({
      screen,
      focusOfDesk: state.screen.kind === 'desk' && screen.kind !== 'desk' ? document.activeElement : state.focusOfDesk,
    })),
}));
