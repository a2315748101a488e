import { matchSorter } from 'match-sorter';
import { type ReactElement, useMemo, useState } from 'react';
import { allCommands } from '../../commands/all-commands.ts';
import { chordLabel } from '../../commands/chord.ts';
import { COMMAND_GROUPS, type CommandGroup, isFor, shownChords } from '../../commands/command.ts';
import { thisWindow } from '../../lib/page-window.ts';
import { type Say, useText } from '../../lib/text.ts';
import { useDialogStore } from '../../stores/dialog-store.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { useFirstFocus } from '../../ui/use-first-focus.ts';
import styles from './cheat-sheet.module.css';

type Entry = {
  readonly id: string;
  readonly group: CommandGroup;
  readonly label: string;
  readonly keys: readonly string[];
};

/** Every command of this window, with the keys it has, by what it is for. */
function entriesOf(say: Say, platform: string): readonly Entry[] {
  const { kind } = thisWindow();
  const commands = allCommands
    .filter((command) => isFor(command, kind))
    .map((command): Entry => {
      const { id, group, labelKey } = command;
      return {
        id,
        group,
        label: say(labelKey),
        keys: shownChords(command).map((chord) => chordLabel(chord, platform)),
      };
    });
  const send = { id: 'composer.send', label: say('command.composer.send'), keys: [chordLabel('mod+enter', platform)] };
  return [...commands, { ...send, group: 'console' }];
}

/** Every command there is in this window, by what it is for; typing narrows it. */
export function CheatSheet(): ReactElement {
  const say = useText();
  const close = useDialogStore((state) => state.close);
  const platform = useSettingsStore((state) => state.info?.platform ?? '');
  const first = useFirstFocus<HTMLInputElement>();
  const [query, setQuery] = useState('');
  const entries = useMemo(() => entriesOf(say, platform), [say, platform]);
  const text = query.trim();
  const shown = text === '' ? entries : matchSorter(entries, text, { keys: ['label', 'keys'] });
  return (
    <Dialog title={say('help.title')} closeLabel={say('common.close')} width="lg" onClose={close}>
      <TextField label={say('help.search')} inputRef={first} autoComplete="off" value={query} onChange={setQuery} />
      <output className={styles['hint']}>
        {shown.length === 0
          ? say('help.none', { query: text })
          : `${say('help.count', { count: shown.length })} · ${say('help.hint')}`}
      </output>
      <div className={styles['columns']}>
        {COMMAND_GROUPS.map((group) => (
          <Group key={group} group={group} entries={shown.filter((entry) => entry.group === group)} />
        ))}
      </div>
    </Dialog>
  );
}

function Group({
  group,
  entries,
}: {
  readonly group: CommandGroup;
  readonly entries: readonly Entry[];
}): ReactElement | null {
  const say = useText();
  if (entries.length === 0) return null;
  return (
    <section className={styles['group']} aria-labelledby={`help-${group}`}>
      <h3 id={`help-${group}`} className={styles['title']}>
        {say(`help.group.${group}`)}
      </h3>
      <dl>
        {entries.map(({ id, label, keys }) => (
          <div key={id} className={styles['row']}>
            <dt>{label}</dt>
            <dd className={styles['keys']}>
              {keys.length === 0 ? <span className={styles['hint']}>{say('help.byPalette')}</span> : null}
              {keys.map((chord) => (
                <Kbd key={chord} keys={chord} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
