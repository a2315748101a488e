import { memo, type ReactElement } from 'react';
import type { Ticket } from '../../../shared/domain/ticket.ts';
import type { Workspace } from '../../db/workspace.ts';
import { useText } from '../../lib/text.ts';
import { CategoryScript } from './category-script.tsx';
import { ContextFacts } from './context-facts.tsx';
import { CustomerContact } from './customer-contact.tsx';
import { CustomerTickets } from './customer-tickets.tsx';
import styles from './ticket-context.module.css';

type TicketContextProps = { readonly ticket: Ticket; readonly workspace: Workspace };

/** What an agent wants to know beside the conversation: the customer, what else they have with us, and the ticket's facts. */
export const TicketContext = memo(function TicketContext({ ticket, workspace }: TicketContextProps): ReactElement {
  const say = useText();
  const customer = ticket.customerId === null ? undefined : workspace.customers.get(ticket.customerId);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and may have nothing in it that takes the focus
    <section className={styles['scroll']} tabIndex={0} aria-label={say('context.title')}>
      <CustomerContact customer={customer} />
      {customer === undefined ? null : <CustomerTickets ticket={ticket} />}
      <CategoryScript ticket={ticket} workspace={workspace} />
      <ContextFacts ticket={ticket} workspace={workspace} />
    </section>
  );
});
