import type { ReactElement } from 'react';
import { allCommands } from '../../commands/all-commands.ts';
import { chordLabel } from '../../commands/chord.ts';
import { isFor } from '../../commands/command.ts';
import { thisWindow } from '../../lib/page-window.ts';
import { useText } from '../../lib/text.ts';
import { useDialogStore } from '../../stores/dialog-store.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import styles from './cheat-sheet.module.css';

const GROUPS = ['move', 'work', 'pass', 'console'] as const;

/** Every shortcut there is, by what it is for. */
export function CheatSheet(): ReactElement {
  const say = useText();
  const close = useDialogStore((state) => state.close);
  const platform = useSettingsStore((state) => state.info?.platform ?? '');
  const { kind } = thisWindow();
  return (
    <Dialog title={say('help.title')} closeLabel={say('common.close')} width="lg" onClose={close}>
      <div className={styles['columns']}>
        {GROUPS.map((group) => (
          <section key={group} className={styles['group']} aria-labelledby={`help-${group}`}>
            <h3 id={`help-${group}`} className={styles['title']}>
              {say(`help.group.${group}`)}
            </h3>
            <dl>
              {allCommands
                .filter((command) => command.group === group && command.chords.length > 0 && isFor(command, kind))
                .map((command) => (
                  <div key={command.id} className={styles['row']}>
                    <dt>{say(command.labelKey)}</dt>
                    <dd className={styles['keys']}>
                      {command.chords.map((chord) => (
                        <Kbd key={chord} keys={chordLabel(chord, platform)} />
                      ))}
                    </dd>
                  </div>
                ))}
              {group === 'console' ? (
                <div className={styles['row']}>
                  <dt>{say('command.composer.send')}</dt>
                  <dd className={styles['keys']}>
                    <Kbd keys={chordLabel('mod+enter', platform)} />
                  </dd>
                </div>
              ) : null}
            </dl>
          </section>
        ))}
      </div>
      <p className={styles['hint']}>{say('help.hint')}</p>
    </Dialog>
  );
}
