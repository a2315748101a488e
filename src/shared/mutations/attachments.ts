import { z } from 'zod';
import { fileSchema, MAX_ATTACHMENTS, type FileFacts } from '../domain/attachment.ts';
import type { OnTicket } from './ticket-mutation.ts';
import { ticketMutation } from './ticket-mutation.ts';

/** The files that a message brings along. Their contents come apart from the action, and are known by their hash. */
export const attachmentsArg = z
  .array(fileSchema)
  .max(MAX_ATTACHMENTS)
  .refine((files) => new Set(files.map(({ id }) => id)).size === files.length, 'a file is named twice')
  .optional();

/** Puts the files of a message onto the ticket; the backend has no content of theirs yet. */
export function putAttachments(
  { rows, ticket, atMs }: OnTicket,
  messageId: string,
  authorId: string | null,
  files: readonly FileFacts[],
): void {
  for (const file of files) {
    rows.putPart('attachment', { ...file, ticketId: ticket.id, messageId, authorId, atMs, storedAtMs: null });
  }
}

/**
 * The backend has the whole content of a file, with the hash that was said. Run by the backend itself; refused as
 * `forbidden` for people, and as `conflict.exists` when it is known already. It is no event of the ticket's history.
 */
export const attachmentStored = ticketMutation({
  name: 'ticket.attachmentStored',
  args: z.object({ ticketId: z.uuid(), attachmentId: z.uuid() }),
  reads: ({ attachmentId }) => [{ kind: 'attachment', id: attachmentId }],
  rule({ rows, ticket, context }, { attachmentId }) {
    if (context.actor.role !== 'system') {
      return { code: 'forbidden', message: 'the backend itself says what it has stored' };
    }
    const attachment = rows.part('attachment', attachmentId);
    if (attachment === undefined || attachment.ticketId !== ticket.id) {
      return { code: 'not_found', message: `no attachment ${attachmentId} on ticket ${ticket.id}` };
    }
    if (attachment.storedAtMs !== null) {
      return { code: 'conflict.exists', message: `the content of ${attachmentId} is there already` };
    }
    rows.putPart('attachment', { ...attachment, storedAtMs: context.receivedAtMs });
    // As it was: a part comes with its ticket, by which the feed finds it.
    rows.putTicket(ticket);
    return null;
  },
});
