import { canWork } from '../../shared/access/access.ts';
import { hasEnded } from '../../shared/domain/status.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import type { User } from '../../shared/domain/workspace.ts';

/**
 * Why only notes are written on a ticket, by the name of its sentence: it has ended, it is a subticket, whose customer is
 * answered on the parent, or the person merely waits for it to be accepted. Null where the customer can be answered.
 */
export function whyNotesOnly(
  ticket: Ticket,
  me: User,
): 'composer.ended' | 'composer.subticket' | 'composer.sentOn' | null {
  if (hasEnded(ticket.status)) return 'composer.ended';
  if (!canWork(me, ticket)) return 'composer.sentOn';
  return (ticket.parent ?? null) === null ? null : 'composer.subticket';
}
