import { z } from 'zod';
import { defineMutation } from './mutation.ts';
import { eventAtMs, record, ticketArgs, workableTicket } from './steps.ts';

/** Writes an internal note, never seen by the customer. Append only: it is refused only for want of access. */
export const addNote = defineMutation({
  name: 'ticket.note',
  args: z.object({ ...ticketArgs, messageId: z.uuid(), body: z.string().trim().min(1).max(20_000) }),
  needs: ({ ticketId, messageId }) => ({
    tickets: [ticketId],
    parts: [{ kind: 'message', ticketId, id: messageId }],
  }),
  rule(rows, { messageId, body, ...rest }, context) {
    const found = workableTicket(rows, rest, context);
    if (!found.ok) return found.error;
    const ticket = found.value;
    if (rows.part('message', messageId) !== undefined) {
      return { code: 'conflict.exists', message: `message ${messageId} is there already` };
    }
    const atMs = eventAtMs(ticket, context);
    rows.putPart('message', {
      id: messageId,
      ticketId: ticket.id,
      kind: 'note',
      authorId: context.actor.id,
      authorName: null,
      body,
      channel: ticket.channel,
      writtenAtMs: atMs,
      sentAtMs: context.receivedAtMs,
    });
    record(rows, ticket, { kind: 'noted', data: { messageId }, source: rest.source }, atMs, context);
    return null;
  },
});
