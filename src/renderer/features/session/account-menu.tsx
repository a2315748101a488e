import { Building2, ChevronsUpDown, Languages, LogOut, Monitor, Moon, Settings, Sun } from 'lucide-react';
import type { ReactElement } from 'react';
import { canSeeAdministration } from '../../../shared/access/access.ts';
import type { User } from '../../../shared/domain/workspace.ts';
import { chordLabel } from '../../commands/chord.ts';
import { openAdministration } from '../../commands/console-commands.ts';
import { leave } from '../../commands/leave.ts';
import { useText } from '../../lib/text.ts';
import { useScreenStore } from '../../stores/screen-store.ts';
import { type Language, type Theme, useSettingsStore } from '../../stores/settings-store.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Menu } from '../../ui/menu.tsx';
import styles from './account-menu.module.css';

const LANGUAGES: readonly Language[] = ['pt-BR', 'en'];
const THEMES: readonly Theme[] = ['system', 'light', 'dark'];
const THEME_ICONS = { system: <Monitor size={15} />, light: <Sun size={15} />, dark: <Moon size={15} /> } as const;

type AccountMenuProps = {
  readonly me: User;
  /** Only the picture. */
  readonly isCompact: boolean;
};

/** Who is signed in, and the menu to change language, appearance or leave. */
export function AccountMenu({ me, isCompact }: AccountMenuProps): ReactElement {
  const say = useText();
  const go = useScreenStore((state) => state.go);
  const { language, theme, info, setLanguage, setTheme } = useSettingsStore();
  return (
    <Menu
      label={say('settings.menu')}
      placement="top start"
      groups={[
        {
          id: 'language',
          title: say('settings.language'),
          entries: LANGUAGES.map((id) => ({
            id,
            label: say(`settings.language.${id}`),
            icon: <Languages size={15} />,
            isChosen: id === language,
            onAction: () => void setLanguage(id),
          })),
        },
        {
          id: 'theme',
          title: say('settings.theme'),
          entries: THEMES.map((id) => ({
            id,
            label: say(`settings.theme.${id}`),
            icon: THEME_ICONS[id],
            isChosen: id === theme,
            onAction: () => void setTheme(id),
          })),
        },
        {
          id: 'account',
          title: info === null ? '' : say('settings.version', { version: info.version }),
          entries: [
            {
              id: 'settings',
              label: say('settings.open'),
              icon: <Settings size={15} />,
              keys: chordLabel('mod+,', info?.platform ?? ''),
              onAction: () => go({ kind: 'settings', section: 'profile' }),
            },
            ...(canSeeAdministration(me)
              ? [
                  {
                    id: 'administration',
                    label: say('admin.title'),
                    icon: <Building2 size={15} />,
                    keys: chordLabel(openAdministration.chords[0] ?? '', info?.platform ?? ''),
                    onAction: () => go({ kind: 'administration', section: 'people' }),
                  },
                ]
              : []),
            { id: 'out', label: say('settings.signOut'), icon: <LogOut size={15} />, onAction: () => void leave() },
          ],
        },
      ]}
    >
      <button type="button" className={styles['account']} aria-label={`${say('settings.menu')}: ${me.name}`}>
        <Avatar name={me.name} size="md" />
        {isCompact ? null : (
          <>
            <span className={styles['names']}>
              <span className={styles['name']}>{me.name}</span>
              <span className={styles['role']}>
                {[say(`role.${me.role}`), me.tiers.map((tier) => `N${tier}`).join(' ')].filter(Boolean).join(' · ')}
              </span>
            </span>
            <ChevronsUpDown size={14} aria-hidden />
          </>
        )}
      </button>
    </Menu>
  );
}
