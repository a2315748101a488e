import { canSeeAdministration, canSeeQueue, seesEverything } from '../../shared/access/access.ts';
import type { Tier } from '../../shared/domain/tier.ts';
import { hasOnlyRail } from '../lib/desk-layout.ts';
import { focusPlace } from '../lib/focus-place.ts';
import { useDialogStore } from '../stores/dialog-store.ts';
import { useLayoutStore } from '../stores/layout-store.ts';
import { useScreenStore } from '../stores/screen-store.ts';
import { useViewStore } from '../stores/view-store.ts';
import type { Command, CommandContext } from './command.ts';
import { openInWindow } from './open-in-window.ts';
import { hasUndoable, undoLast } from './undo.ts';

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

function goTo(kind: 'mine' | 'all' | 'sent', chord: string): Command {
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

/** The calls that wait for a supervisor. */
const goToCalls: Command = {
  id: 'view.calls',
  labelKey: 'command.view.calls',
  group: 'move',
  windows: ['console'],
  chords: ['g c'],
  isForEveryScreen: true,
  whyNot({ workspace }) {
    if (workspace === null) return { key: 'why.loading' };
    return workspace.me.role === 'supervisor' ? null : { key: 'why.onlySupervisor' };
  },
  run({ workspace }) {
    useScreenStore.getState().showDesk('list');
    useViewStore.getState().show({ kind: 'calls', queueIds: workspace?.me.queueIds ?? [] });
    focusPlace('list');
  },
};

/** Named, for the button that runs it. */
export const toggleRail: Command = {
  id: 'view.rail',
  labelKey: 'command.view.rail',
  group: 'console',
  chords: ['mod+b'],
  windows: ['console'],
  whyNot: () => (hasOnlyRail(window.innerWidth) ? { key: 'why.onlyRail' } : null),
  run: () => useLayoutStore.getState().toggleRail(),
};

/** Named, for the button that runs it. */
export const openWallboard: Command = {
  id: 'window.wallboard',
  labelKey: 'command.window.wallboard',
  group: 'move',
  isForEveryScreen: true,
  chords: ['g w'],
  windows: ['console', 'ticket'],
  whyNot({ workspace }) {
    if (workspace === null) return { key: 'why.loading' };
    return seesEverything(workspace.me) ? null : { key: 'why.noWallboard' };
  },
  run: () => openInWindow({ kind: 'wallboard' }),
};

/** Named, for the button that runs it. */
export const openAlerts: Command = {
  id: 'screen.alerts',
  labelKey: 'command.screen.alerts',
  group: 'move',
  chords: ['g n'],
  windows: ['console'],
  isForEveryScreen: true,
  whyNot: ({ workspace }) => (workspace === null ? { key: 'why.loading' } : null),
  run: () => useScreenStore.getState().go({ kind: 'alerts' }),
};

/** Named, for the button that runs it. */
export const openPalette: Command = {
  id: 'console.palette',
  labelKey: 'command.console.palette',
  group: 'console',
  chords: ['mod+k'],
  isForEveryScreen: true,
  whyNot: () => null,
  run: () => useDialogStore.getState().show('palette'),
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

/** Named, for the menu that offers it. */
export const openAdministration: Command = {
  id: 'screen.administration',
  labelKey: 'command.screen.administration',
  group: 'console',
  chords: ['g d'],
  windows: ['console'],
  isForEveryScreen: true,
  whyNot({ workspace }) {
    if (workspace === null) return { key: 'why.loading' };
    return canSeeAdministration(workspace.me) ? null : { key: 'why.noAdministration' };
  },
  run: () => useScreenStore.getState().go({ kind: 'administration', section: 'people' }),
};

/** Going to lists, and what belongs to no ticket. */
export const consoleCommands: readonly Command[] = [
  {
    id: 'search.open',
    labelKey: 'command.search.open',
    group: 'move',
    windows: ['console'],
    chords: ['/', 'mod+f'],
    whyNot: () => null,
    run() {
      useScreenStore.getState().showDesk('list');
      useViewStore.getState().search();
      focusPlace('search');
    },
  },
  openPalette,
  goTo('mine', 'g m'),
  goTo('all', 'g a'),
  goTo('sent', 'g e'),
  goToCalls,
  openAlerts,
  goToTier(1),
  goToTier(2),
  goToTier(3),
  openWallboard,
  toggleRail,
  openAdministration,
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
    isForEveryScreen: true,
    chords: ['g o'],
    whyNot: () => null,
    run: () => useDialogStore.getState().show('sync'),
  },
  {
    id: 'console.undo',
    labelKey: 'command.console.undo',
    group: 'console',
    chords: ['mod+z'],
    whyNot: () => (hasUndoable() ? null : { key: 'why.nothingUnsent' }),
    run: ({ workspace }) => void undoLast(workspace),
  },
  openSettings,
  takeTour,
  {
    id: 'console.help',
    labelKey: 'command.console.help',
    group: 'console',
    isForEveryScreen: true,
    chords: ['?'],
    whyNot: () => null,
    run: () => useDialogStore.getState().show('help'),
  },
];
