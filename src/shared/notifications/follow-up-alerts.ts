import { hasEnded } from '../domain/status.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { User } from '../domain/workspace.ts';
import type { Alert } from './alert.ts';
import { worksQueue } from './who-is-told.ts';

/**
 * What a person is told of a ticket's follow-up date, before and after it has come, as long as nothing has been done on the
 * ticket since: the one who has it is, and while nobody has it, those who work its queue. Another date is another alert.
 */
export function followUpAlerts(
  { id, status, followUpAtMs, assigneeId, queueId }: Ticket,
  person: User,
): readonly Alert[] {
  if (followUpAtMs === null || hasEnded(status) || !person.isActive) return [];
  const isMine = assigneeId === person.id;
  if (!isMine && !(assigneeId === null && worksQueue(person, queueId))) return [];
  return [
    {
      id: `${id}:followUp:${followUpAtMs}`,
      kind: 'follow_up_due',
      ticketId: id,
      atMs: followUpAtMs,
      toldAs: isMine ? 'assignee' : 'queue',
      clock: null,
      what: null,
      actorId: null,
    },
  ];
}
