import { type OutboxEntry, outboxNow, outboxReading } from '../db/outbox-view.ts';
import { undoUnsent } from '../db/undo.ts';
import type { Workspace } from '../db/workspace.ts';
import { currentText } from '../lib/text.ts';
import { addToDraft, beginDraft } from '../stores/draft-store.ts';
import { useToastStore } from '../stores/toast-store.ts';
import { doneHere, isUnderWay, settled } from './done-here.ts';
import { explain } from './explain.ts';
import { formOf, isOnOneTicket, nameOfUndone } from './undone.ts';

/** What this window did last at once and has not been sent, one entry an action; none when there is nothing. */
function lastUndoable(): readonly OutboxEntry[] {
  const kept = new Map(outboxNow().flatMap((entry) => (entry.state === 'kept' ? [[entry.seq, entry]] : [])));
  const seqs = doneHere().find((group) => group.some((seq) => kept.has(seq))) ?? [];
  return seqs.flatMap((seq) => kept.get(seq) ?? []);
}

/** Whether there may be something to undo: what is shown may still be on its way to be kept, and to be read. */
export function hasUndoable(): boolean {
  return lastUndoable().length > 0 || isUnderWay() || outboxReading() !== null;
}

/** Undoes what this window did last, be it a moment ago: what it would find before that is read is the act before it. */
export async function undoLast(workspace: Workspace | null): Promise<void> {
  await settled();
  await outboxReading();
  const entries = lastUndoable();
  if (entries.length === 0) useToastStore.getState().add('info', currentText()('why.nothingUnsent'));
  else await undo(entries, workspace);
}

/**
 * Takes back what was done at once and was not sent, as if it had never been done; what was typed in it goes back to where
 * it was written. Both are told, and so is why it cannot be done.
 */
export async function undo(entries: readonly OutboxEntry[], workspace: Workspace | null): Promise<void> {
  const { add } = useToastStore.getState();
  const say = currentText();
  const [first] = entries;
  if (first === undefined) return;
  try {
    const outcome = await undoUnsent(entries.map(({ seq }) => seq));
    // The texts of several steps on one ticket are a macro's: the agent has not written them.
    const form = formOf(entries);
    if (outcome.ok && form !== undefined) await giveBack(form, form.ticketId ?? '');
    else if (outcome.ok && !isOnOneTicket(entries)) {
      await giveBack(first, entries.length === 1 ? (first.ticketId ?? '') : TOGETHER);
    }
    if (outcome.ok) {
      add('info', say('undo.done', { what: nameOfUndone(entries, outcome.value.count, say) }));
    } else if (outcome.error.code === 'not_found') add('info', say('undo.tooLate'));
    else add('danger', say('undo.refused', { reason: explain(outcome.error, workspace) }));
  } catch {
    // Storage failed (disk full, database closed): the action is as it was.
    add('danger', say('toast.storage'));
  }
}

/** Whose a draft is that is about several tickets at once: the last word of its key, in the place of a ticket's id. */
export const TOGETHER = 'together';

/** The drafts that the texts of an action come from, by its fields. */
const DRAFTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'ticket.reply': { body: 'reply' },
  'ticket.note': { body: 'note' },
  'ticket.logAttempt': { what: 'attempt-what', note: 'attempt-note' },
  'ticket.allowAttempts': { reason: 'allow' },
  'ticket.return': { reason: 'return' },
  'ticket.callSupervisor': { reason: 'call-reason', asked: 'call-asked' },
  'ticket.answerCall': { answer: 'call-answer' },
  'ticket.resolve': { summary: 'resolve' },
  'ticket.reopen': { reason: 'ticket.reopen' },
  'ticket.cancel': { reason: 'ticket.cancel' },
  'ticket.setStatus': { reason: 'status' },
  'ticket.setPriority': { reason: 'priority' },
  'ticket.promise': { text: 'promise' },
  'ticket.openSubticket': { asked: 'subticket' },
  'ticket.openVendorCase': { asked: 'vendor' },
  'ticket.answerVendorCase': { answer: 'vendor-answer' },
  'ticket.withdrawVendorCase': { reason: 'vendor-withdraw' },
};

/** Puts what was typed in an action back into the drafts it came from, those of `owner`. */
async function giveBack({ name, args }: OutboxEntry, owner: string): Promise<void> {
  const fields = new Map(typeof args === 'object' && args !== null ? Object.entries(args) : []);
  for (const [field, draft] of Object.entries(DRAFTS[name] ?? {})) {
    const text: unknown = fields.get(field);
    if (typeof text === 'string' && text !== '') await addToDraft(`${draft}:${owner}`, text);
  }
  const answers: unknown = fields.get('answers');
  if (name === 'ticket.escalate' && typeof answers === 'object' && answers !== null) {
    await beginDraft(`escalate:${owner}`, JSON.stringify(answers));
  }
  if (name !== 'ticket.create') return;
  const message: unknown = fields.get('message');
  await beginDraft('create-subject', String(fields.get('subject') ?? ''));
  const body = typeof message === 'object' && message !== null && 'body' in message ? message.body : '';
  await beginDraft('create-description', String(body));
}
