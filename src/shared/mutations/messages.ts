import { z } from 'zod';
import type { FileFacts } from '../domain/attachment.ts';
import type { Message } from '../domain/parts.ts';
import type { Ticket } from '../domain/ticket.ts';
import { attachmentsArg, putAttachments } from './attachments.ts';
import { withAnswer, withQuestion } from './response.ts';
import { withReopening, withStatus } from './steps.ts';
import { ticketArgs, ticketMutation, type OnTicket } from './ticket-mutation.ts';

const messageArgs = {
  ...ticketArgs,
  messageId: z.uuid(),
  /** Empty only when files say it all. */
  body: z.string().trim().max(20_000),
  attachments: attachmentsArg,
};

type MessageArgs = {
  readonly messageId: string;
  readonly body: string;
  readonly attachments?: readonly FileFacts[] | undefined;
};

const saysSomething = ({ body, attachments = [] }: MessageArgs): boolean => body !== '' || attachments.length > 0;
const SAYS_NOTHING = { path: ['body'], message: 'a message has a text or a file' };

const addsMessage = ({
  messageId,
  attachments = [],
}: MessageArgs): { kind: 'message' | 'attachment'; id: string }[] => [
  { kind: 'message', id: messageId },
  ...attachments.map(({ id }) => ({ kind: 'attachment' as const, id })),
];

/** Puts a message of the actor's, or of the customer, onto the ticket, with its files. */
function putMessage(on: OnTicket, kind: Message['kind'], { messageId, body, attachments = [] }: MessageArgs): void {
  const { rows, ticket, atMs, context } = on;
  const isCustomer = kind === 'customer';
  const authorId = isCustomer ? null : context.actor.id;
  rows.putPart('message', {
    id: messageId,
    ticketId: ticket.id,
    kind,
    authorId,
    authorName: null,
    body,
    channel: ticket.channel,
    writtenAtMs: atMs,
    sentAtMs: isCustomer ? atMs : context.receivedAtMs,
  });
  putAttachments(on, messageId, authorId, attachments);
}

/**
 * Answers the customer, in the channel of the ticket. It counts as sent, and ends the clock of the first or the next
 * response, when the backend has it. Refused as `conflict.thread_moved` when the conversation has gone on since the
 * author last saw it.
 */
export const replyToCustomer = ticketMutation({
  name: 'ticket.reply',
  args: z
    .object({
      ...messageArgs,
      /** The last message to or from the customer that the author saw; null when there was none. */
      lastSeenMessageId: z.uuid().nullable(),
      /** The author saw that the thread moved on and sends all the same. */
      evenIfMoved: z.boolean().optional(),
    })
    .refine(saysSomething, SAYS_NOTHING),
  adds: addsMessage,
  rule(on, args) {
    const { ticket, context } = on;
    const { messageId, lastSeenMessageId } = args;
    if (ticket.parent !== undefined && ticket.parent !== null && context.actor.role !== 'system') {
      return { code: 'conflict.is_subticket', message: 'the customer is answered on the parent of a subticket' };
    }
    if (args.evenIfMoved !== true && ticket.lastMessageId !== lastSeenMessageId) {
      return {
        code: 'conflict.thread_moved',
        message: 'the conversation has gone on since its author last saw it',
        details: { lastMessageId: ticket.lastMessageId, lastSeenMessageId },
      };
    }
    putMessage(on, 'reply', args);
    const firstRespondedAtMs = ticket.firstRespondedAtMs ?? context.receivedAtMs;
    const answered = withAnswer(ticket, context.receivedAtMs);
    const next: Ticket = { ...answered, lastMessageId: messageId, lastMessageFrom: 'agent', firstRespondedAtMs };
    return on.done(next, 'replied', { messageId });
  },
});

/**
 * Takes in what a customer wrote: a wait for them ends, a resolved ticket is opened again. Run by programs of
 * the system only; refused as `forbidden` for people.
 */
export const receiveMessage = ticketMutation({
  name: 'ticket.receive',
  args: z.object(messageArgs).refine(saysSomething, SAYS_NOTHING),
  adds: addsMessage,
  mayHaveEnded: true,
  rule(on, args) {
    const { ticket, atMs, context } = on;
    if (context.actor.role !== 'system') {
      return { code: 'forbidden', message: 'customers are heard through the channels of the backend' };
    }
    putMessage(on, 'customer', args);
    const awake = ticket.status === 'waiting_customer' ? withStatus(ticket, 'open', atMs) : ticket;
    const open = awake.status === 'resolved' ? withReopening(awake, atMs) : awake;
    const { messageId } = args;
    const next: Ticket = {
      ...open,
      lastMessageId: messageId,
      lastMessageFrom: 'customer',
      lastCustomerMessageAtMs: atMs,
    };
    return on.done(withQuestion(next, atMs), 'customer_wrote', { messageId });
  },
});

/** Writes an internal note, never seen by the customer. Append only: it is refused only for want of access. */
export const addNote = ticketMutation({
  name: 'ticket.note',
  args: z.object(messageArgs).refine(saysSomething, SAYS_NOTHING),
  adds: addsMessage,
  mayHaveEnded: true,
  rule(on, args) {
    putMessage(on, 'note', args);
    return on.done(on.ticket, 'noted', { messageId: args.messageId });
  },
});
