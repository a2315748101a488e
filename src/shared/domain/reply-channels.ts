import type { Channel, Ticket } from './ticket.ts';
import type { Customer } from './workspace.ts';

/** What a person can be answered in; what a program or another system brought in cannot. */
const ANSWERED_IN: readonly Channel[] = ['whatsapp', 'email', 'phone', 'chat', 'portal'];

type Where = Pick<Ticket, 'channel' | 'lastCustomerChannel'>;

/** The channel of the customer's last message, in which they are answered if nobody says otherwise; of the ticket, where none is known. */
export function replyChannelOf({ channel, lastCustomerChannel }: Where): Channel {
  return lastCustomerChannel ?? channel;
}

/**
 * The channels in which a customer can be answered: those that they have used on the ticket, and those that an address of
 * theirs is known for. The first is that of their last message.
 */
export function replyChannels(
  ticket: Where,
  customer: Pick<Customer, 'email' | 'phone'> | undefined,
): readonly Channel[] {
  const { email = null, phone = null } = customer ?? {};
  const reached = new Set<Channel>([ticket.channel]);
  if (email !== null && email !== '') reached.add('email');
  if (phone !== null && phone !== '') reached.add('phone').add('whatsapp');
  const first = replyChannelOf(ticket);
  return [first, ...ANSWERED_IN.filter((channel) => channel !== first && reached.has(channel))];
}

/** Whether a reply in a channel is a letter, and so signed. */
export function isSigned(channel: Channel): boolean {
  return channel === 'email' || channel === 'portal';
}
