import type { MessageKey } from '../../shared/i18n/messages.pt-br.ts';
import { useBulkStore } from '../stores/bulk-store.ts';
import { type DialogKind, useDialogStore } from '../stores/dialog-store.ts';
import { markedInOrder, useSelectionStore } from '../stores/selection-store.ts';
import type { Command, WhyNot } from './command.ts';
import { type GroupAct, performAll } from './perform-all.ts';
import { ticketCommands } from './ticket-commands.ts';
import { whyNotClaim, whyNotRelease } from './why-not.ts';

const CLAIM: GroupAct = { name: 'ticket.claim', argsOf: () => ({}), whyNot: whyNotClaim, done: 'bulk.done.claim' };
const RELEASE: GroupAct = {
  name: 'ticket.release',
  argsOf: () => ({}),
  whyNot: whyNotRelease,
  done: 'bulk.done.release',
};

function whyNotTogether(): WhyNot | null {
  if (useBulkStore.getState().progress !== null) return { key: 'why.bulkUnderWay' };
  return useSelectionStore.getState().marked.size === 0 ? { key: 'why.noSelection' } : null;
}

/** What is done with all selected tickets by the key that does it with one. */
function together(one: Command, labelKey: MessageKey, run: Command['run']): Command & { readonly inPlaceOf: Command } {
  return {
    id: `bulk.${one.id.replace('ticket.', '')}`,
    labelKey,
    group: 'select',
    windows: ['console'],
    chords: [],
    inPlaceOf: one,
    whyNot: whyNotTogether,
    run,
  };
}

function ask(kind: DialogKind): Command['run'] {
  return () => useDialogStore.getState().show(kind);
}

/** What can be done with several tickets at once. Not escalating: each hand-over has a form of its own to be filled in. */
export const bulkCommands = [
  together(ticketCommands.claim, 'command.bulk.claim', ({ workspace }) => {
    void performAll(CLAIM, markedInOrder(), workspace);
  }),
  together(ticketCommands.release, 'command.bulk.release', ({ workspace }) => {
    void performAll(RELEASE, markedInOrder(), workspace);
  }),
  together(ticketCommands.assign, 'command.bulk.assign', ask('bulkAssign')),
  together(ticketCommands.status, 'command.bulk.status', ask('bulkStatus')),
  together(ticketCommands.resolve, 'command.bulk.resolve', ask('bulkResolve')),
] as const;

/** What the key of a command does now: with tickets selected, what is done with all of them. */
export function commandNow(command: Command): Command {
  if (useSelectionStore.getState().marked.size === 0) return command;
  return bulkCommands.find(({ inPlaceOf }) => inPlaceOf === command) ?? command;
}
