import type { FileFacts } from '../../shared/domain/attachment.ts';
import { fillPlaceholders, placeholdersIn } from '../../shared/domain/canned-reply.ts';
import { isSigned } from '../../shared/domain/reply-channels.ts';
import type { Channel, Ticket } from '../../shared/domain/ticket.ts';
import { MESSAGE_LENGTH } from '../../shared/mutations/messages.ts';
import type { Workspace } from '../db/workspace.ts';
import { type Mention, mentionable, mentionsIn } from '../lib/mentions.ts';
import { newId } from '../lib/new-id.ts';
import { placeholderValues } from '../lib/placeholder-values.ts';
import type { ComposerMode } from '../stores/composer-store.ts';
import { perform } from './perform.ts';

/** A reply or a note as it is being written; `channel` is the one that a reply goes out by. */
export type Written = {
  readonly ticket: Ticket;
  readonly mode: ComposerMode;
  readonly channel: Channel;
  readonly text: string;
};

/** What goes out of what is written. `people` can be named in it; `unfilled` placeholders and a body that is too long hold it back. */
export type Worded = {
  readonly body: string;
  /** What the agent signs with, filled in; empty for none. */
  readonly signature: string;
  readonly isTooLong: boolean;
  readonly people: readonly Mention[];
  readonly unfilled: readonly string[];
};

/** Puts what is written into the words that go out: without the space around it, and signed where its channel is. */
export function wordMessage({ ticket, mode, channel, text }: Written, workspace: Workspace): Worded {
  const isReply = mode === 'reply';
  const signature = isReply && isSigned(channel) ? signatureOf(ticket, workspace) : '';
  const body = signature === '' ? text.trim() : `${text.trim()}\n\n${signature}`.trimStart();
  return {
    body,
    signature,
    isTooLong: body.length > MESSAGE_LENGTH,
    people: isReply ? [] : mentionable(ticket, workspace.users, workspace.me.id),
    unfilled: isReply ? placeholdersIn(body) : [],
  };
}

/** Sends what is written, or adds it as a note: kept on this machine when it resolves with true, as `perform` does. */
export function sendMessage(
  written: Written,
  workspace: Workspace,
  files: readonly FileFacts[] = [],
): Promise<boolean> {
  const { ticket, mode, channel } = written;
  const { body, people } = wordMessage(written, workspace);
  const attachments = files.length === 0 ? {} : { attachments: files };
  const common = { ticketId: ticket.id, messageId: newId(), body, ...attachments };
  if (mode === 'note') {
    const named = mentionsIn(body, people);
    return perform('ticket.note', { ...common, ...(named.length === 0 ? {} : { mentions: named }) }, workspace);
  }
  const { customerId, lastMessageId } = ticket;
  const reply = { ...common, channel, customerId, lastSeenMessageId: lastMessageId };
  return perform('ticket.reply', reply, workspace);
}

function signatureOf(ticket: Ticket, workspace: Workspace): string {
  return fillPlaceholders(workspace.me.signature ?? '', placeholderValues(ticket, workspace)).trim();
}
