import { canSeeQueue, seesEverything } from '../../shared/access/access.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import type { User } from '../../shared/domain/workspace.ts';
import type { Workspace } from '../db/workspace.ts';
import type { CommandContext, WhyNot } from './command.ts';
import { whyNotOpen } from './why-not.ts';

/** Whom a ticket can be given to: who works its queue and does not have it. Without a ticket, who works any queue. By name. */
export function assignees(ticket: Ticket | null, { users }: Pick<Workspace, 'users'>): readonly User[] {
  const mayHave = (user: User): boolean => {
    if (user.role === 'system' || !user.isActive || user.id === ticket?.assigneeId) return false;
    return ticket === null ? seesEverything(user) || user.queueIds.length > 0 : canSeeQueue(user, ticket.queueId);
  };
  return (
    [...users.values()]
      .filter(mayHave)
      // Who works the queue comes before those who see all of them.
      .toSorted((a, b) => Number(seesEverything(a)) - Number(seesEverything(b)) || a.name.localeCompare(b.name))
  );
}

/** Why the chosen ticket cannot be given to somebody: it is for its holder and supervisors to do, and for somebody to take. */
export function whyNotAssign(context: CommandContext): WhyNot | null {
  const closed = whyNotOpen(context);
  const { ticket, workspace } = context;
  if (closed !== null || ticket === null || workspace === null) return closed;
  if (ticket.assigneeId !== workspace.me.id && !seesEverything(workspace.me)) return { key: 'why.onlyHolderAssigns' };
  return assignees(ticket, workspace).length === 0 ? { key: 'why.nobodyToAssign' } : null;
}
