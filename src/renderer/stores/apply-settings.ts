import { useSettingsStore } from './settings-store.ts';

/** Keeps the page's language, colours and density as the settings say, and follows the system where they say so. */
export function applySettings(): void {
  const prefersDark = window.matchMedia('(prefers-color-scheme: dark)');
  const prefersContrast = window.matchMedia('(prefers-contrast: more)');
  const apply = (): void => {
    const { language, theme, contrast, density } = useSettingsStore.getState();
    const root = document.documentElement;
    root.lang = language;
    root.dataset['theme'] = theme === 'system' ? (prefersDark.matches ? 'dark' : 'light') : theme;
    root.dataset['contrast'] = contrast === 'more' || prefersContrast.matches ? 'more' : 'normal';
    root.dataset['density'] = density;
  };
  useSettingsStore.subscribe(apply);
  prefersDark.addEventListener('change', apply);
  prefersContrast.addEventListener('change', apply);
  apply();
}
