import { Building2, Ticket as TicketIcon } from 'lucide-react';
import type { Ticket } from '../../../shared/domain/ticket.ts';
import type { Customer } from '../../../shared/domain/workspace.ts';
import { showTicket } from '../../commands/open-in-window.ts';
import type { Say } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { goTo } from './command-items.tsx';
import type { PaletteItem } from './palette-item.ts';

/** What the palette shows of a ticket. */
export type FoundTicket = Pick<Ticket, 'id' | 'number' | 'subject' | 'status'>;

/** A ticket, to be opened. */
export function ticketItem(ticket: FoundTicket, say: Say): PaletteItem {
  return {
    id: `ticket:${ticket.id}`,
    label: `${ticketNumber(ticket, say)} ${ticket.subject}`,
    about: say(`status.${ticket.status}`),
    why: null,
    icon: <TicketIcon size={15} />,
    run: () => showTicket(ticket.id),
  };
}

/** A customer, leading to their open tickets. */
export function customerItem(customer: Customer): PaletteItem {
  return {
    id: `customer:${customer.id}`,
    label: customer.name,
    about: [customer.company, customer.phone ?? customer.email].filter((part) => part !== null).join(' · '),
    why: null,
    icon: <Building2 size={15} />,
    run: () => goTo({ kind: 'customer', customerId: customer.id }),
  };
}
