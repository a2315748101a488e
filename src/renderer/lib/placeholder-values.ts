import type { PlaceholderValues } from '../../shared/domain/canned-reply.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import type { Workspace } from '../db/workspace.ts';

/** What stands for the placeholders of canned replies and macros on a ticket; null for what is not known of it. */
export function placeholderValues({ customerId, number }: Ticket, { customers, me }: Workspace): PlaceholderValues {
  return {
    'cliente.nome': customerId === null ? null : (customers.get(customerId)?.name ?? null),
    'chamado.numero': number === null ? null : String(number),
    'agente.nome': me.name,
  };
}
