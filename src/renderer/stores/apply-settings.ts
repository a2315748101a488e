import { useSettingsStore } from './settings-store.ts';

/** Keeps the page's language and colours as the settings say, and follows the system's theme while they say so. */
export function applySettings(): void {
  const prefersDark = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => {
    const { language, theme } = useSettingsStore.getState();
    const root = document.documentElement;
    root.lang = language;
    root.dataset['theme'] = theme === 'system' ? (prefersDark.matches ? 'dark' : 'light') : theme;
  };
  useSettingsStore.subscribe(apply);
  prefersDark.addEventListener('change', apply);
  apply();
}
