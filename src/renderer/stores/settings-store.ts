import { create } from 'zustand';
import {
  appInfo,
  defaultSettings,
  loadSettings,
  saveSettings,
  settingsChanged,
  type AppInfo,
  type Settings,
} from '../../shared/ipc/contract.ts';
import { call, listen } from '../lib/bridge.ts';

export type Language = 'pt-BR' | 'en';
export type Theme = Settings['theme'];

export type Contrast = Settings['contrast'];
export type Density = Settings['density'];

/** How this machine shows the console. `info` is null until main has answered. */
type SettingsState = {
  readonly language: Language;
  readonly theme: Theme;
  readonly contrast: Contrast;
  readonly density: Density;
  readonly notifications: Settings['notifications'];
  readonly firstRun: Settings['firstRun'];
  readonly closesToTray: boolean;
  readonly info: AppInfo | null;
};

type SettingsActions = {
  /**
   * Takes what main knows, and from then on what another window changes; to be awaited once before the first paint, so that
   * no text changes its language on screen.
   */
  readonly load: () => Promise<void>;
  readonly setLanguage: (language: Language) => Promise<void>;
  readonly setTheme: (theme: Theme) => Promise<void>;
  readonly setContrast: (contrast: Contrast) => Promise<void>;
  readonly setDensity: (density: Density) => Promise<void>;
  readonly setNotifications: (notifications: Settings['notifications']) => Promise<void>;
  readonly setClosesToTray: (closesToTray: boolean) => Promise<void>;
  /** The account of this database has been welcomed here. */
  readonly welcomed: (databaseName: string) => Promise<void>;
};

/** Further back nobody is remembered to have been welcomed. */
const MOST_REMEMBERED = 200;

/** The language to speak: the one chosen, else Portuguese where the system's is, else English. */
export function languageOf(chosen: Language | null, systemLocale: string): Language {
  return chosen ?? (systemLocale.toLowerCase().startsWith('pt') ? 'pt-BR' : 'en');
}

/** The part of the settings that the page shows itself by. */
function shownOf(settings: Settings, systemLocale: string): Omit<SettingsState, 'info'> {
  const { language, theme, contrast, density, notifications, firstRun, closesToTray } = settings;
  return {
    language: languageOf(language, systemLocale),
    theme,
    contrast,
    density,
    notifications,
    firstRun,
    closesToTray,
  };
}

export const useSettingsStore = create<SettingsState & SettingsActions>()((set, get) => ({
  language: languageOf(null, navigator.language),
  theme: defaultSettings.theme,
  contrast: defaultSettings.contrast,
  density: defaultSettings.density,
  notifications: defaultSettings.notifications,
  firstRun: defaultSettings.firstRun,
  closesToTray: defaultSettings.closesToTray,
  info: null,
  async load() {
    listen(settingsChanged, (settings) => set((state) => shownOf(settings, state.info?.locale ?? navigator.language)));
    const [info, settings] = await Promise.all([call(appInfo, undefined), call(loadSettings, undefined)]);
    set({ info, ...shownOf(settings, info.locale) });
  },
  async setLanguage(language) {
    set({ language });
    await call(saveSettings, { language });
  },
  async setTheme(theme) {
    set({ theme });
    await call(saveSettings, { theme });
  },
  async setContrast(contrast) {
    set({ contrast });
    await call(saveSettings, { contrast });
  },
  async setDensity(density) {
    set({ density });
    await call(saveSettings, { density });
  },
  async setNotifications(notifications) {
    set({ notifications });
    await call(saveSettings, { notifications });
  },
  async setClosesToTray(closesToTray) {
    set({ closesToTray });
    await call(saveSettings, { closesToTray });
  },
  async welcomed(databaseName) {
    const { isOffered, seenBy } = get().firstRun;
    if (seenBy.includes(databaseName)) return;
    const firstRun = { isOffered, seenBy: [...seenBy, databaseName].slice(-MOST_REMEMBERED) };
    set({ firstRun });
    await call(saveSettings, { firstRun });
  },
}));
