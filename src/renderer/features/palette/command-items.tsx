import { Inbox, Layers, Megaphone, Send, SquareChevronRight, UserRound, Zap } from 'lucide-react';
import { canSeeQueue } from '../../../shared/access/access.ts';
import type { WindowKind } from '../../../shared/ipc/page-window.ts';
import { allCommands } from '../../commands/all-commands.ts';
import { chordLabel } from '../../commands/chord.ts';
import { type Command, type CommandContext, isFor, shownChords } from '../../commands/command.ts';
import { offeredMacros, runMacro } from '../../commands/macros.ts';
import type { QueueView } from '../../db/queue-view.ts';
import { focusPlace } from '../../lib/focus-place.ts';
import { queueLabel } from '../../lib/queue-label.ts';
import type { Say } from '../../lib/text.ts';
import { useViewStore } from '../../stores/view-store.ts';
import type { PaletteItem } from './palette-item.ts';

export type Surroundings = {
  readonly context: CommandContext;
  readonly kind: WindowKind;
  readonly say: Say;
  readonly platform: string;
};

/** Every command of this window, with its keys, or why it does nothing now. */
export function commandItems({ context, kind, say, platform }: Surroundings): readonly (PaletteItem & {
  readonly command: Command;
})[] {
  return allCommands
    .filter((command) => isFor(command, kind) && command.id !== 'console.palette')
    .map((command) => {
      const why = command.whyNot(context);
      return {
        id: `command:${command.id}`,
        command,
        label: say(command.labelKey),
        keys: shownChords(command).map((chord) => chordLabel(chord, platform)),
        why: why === null ? null : say(why.key, why.values),
        icon: <SquareChevronRight size={15} />,
        isForEveryScreen: command.isForEveryScreen === true,
        run: () => command.run(context),
      };
    });
}

/** The macros that are offered on the chosen ticket. */
export function macroItems({ context, say }: Surroundings): readonly PaletteItem[] {
  return offeredMacros(context).map((macro) => ({
    id: `macro:${macro.id}`,
    label: macro.name,
    about: say('macro.one'),
    why: null,
    icon: <Zap size={15} />,
    run: () => void runMacro(macro, context),
  }));
}

/** The lists to go to: the agent's own, all, and every queue they see. */
export function listItems({ context: { workspace }, kind, say }: Surroundings): readonly PaletteItem[] {
  if (kind !== 'console' || workspace === null) return [];
  const own = [
    { view: { kind: 'mine' }, label: say('nav.mine'), icon: <UserRound size={15} /> },
    { view: { kind: 'all' }, label: say('nav.all'), icon: <Layers size={15} /> },
    { view: { kind: 'sent' }, label: say('nav.sent'), icon: <Send size={15} /> },
  ] as const;
  const { me } = workspace;
  const calls =
    me.role === 'supervisor'
      ? [
          {
            view: { kind: 'calls', queueIds: me.queueIds } as const,
            label: say('nav.calls'),
            icon: <Megaphone size={15} />,
          },
        ]
      : [];
  const queues = workspace.queues
    .filter(({ id }) => canSeeQueue(workspace.me, id))
    .map((queue) => ({
      view: { kind: 'queue', queueId: queue.id } as const,
      label: queueLabel(queue),
      icon: <Inbox size={15} />,
    }));
  return [...own, ...calls, ...queues].map(({ view, label, icon }) => ({
    id: `list:${view.kind === 'queue' ? view.queueId : view.kind}`,
    label,
    why: null,
    icon,
    run: () => goTo(view),
  }));
}

/** Shows a list in this window, with the focus on it. */
export function goTo(view: QueueView): void {
  useViewStore.getState().show(view);
  focusPlace('list');
}
