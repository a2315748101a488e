import type { Message } from '../../shared/domain/parts.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import type { Workspace } from '../db/workspace.ts';
import type { Language } from '../stores/settings-store.ts';
import type { Quote } from '../ui/quotes.tsx';
import { shortMoment } from './format-time.ts';
import type { Say } from './text.ts';

type QuoteNames = {
  readonly ticket: Pick<Ticket, 'customerId'>;
  readonly workspace: Pick<Workspace, 'users' | 'customers'>;
  readonly say: Say;
  readonly language: Language;
  readonly nowMs: number;
};

/** Messages of a ticket as quotes: who wrote each, what it is to the customer, and when. */
export function messageQuotes(
  messages: readonly Message[],
  { ticket, workspace, say, language, nowMs }: QuoteNames,
): readonly Quote[] {
  const customer = ticket.customerId === null ? undefined : workspace.customers.get(ticket.customerId)?.name;
  return messages.map(({ id, kind, authorId, authorName, body, writtenAtMs }) => {
    const known = authorId === null ? undefined : workspace.users.get(authorId)?.name;
    const fallback = kind === 'customer' ? (customer ?? say('conversation.customer')) : say('common.unknownPerson');
    return {
      id,
      author: known ?? authorName ?? fallback,
      about: say(`conversation.${kind}`),
      when: shortMoment(language, writtenAtMs, nowMs),
      text: body,
    };
  });
}
