import { z } from 'zod';
import { defineMutation } from './mutation.ts';
import { eventAtMs, record, refuseEnded, ticketArgs, workableTicket } from './steps.ts';

const args = z.object({
  ...ticketArgs,
  messageId: z.uuid(),
  body: z.string().trim().min(1).max(20_000),
  /** The last message to or from the customer that the author saw; null when there was none. */
  lastSeenMessageId: z.uuid().nullable(),
  /** The author saw that the thread moved on and sends all the same. */
  evenIfMoved: z.boolean().optional(),
});

/**
 * Answers the customer, in the channel of the ticket. It counts as sent, and ends the first-response clock,
 * when the backend has it. Refused as `conflict.thread_moved` when the conversation has gone on since the
 * author last saw it.
 */
export const replyToCustomer = defineMutation({
  name: 'ticket.reply',
  args,
  needs: ({ ticketId, messageId }) => ({
    tickets: [ticketId],
    parts: [{ kind: 'message', ticketId, id: messageId }],
  }),
  rule(rows, { messageId, body, lastSeenMessageId, evenIfMoved, ...rest }, context) {
    const found = workableTicket(rows, rest, context);
    if (!found.ok) return found.error;
    const ticket = found.value;
    const ended = refuseEnded(ticket, context);
    if (ended !== null) return ended;
    if (rows.part('message', messageId) !== undefined) {
      return { code: 'conflict.exists', message: `message ${messageId} is there already` };
    }
    if (evenIfMoved !== true && ticket.lastMessageId !== lastSeenMessageId) {
      return {
        code: 'conflict.thread_moved',
        message: 'the conversation has gone on since its author last saw it',
        details: { lastMessageId: ticket.lastMessageId, lastSeenMessageId },
      };
    }
    const atMs = eventAtMs(ticket, context);
    rows.putPart('message', {
      id: messageId,
      ticketId: ticket.id,
      kind: 'reply',
      authorId: context.actor.id,
      authorName: null,
      body,
      channel: ticket.channel,
      writtenAtMs: atMs,
      sentAtMs: context.receivedAtMs,
    });
    const answered = {
      ...ticket,
      lastMessageId: messageId,
      firstRespondedAtMs: ticket.firstRespondedAtMs ?? context.receivedAtMs,
    };
    record(rows, answered, { kind: 'replied', data: { messageId }, source: rest.source }, atMs, context);
    return null;
  },
});
