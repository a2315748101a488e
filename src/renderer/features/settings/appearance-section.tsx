import type { ReactElement } from 'react';
import { useText } from '../../lib/text.ts';
import {
  type Contrast,
  type Density,
  type Language,
  type Theme,
  useSettingsStore,
} from '../../stores/settings-store.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { keep } from './keep.ts';
import { SettingGroup, SettingRow } from './setting-group.tsx';

const LANGUAGES: readonly Language[] = ['pt-BR', 'en'];
const THEMES: readonly Theme[] = ['system', 'light', 'dark'];
const CONTRASTS: readonly Contrast[] = ['system', 'more'];
const DENSITIES: readonly Density[] = ['comfortable', 'compact'];

/** How the console looks and speaks; each choice holds at once, in every window. */
export function AppearanceSection(): ReactElement {
  const say = useText();
  const { language, theme, contrast, density, setLanguage, setTheme, setContrast, setDensity } = useSettingsStore();
  return (
    <SettingGroup title={say('settings.section.appearance')} isTitleHidden>
      <SettingRow label={say('settings.language')}>
        <Segmented
          label={say('settings.language')}
          value={language}
          onChange={(chosen) => keep(setLanguage(chosen))}
          options={LANGUAGES.map((id) => ({ id, label: say(`settings.language.${id}`) }))}
        />
      </SettingRow>
      <SettingRow label={say('appearance.theme')}>
        <Segmented
          label={say('appearance.theme')}
          value={theme}
          onChange={(chosen) => keep(setTheme(chosen))}
          options={THEMES.map((id) => ({ id, label: say(`settings.theme.${id}`) }))}
        />
      </SettingRow>
      <SettingRow label={say('appearance.contrast')} hint={say('appearance.contrastHint')}>
        <Segmented
          label={say('appearance.contrast')}
          value={contrast}
          onChange={(chosen) => keep(setContrast(chosen))}
          options={CONTRASTS.map((id) => ({ id, label: say(`appearance.contrast.${id}`) }))}
        />
      </SettingRow>
      <SettingRow label={say('appearance.density')} hint={say('appearance.densityHint')}>
        <Segmented
          label={say('appearance.density')}
          value={density}
          onChange={(chosen) => keep(setDensity(chosen))}
          options={DENSITIES.map((id) => ({ id, label: say(`appearance.density.${id}`) }))}
        />
      </SettingRow>
    </SettingGroup>
  );
}
