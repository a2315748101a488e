import type { OutboxEntry } from '../db/outbox-view.ts';
import { mutationLabel } from '../lib/mutation-label.ts';
import type { Say } from '../lib/text.ts';

/** The form that was sent together with the note that brought its files; undefined for anything else. */
export function formOf(entries: readonly OutboxEntry[]): OutboxEntry | undefined {
  const [note, form] = entries;
  return entries.length === 2 && note !== undefined && bringsOnlyFiles(note) ? form : undefined;
}

/** Whether these are the steps of a macro: several, all of them on one ticket. */
export function isOnOneTicket(entries: readonly OutboxEntry[]): boolean {
  return entries.length > 1 && entries.every(({ ticketId }) => ticketId === entries[0]?.ticketId);
}

/** What is called undone of what was done at once; `count` of its actions were taken back. */
export function nameOfUndone(entries: readonly OutboxEntry[], count: number, say: Say): string {
  const form = formOf(entries);
  if (form === undefined && isOnOneTicket(entries)) return say('macro.steps', { count });
  const name = mutationLabel((form ?? entries[0])?.name ?? '', say);
  return form !== undefined || count === 1 ? name : `${name} · ${say('list.total', { count })}`;
}

/** Whether an action is a note without a word, as forms bring the files that were added in them (use-form-files.ts). */
function bringsOnlyFiles({ name, args }: OutboxEntry): boolean {
  return name === 'ticket.note' && typeof args === 'object' && args !== null && 'body' in args && args.body === '';
}
