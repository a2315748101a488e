import { nextToTake } from '../db/own-tickets.ts';
import type { Workspace } from '../db/workspace.ts';
import { focusPlace } from '../lib/focus-place.ts';
import { currentText } from '../lib/text.ts';
import { useScreenStore } from '../stores/screen-store.ts';
import { useToastStore } from '../stores/toast-store.ts';
import { useViewStore } from '../stores/view-store.ts';
import type { Command, CommandContext, WhyNot } from './command.ts';
import { perform } from './perform.ts';

function whyNotTakeNext({ workspace }: CommandContext): WhyNot | null {
  if (workspace === null) return { key: 'why.loading' };
  return workspace.me.queueIds.length === 0 ? { key: 'why.noOwnQueue' } : null;
}

/** Presses follow one another: each takes what the one before has left. */
let taking: Promise<void> = Promise.resolve();

async function take(workspace: Workspace): Promise<void> {
  const next = await nextToTake(workspace.me);
  if (next === null) {
    useToastStore.getState().add('info', currentText()('take.none'));
    return;
  }
  const { id: ticketId, pendingHandoverId: handoverId } = next;
  const isTaken =
    handoverId === null
      ? await perform('ticket.claim', { ticketId }, workspace, 'toast.tookNext')
      : await perform('ticket.accept', { ticketId, handoverId }, workspace, 'toast.acceptedNext');
  if (!isTaken) return;
  useScreenStore.getState().showDesk('list');
  const { view, show, select } = useViewStore.getState();
  const isInView = view.kind === 'all' || (view.kind === 'queue' && view.queueId === next.queueId);
  if (!isInView) show({ kind: 'mine' });
  select(ticketId);
  focusPlace('list');
}

/**
 * Takes the most urgent ticket of one's queues. By V, the key beside C: C takes this one, V the next; N is for notes,
 * and V stands for *vez*, whose turn it is. Named, for the button that runs it.
 */
export const takeNextCommand: Command = {
  id: 'ticket.takeNext',
  labelKey: 'command.ticket.takeNext',
  group: 'work',
  chords: ['v'],
  windows: ['console'],
  whyNot: whyNotTakeNext,
  run({ workspace }) {
    if (workspace !== null) taking = taking.then(() => take(workspace));
  },
};
