import { hasEnded, pauseClassOf } from './status.ts';
import type { Ticket } from './ticket.ts';
import type { User } from './workspace.ts';

/** Whether a person may take a ticket as their next: in a queue of their own, with nobody, and neither paused nor ended. A hand-over that waits counts: taking it is accepting it. */
export function isNextFor(me: Pick<User, 'queueIds' | 'isActive'>, ticket: Ticket): boolean {
  const { assigneeId, queueId, status } = ticket;
  if (assigneeId !== null || !me.isActive || !me.queueIds.includes(queueId)) return false;
  return !hasEnded(status) && pauseClassOf(status) === null;
}
