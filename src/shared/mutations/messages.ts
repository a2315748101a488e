import { z } from 'zod';
import { canSee } from '../access/access.ts';
import type { FileFacts } from '../domain/attachment.ts';
import type { Message } from '../domain/parts.ts';
import { replyChannelOf, replyChannels } from '../domain/reply-channels.ts';
import { hasEnded } from '../domain/status.ts';
import { type Channel, channelSchema, type Ticket } from '../domain/ticket.ts';
import { attachmentsArg, putAttachments } from './attachments.ts';
import { withAnswer, withQuestion } from './response.ts';
import { withReopening, withStatus } from './steps.ts';
import { ticketArgs, ticketMutation, type OnTicket } from './ticket-mutation.ts';

/** The most that a message may hold, in characters. */
export const MESSAGE_LENGTH = 20_000;

const messageArgs = {
  ...ticketArgs,
  messageId: z.uuid(),
  /** Empty only when files say it all. */
  body: z.string().trim().max(MESSAGE_LENGTH),
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

/** What one kind of message says that another does not. */
type MessageFields = Pick<Message, 'kind' | 'channel' | 'mentions'>;

/** Puts a message of the actor's, or of the customer, onto the ticket, with its files. */
function putMessage(on: OnTicket, fields: MessageFields, { messageId, body, attachments = [] }: MessageArgs): void {
  const { rows, ticket, atMs, context } = on;
  const isCustomer = fields.kind === 'customer';
  const authorId = isCustomer ? null : context.actor.id;
  rows.putPart('message', {
    id: messageId,
    ticketId: ticket.id,
    ...fields,
    authorId,
    authorName: null,
    body,
    writtenAtMs: atMs,
    sentAtMs: isCustomer ? atMs : context.receivedAtMs,
  });
  putAttachments(on, messageId, authorId, attachments);
}

/**
 * Answers the customer, in the channel of their last message or the one that is said. It counts as sent, and ends the clock of the first or the next
 * response, when the backend has it. Refused as `conflict.thread_moved` when the conversation has gone on since the
 * author last saw it, as `conflict.no_address` in a channel for which no address of the customer is known and that they have
 * not used on the ticket (domain/reply-channels.ts), and as `conflict.is_subticket` on a subticket.
 */
export const replyToCustomer = ticketMutation({
  name: 'ticket.reply',
  args: z
    .object({
      ...messageArgs,
      /** The last message to or from the customer that the author saw; null when there was none. */
      lastSeenMessageId: z.uuid().nullable(),
      /** In which channel; left out, in that of the customer's last message. */
      channel: channelSchema.optional(),
      /** The ticket's customer, by whose addresses the channel is checked; left out, as by the first releases, it is not. */
      customerId: z.uuid().nullable().optional(),
      /** The author saw that the thread moved on and sends all the same. */
      evenIfMoved: z.boolean().optional(),
    })
    .refine(saysSomething, SAYS_NOTHING),
  adds: addsMessage,
  workspace: ({ customerId = null }) => (customerId === null ? [] : [{ kind: 'customer', id: customerId }]),
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
    const channel = args.channel ?? replyChannelOf(ticket);
    if (args.customerId !== undefined && !isReached(on, args.customerId, channel)) {
      return {
        code: 'conflict.no_address',
        message: `no address of the customer is known for ${channel}`,
        details: { channel },
      };
    }
    putMessage(on, { kind: 'reply', channel }, args);
    const firstRespondedAtMs = ticket.firstRespondedAtMs ?? context.receivedAtMs;
    const answered = withAnswer(ticket, context.receivedAtMs);
    const next: Ticket = { ...answered, lastMessageId: messageId, lastMessageFrom: 'agent', firstRespondedAtMs };
    return on.done(next, 'replied', { messageId });
  },
});

/** Whether the customer of a ticket is reached in a channel. Another customer than the author saw is not judged. */
function isReached({ rows, ticket }: OnTicket, customerId: string | null, channel: Channel): boolean {
  if (customerId !== ticket.customerId) return true;
  const customer = customerId === null ? undefined : rows.workspace('customer', customerId);
  return replyChannels(ticket, customer).includes(channel);
}

/**
 * Takes in what a customer wrote: a wait for them ends, a ticket that has ended is opened again, whenever that is: after
 * the window of its policy its clocks begin a second cycle (docs/sla.md). Run by programs of the system only; refused as
 * `forbidden` for people.
 */
export const receiveMessage = ticketMutation({
  name: 'ticket.receive',
  args: z
    .object({
      ...messageArgs,
      /** In which channel they wrote; left out, in the ticket's. */
      channel: channelSchema.optional(),
    })
    .refine(saysSomething, SAYS_NOTHING),
  adds: addsMessage,
  rule(on, args) {
    const { ticket, atMs, context } = on;
    if (context.actor.role !== 'system') {
      return { code: 'forbidden', message: 'customers are heard through the channels of the backend' };
    }
    const channel: Channel = args.channel ?? ticket.channel;
    putMessage(on, { kind: 'customer', channel }, args);
    const open = hasEnded(ticket.status) ? withReopening(ticket, atMs) : withStatus(ticket, on.next, atMs);
    const { messageId } = args;
    const next: Ticket = {
      ...open,
      lastMessageId: messageId,
      lastMessageFrom: 'customer',
      lastCustomerMessageAtMs: atMs,
      lastCustomerChannel: channel,
    };
    return on.done(withQuestion(next, atMs), 'customer_wrote', { messageId });
  },
});

/**
 * Writes an internal note, never seen by the customer, which may name colleagues. For whoever sees the ticket, who waits for
 * it to be accepted too. Append only: it is refused only for want of access, and who is named and cannot see the ticket is not told.
 */
export const addNote = ticketMutation({
  name: 'ticket.note',
  args: z
    .object({
      ...messageArgs,
      /** The people whom it names, by their ids; left out, nobody. */
      mentions: z.array(z.uuid()).max(20).optional(),
    })
    .refine(saysSomething, SAYS_NOTHING),
  adds: addsMessage,
  mayAct: canSee,
  rule(on, args) {
    const { messageId } = args;
    const mentions = [...new Set(args.mentions)].filter((id) => isTold(on, id));
    const isNaming = mentions.length > 0;
    putMessage(on, { kind: 'note', channel: on.ticket.channel, ...(isNaming ? { mentions } : {}) }, args);
    return on.done(on.ticket, 'noted', { messageId, ...(isNaming ? { mentions: mentions.join(' ') } : {}) });
  },
});

/** Whether a person is there, and sees the ticket where it is. */
function isTold({ rows, ticket }: OnTicket, userId: string): boolean {
  const person = rows.workspace('user', userId);
  return person !== undefined && canSee(person, ticket);
}
