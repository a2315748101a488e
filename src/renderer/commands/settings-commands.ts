import { type Language, type Theme, useSettingsStore } from '../stores/settings-store.ts';
import type { Command } from './command.ts';
import { leave } from './leave.ts';

function inLanguage(language: Language, id: 'ptBr' | 'en'): Command {
  return {
    id: `language.${id}`,
    labelKey: `command.language.${id}`,
    group: 'settings',
    chords: [],
    whyNot: () => (useSettingsStore.getState().language === language ? { key: 'why.alreadySo' } : null),
    run: () => void useSettingsStore.getState().setLanguage(language),
  };
}

function inTheme(theme: Theme): Command {
  return {
    id: `theme.${theme}`,
    labelKey: `command.theme.${theme}`,
    group: 'settings',
    chords: [],
    whyNot: () => (useSettingsStore.getState().theme === theme ? { key: 'why.alreadySo' } : null),
    run: () => void useSettingsStore.getState().setTheme(theme),
  };
}

/** How this machine shows the console, and leaving it. */
export const settingsCommands: readonly Command[] = [
  inLanguage('pt-BR', 'ptBr'),
  inLanguage('en', 'en'),
  inTheme('system'),
  inTheme('light'),
  inTheme('dark'),
  {
    id: 'session.signOut',
    labelKey: 'settings.signOut',
    group: 'settings',
    windows: ['console'],
    chords: [],
    whyNot: () => null,
    run: () => void leave(),
  },
];
