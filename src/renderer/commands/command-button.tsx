import type { ReactElement, ReactNode } from 'react';
import { useText } from '../lib/text.ts';
import { useSettingsStore } from '../stores/settings-store.ts';
import { Button } from '../ui/button.tsx';
import { chordLabel } from './chord.ts';
import { useCommandContext } from './command-context.ts';
import type { Command } from './command.ts';

type CommandButtonProps = {
  readonly command: Command;
  readonly variant?: 'primary' | 'secondary' | 'ghost' | 'danger';
  readonly size?: 'sm' | 'md';
  readonly icon?: ReactNode;
  readonly isIconOnly?: boolean;
  /** Says more closely than the command what it does now. */
  readonly label?: string;
  readonly tooltipPlacement?: 'top' | 'right';
};

/** A command as a button: its tooltip has the shortcut, or says why it does nothing now. */
export function CommandButton(props: CommandButtonProps): ReactElement {
  const { command, isIconOnly = false, label: closerLabel, ...look } = props;
  const say = useText();
  const context = useCommandContext();
  const platform = useSettingsStore((state) => state.info?.platform ?? '');
  const why = command.whyNot(context);
  const label = closerLabel ?? say(command.labelKey);
  const chord = command.chords[0];
  const keys = chord === undefined ? '' : ` · ${chordLabel(chord, platform)}`;
  return (
    <Button
      {...look}
      data-command={command.id}
      isDisabled={why !== null}
      tooltip={why === null ? `${label}${keys}` : say(why.key, why.values)}
      onClick={() => command.run(context)}
      {...(isIconOnly ? { 'aria-label': label } : {})}
    >
      {isIconOnly ? undefined : label}
    </Button>
  );
}
