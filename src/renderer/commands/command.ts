import type { Ticket } from '../../shared/domain/ticket.ts';
import type { MessageKey } from '../../shared/i18n/messages.pt-br.ts';
import type { WindowKind } from '../../shared/ipc/page-window.ts';
import type { Workspace } from '../db/workspace.ts';
import type { TextValues } from '../lib/text.ts';

/** What a command may read to decide whether it applies now. `ticket` is the chosen one, null when there is none or it is out of view. */
export type CommandContext = {
  readonly ticket: Ticket | null;
  readonly workspace: Workspace | null;
};

/** Why a command does nothing now, as a text of the catalogue. */
export type WhyNot = { readonly key: MessageKey; readonly values?: TextValues };

/** One thing an agent can do. Keys, buttons, menus and the cheat sheet read this record, so a command is described once. */
export type Command = {
  readonly id: `${string}.${string}`;
  readonly labelKey: MessageKey;
  readonly group: 'move' | 'work' | 'pass' | 'console';
  /**
   * The chords that run it, in `KeyboardEvent.key` terms, lower case: "c", "mod+n", "g m" (one after the other).
   * By key and not by code, so that "?" and the letters are where the agent's keyboard has them. The first is shown.
   */
  readonly chords: readonly string[];
  /** The windows in which there is something for it to act on; all of them without this. */
  readonly windows?: readonly WindowKind[];
  /** Whether it works while a screen stands in the desk's place, too. */
  readonly isOnScreens?: boolean;
  /** Why it cannot be used now; null when it can. */
  readonly whyNot: (context: CommandContext) => WhyNot | null;
  readonly run: (context: CommandContext) => void;
};

/** Whether a command has something to act on in a window. */
export function isFor({ windows }: Command, kind: WindowKind): boolean {
  return windows === undefined || windows.includes(kind);
}

/**
 * Indexes commands by chord.
 *
 * @throws Error when two commands claim one chord, or one chord begins another, naming both: caught by a unit test, not by an agent.
 */
export function byChord(commands: readonly Command[]): ReadonlyMap<string, Command> {
  const index = new Map<string, Command>();
  for (const command of commands) {
    for (const chord of command.chords) {
      const taken = index.get(chord);
      if (taken !== undefined) throw new Error(`${chord} is claimed by ${taken.id} and ${command.id}`);
      index.set(chord, command);
    }
  }
  for (const [chord, command] of index) {
    const first = chord.split(' ')[0] ?? '';
    const shadow = first === chord ? undefined : index.get(first);
    if (shadow !== undefined) throw new Error(`${first} of ${shadow.id} begins ${chord} of ${command.id}`);
  }
  return index;
}
