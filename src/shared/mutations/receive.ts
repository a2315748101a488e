import { z } from 'zod';
import { defineMutation } from './mutation.ts';
import { eventAtMs, record, ticketArgs, withReopening, withStatus, workableTicket } from './steps.ts';

const args = z.object({
  ...ticketArgs,
  messageId: z.uuid(),
  body: z.string().trim().min(1).max(20_000),
});

/**
 * Takes in what a customer wrote: a wait for them ends, a resolved ticket is opened again. Run by programs of
 * the system only; refused as `forbidden` for people.
 */
export const receiveMessage = defineMutation({
  name: 'ticket.receive',
  args,
  needs: ({ ticketId, messageId }) => ({
    tickets: [ticketId],
    parts: [{ kind: 'message', ticketId, id: messageId }],
  }),
  rule(rows, { messageId, body, ...rest }, context) {
    if (context.actor.role !== 'system') {
      return { code: 'forbidden', message: 'customers are heard through the channels of the backend' };
    }
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
      kind: 'customer',
      authorId: null,
      authorName: null,
      body,
      channel: ticket.channel,
      writtenAtMs: atMs,
      sentAtMs: atMs,
    });
    const awake = ticket.status === 'waiting_customer' ? withStatus(ticket, 'open', atMs) : ticket;
    const open = awake.status === 'resolved' ? withReopening(awake, atMs) : awake;
    const heard = { ...open, lastMessageId: messageId, lastCustomerMessageAtMs: atMs };
    record(rows, heard, { kind: 'customer_wrote', data: { messageId }, source: rest.source }, atMs, context);
    return null;
  },
});
