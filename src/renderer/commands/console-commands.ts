import { canSeeQueue, seesEverything } from '../../shared/access/access.ts';
import type { Tier } from '../../shared/domain/tier.ts';
import { focusPlace } from '../lib/focus-place.ts';
import { useDialogStore } from '../stores/dialog-store.ts';
import { useScreenStore } from '../stores/screen-store.ts';
import { useViewStore } from '../stores/view-store.ts';
import type { Command, CommandContext } from './command.ts';
import { openInWindow } from './open-in-window.ts';
import { lastUndoable, undo } from './undo.ts';

function firstQueueOf(tier: Tier, { workspace }: CommandContext): string | null {
  const queue = workspace?.queues.find(
    (candidate) => candidate.tier === tier && canSeeQueue(workspace.me, candidate.id),
  );
  return queue?.id ?? null;
}

function goToTier(tier: Tier): Command {
  return {
    id: `view.tier${tier}`,
    labelKey: `command.view.tier${tier}`,
    group: 'move',
    windows: ['console'],
    chords: [`g ${tier}`],
    isForEveryScreen: true,
    whyNot: (context) => (firstQueueOf(tier, context) === null ? { key: 'why.noQueueOfTier' } : null),
    run(context) {
      const queueId = firstQueueOf(tier, context);
      if (queueId === null) return;
      useScreenStore.getState().showDesk('list');
      useViewStore.getState().show({ kind: 'queue', queueId });
      focusPlace('list');
    },
  };
}

function goTo(kind: 'mine' | 'all', chord: string): Command {
  return {
    id: `view.${kind}`,
    labelKey: `command.view.${kind}`,
    group: 'move',
    windows: ['console'],
    chords: [chord],
    isForEveryScreen: true,
    whyNot: () => null,
    run() {
      useScreenStore.getState().showDesk('list');
      useViewStore.getState().show({ kind });
      focusPlace('list');
    },
  };
}

function step(id: 'next' | 'previous', by: number, chords: readonly string[]): Command {
  return {
    id: `list.${id}`,
    labelKey: `command.list.${id}`,
    group: 'move',
    windows: ['console'],
    chords,
    whyNot: () => null,
    run() {
      useViewStore.getState().step(by);
      focusPlace('list');
    },
  };
}

/** Named, for the button that runs it. */
export const openWallboard: Command = {
  id: 'window.wallboard',
  labelKey: 'command.window.wallboard',
  group: 'move',
  chords: ['g w'],
  windows: ['console', 'ticket'],
  whyNot({ workspace }) {
    if (workspace === null) return { key: 'why.loading' };
    return seesEverything(workspace.me) ? null : { key: 'why.noWallboard' };
  },
  run: () => openInWindow({ kind: 'wallboard' }),
};

/** Named, for the menu that runs it. */
export const openSettings: Command = {
  id: 'console.settings',
  labelKey: 'command.console.settings',
  group: 'console',
  windows: ['console'],
  chords: ['mod+,'],
  isForEveryScreen: true,
  whyNot: () => null,
  run() {
    const { screen, go } = useScreenStore.getState();
    if (screen.kind !== 'settings') go({ kind: 'settings', section: 'appearance' });
  },
};

/** Named, for the button that runs it. */
export const takeTour: Command = {
  id: 'console.tour',
  labelKey: 'command.console.tour',
  group: 'console',
  windows: ['console'],
  chords: [],
  whyNot: () => null,
  run() {
    useScreenStore.getState().showDesk('list');
    useDialogStore.getState().show('tour');
  },
};

/** Moving about, and what belongs to no ticket. */
export const consoleCommands: readonly Command[] = [
  step('next', 1, ['j', 'arrowdown']),
  step('previous', -1, ['k', 'arrowup']),
  {
    id: 'list.open',
    labelKey: 'command.list.open',
    group: 'move',
    windows: ['console'],
    chords: ['enter', 'arrowright'],
    whyNot: () => null,
    run() {
      if (useViewStore.getState().ticketId === null) useViewStore.getState().step(1);
      focusPlace('ticket');
    },
  },
  {
    id: 'list.back',
    labelKey: 'command.list.back',
    group: 'move',
    windows: ['console'],
    chords: ['escape', 'arrowleft'],
    isForEveryScreen: true,
    whyNot: () => null,
    run() {
      const { screen, go } = useScreenStore.getState();
      if (screen.kind === 'desk') focusPlace('list');
      else go({ kind: 'desk' });
    },
  },
  goTo('mine', 'g m'),
  goTo('all', 'g a'),
  goToTier(1),
  goToTier(2),
  goToTier(3),
  openWallboard,
  {
    id: 'ticket.create',
    labelKey: 'command.ticket.create',
    group: 'console',
    windows: ['console'],
    chords: ['mod+n'],
    whyNot: ({ workspace }) => (workspace === null ? { key: 'why.loading' } : null),
    run: () => useDialogStore.getState().show('create'),
  },
  {
    id: 'console.outbox',
    labelKey: 'command.console.outbox',
    group: 'console',
    chords: ['g o'],
    isForEveryScreen: true,
    whyNot: () => null,
    run: () => useDialogStore.getState().show('sync'),
  },
  {
    id: 'console.undo',
    labelKey: 'command.console.undo',
    group: 'console',
    chords: ['mod+z'],
    whyNot: () => (lastUndoable() === null ? { key: 'why.nothingUnsent' } : null),
    run({ workspace }) {
      const entry = lastUndoable();
      if (entry !== null) void undo(entry, workspace);
    },
  },
  openSettings,
  takeTour,
  {
    id: 'console.help',
    labelKey: 'command.console.help',
    group: 'console',
    chords: ['?'],
    isForEveryScreen: true,
    whyNot: () => null,
    run: () => useDialogStore.getState().show('help'),
  },
];
