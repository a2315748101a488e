import { Bell, CircleUserRound, HardDrive, Info, Palette, X } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import type { Workspace } from '../../db/workspace.ts';
import { useText } from '../../lib/text.ts';
import { SETTINGS_SECTIONS, type SettingsSection, useScreenStore } from '../../stores/screen-store.ts';
import { Button } from '../../ui/button.tsx';
import { AboutSection } from './about-section.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { MachineSection } from './machine-section.tsx';
import { NotificationsSection } from './notifications-section.tsx';
import { ProfileSection } from './profile-section.tsx';
import styles from './settings.module.css';

const ICONS: Readonly<Record<SettingsSection, ReactNode>> = {
  profile: <CircleUserRound size={16} aria-hidden />,
  appearance: <Palette size={16} aria-hidden />,
  notifications: <Bell size={16} aria-hidden />,
  machine: <HardDrive size={16} aria-hidden />,
  about: <Info size={16} aria-hidden />,
};

type SettingsScreenProps = { readonly section: SettingsSection; readonly workspace: Workspace };

/** The settings: their sections on the left, walked with the arrows, and the chosen one beside them. */
export function SettingsScreen({ section, workspace }: SettingsScreenProps): ReactElement {
  const say = useText();
  const go = useScreenStore((state) => state.go);
  return (
    <section className={styles['screen']} aria-labelledby="settings-title">
      <div className={styles['side']}>
        <header className={styles['head']}>
          <h1 id="settings-title" className={styles['title']}>
            {say('settings.open')}
          </h1>
          <Button
            variant="ghost"
            size="sm"
            aria-label={say('settings.back')}
            tooltip={`${say('settings.back')} · Esc`}
            icon={<X size={16} />}
            onClick={() => go({ kind: 'desk' })}
          />
        </header>
        <Sections section={section} />
      </div>
      <div className={styles['content']}>
        <div key={section} className={styles['column']}>
          <h2 className={styles['heading']}>{say(`settings.section.${section}`)}</h2>
          {contentOf(section, workspace)}
        </div>
      </div>
    </section>
  );
}

function contentOf(section: SettingsSection, workspace: Workspace): ReactElement {
  switch (section) {
    case 'profile':
      return <ProfileSection workspace={workspace} />;
    case 'appearance':
      return <AppearanceSection />;
    case 'notifications':
      return <NotificationsSection />;
    case 'machine':
      return <MachineSection />;
    case 'about':
      return <AboutSection />;
  }
}

function idOf(section: SettingsSection): string {
  return `settings-${section}`;
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

function Sections({ section }: { readonly section: SettingsSection }): ReactElement {
  const say = useText();
  const go = useScreenStore((state) => state.go);
  const list = useRef<HTMLUListElement>(null);
  // The section that is asked for has the focus, so that the arrows go on from it.
  useEffect(() => list.current?.querySelector<HTMLElement>(`#${idOf(section)}`)?.focus(), [section]);
  const walk = (event: KeyboardEvent): void => {
    const by = STEPS[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = SETTINGS_SECTIONS[SETTINGS_SECTIONS.indexOf(section) + by];
    if (next !== undefined) go({ kind: 'settings', section: next });
  };
  return (
    <nav aria-label={say('settings.sections')}>
      <ul ref={list} className={styles['sections']}>
        {SETTINGS_SECTIONS.map((id) => (
          <li key={id}>
            <button
              id={idOf(id)}
              type="button"
              aria-current={id === section ? 'page' : undefined}
              className={styles['section']}
              onKeyDown={walk}
              onClick={() => go({ kind: 'settings', section: id })}
            >
              {ICONS[id]}
              {say(`settings.section.${id}`)}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
