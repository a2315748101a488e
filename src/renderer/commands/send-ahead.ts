import { replyChannelOf } from '../../shared/domain/reply-channels.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import type { Workspace } from '../db/workspace.ts';
import { takeTypedAhead, typeAhead } from '../lib/type-ahead.ts';
import { useComposerStore } from '../stores/composer-store.ts';
import { addToDraft } from '../stores/draft-store.ts';
import { sendMessage, wordMessage } from './send-message.ts';

/**
 * Sends what was typed for the reply or the note of a ticket that is not on screen yet, and only that: a draft kept from
 * before has not been seen, and stays. What cannot go out as it is waits in the field, and so does an attempt, whose form
 * has more to say. Resolves when it is kept on this machine, or stands in the draft because it was refused.
 */
export async function sendTypedAhead(ticket: Ticket, workspace: Workspace | null): Promise<void> {
  const { mode, isLoggingAttempt } = useComposerStore.getState();
  if (isLoggingAttempt || workspace === null) return;
  const place = `ticket:${ticket.id}` as const;
  const { text } = takeTypedAhead(place);
  const written = { ticket, mode, channel: replyChannelOf(ticket), text };
  const { isTooLong, unfilled } = wordMessage(written, workspace);
  if (text.trim() === '' || isTooLong || unfilled.length > 0) {
    if (text !== '') typeAhead(place, text);
    return;
  }
  if (!(await sendMessage(written, workspace))) await addToDraft(`${mode}:${ticket.id}`, text);
}
