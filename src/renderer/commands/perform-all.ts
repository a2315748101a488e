import type { Ticket } from '../../shared/domain/ticket.ts';
import type { MessageKey } from '../../shared/i18n/messages.pt-br.ts';
import { signedInConsole } from '../db/current-console.ts';
import { mutateAll } from '../db/mutate.ts';
import type { Workspace } from '../db/workspace.ts';
import { currentText } from '../lib/text.ts';
import { type NotDone, useBulkStore } from '../stores/bulk-store.ts';
import { useDialogStore } from '../stores/dialog-store.ts';
import { useSelectionStore } from '../stores/selection-store.ts';
import { useToastStore } from '../stores/toast-store.ts';
import type { CommandContext, WhyNot } from './command.ts';
import { follow, noteDone } from './done-here.ts';
import { explain } from './explain.ts';

/** One act for several tickets: the action and its arguments for each, and why a ticket may not have it, as when it is alone. */
export type GroupAct = {
  readonly name: string;
  readonly argsOf: (ticket: Ticket) => object;
  readonly whyNot: (context: CommandContext) => WhyNot | null;
  /** Said with how many when it was kept. */
  readonly done: MessageKey;
};

/**
 * Carries out an act on several tickets, each by the mutation that it goes through alone. Those that may not are named
 * with the reason in a dialog and stay selected; the rest is kept, and is undone together. Resolves with whether any was.
 */
export async function performAll(
  act: GroupAct,
  ticketIds: readonly string[],
  workspace: Workspace | null,
): Promise<boolean> {
  const say = currentText();
  const total = ticketIds.length;
  useBulkStore.setState({ progress: { done: 0, total } });
  try {
    const records = await signedInConsole().db.tickets.bulkGet([...ticketIds]);
    const tickets = records.flatMap((record) => (record === undefined ? [] : [record.row]));
    const notDone: NotDone[] = [];
    const wanted = tickets.filter((ticket) => {
      const why = act.whyNot({ ticket, workspace });
      if (why !== null) notDone.push({ ticket, reason: say(why.key, why.values) });
      return why === null;
    });
    const results = await follow(
      mutateAll(
        act.name,
        wanted.map((ticket) => ({ ticketId: ticket.id, ...act.argsOf(ticket) })),
        (done) => useBulkStore.setState({ progress: { done: notDone.length + done, total } }),
      ),
    );
    const seqs: number[] = [];
    for (const [index, result] of results.entries()) {
      const ticket = wanted[index];
      if (result.ok) seqs.push(result.value.seq);
      else if (ticket !== undefined) notDone.push({ ticket, reason: explain(result.error, workspace) });
    }
    tell(act.done, seqs, notDone);
    return seqs.length > 0;
  } catch {
    // Storage failed (disk full, database closed): db/mutate.ts looks after it, the agent must know that not all was kept.
    useToastStore.getState().add('danger', say('toast.storage'));
    return false;
  } finally {
    useBulkStore.setState({ progress: null });
  }
}

function tell(done: MessageKey, seqs: readonly number[], notDone: readonly NotDone[]): void {
  if (seqs.length > 0) {
    noteDone(seqs);
    useToastStore.getState().add('success', currentText()(done, { count: seqs.length }), seqs);
  }
  useSelectionStore.getState().mark(notDone.map(({ ticket }) => ticket.id));
  if (notDone.length === 0) return;
  useBulkStore.setState({ report: { doneCount: seqs.length, notDone } });
  useDialogStore.getState().show('bulkReport');
}
