import { create } from 'zustand';
import {
  appInfo,
  loadSettings,
  saveSettings,
  settingsChanged,
  type AppInfo,
  type Settings,
} from '../../shared/ipc/contract.ts';
import { call, listen } from '../lib/bridge.ts';

export type Language = 'pt-BR' | 'en';
export type Theme = Settings['theme'];

/** How this machine shows the console. `info` is null until main has answered. */
type SettingsState = {
  readonly language: Language;
  readonly theme: Theme;
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
};

/** The language to speak: the one chosen, else Portuguese where the system's is, else English. */
export function languageOf(chosen: Language | null, systemLocale: string): Language {
  return chosen ?? (systemLocale.toLowerCase().startsWith('pt') ? 'pt-BR' : 'en');
}

export const useSettingsStore = create<SettingsState & SettingsActions>()((set) => ({
  language: languageOf(null, navigator.language),
  theme: 'system',
  info: null,
  async load() {
    listen(settingsChanged, ({ language, theme }) =>
      set((state) => ({ language: languageOf(language, state.info?.locale ?? navigator.language), theme })),
    );
    const [info, settings] = await Promise.all([call(appInfo, undefined), call(loadSettings, undefined)]);
    set({ info, language: languageOf(settings.language, info.locale), theme: settings.theme });
  },
  async setLanguage(language) {
    set({ language });
    await call(saveSettings, { language });
  },
  async setTheme(theme) {
    set({ theme });
    await call(saveSettings, { theme });
  },
}));
