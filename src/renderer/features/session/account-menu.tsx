import { Building2, ChevronsUpDown, Languages, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import type { ReactElement } from 'react';
import { canSeeAdministration } from '../../../shared/access/access.ts';
import type { User } from '../../../shared/domain/workspace.ts';
import { openAdministration } from '../../commands/console-commands.ts';
import { useText } from '../../lib/text.ts';
import { signOut } from '../../session/session.ts';
import { useDialogStore } from '../../stores/dialog-store.ts';
import { useScreenStore } from '../../stores/screen-store.ts';
import { type Language, type Theme, useSettingsStore } from '../../stores/settings-store.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Menu } from '../../ui/menu.tsx';
import styles from './account-menu.module.css';

const LANGUAGES: readonly Language[] = ['pt-BR', 'en'];
const THEMES: readonly Theme[] = ['system', 'light', 'dark'];
const THEME_ICONS = { system: <Monitor size={15} />, light: <Sun size={15} />, dark: <Moon size={15} /> } as const;

/** Signs out, or asks first when there is work that was not sent. */
async function leave(): Promise<void> {
  const outcome = await signOut('ask');
  if (!outcome.ok) useDialogStore.getState().show('signOut');
}

/** Who is signed in, and the menu to change language, appearance or leave. */
export function AccountMenu({ me }: { readonly me: User }): ReactElement {
  const say = useText();
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
            ...(canSeeAdministration(me)
              ? [
                  {
                    id: 'administration',
                    label: say('admin.title'),
                    icon: <Building2 size={15} />,
                    keys: openAdministration.chords[0] ?? null,
                    onAction: () => useScreenStore.getState().go({ kind: 'administration', section: 'people' }),
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
        <span className={styles['names']}>
          <span className={styles['name']}>{me.name}</span>
          <span className={styles['role']}>
            {[say(`role.${me.role}`), me.tiers.map((tier) => `N${tier}`).join(' ')].filter(Boolean).join(' · ')}
          </span>
        </span>
        <ChevronsUpDown size={14} aria-hidden />
      </button>
    </Menu>
  );
}
