import { canWork, seesEverything } from '../../shared/access/access.ts';
import { hasEnded } from '../../shared/domain/status.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import type { Form, Queue } from '../../shared/domain/workspace.ts';
import { isTriedOut, ticketAttempts } from '../db/attempts.ts';
import { backendNowMs } from '../db/backend-clock.ts';
import type { Workspace } from '../db/workspace.ts';
import { isArchiveOpen } from '../stores/archive-store.ts';
import type { CommandContext, WhyNot } from './command.ts';

/** Why there is no ticket to act on: none chosen, or one that is only read from the backend. */
export function whyNoTicket(): WhyNot {
  return { key: isArchiveOpen() ? 'why.notKept' : 'why.noTicket' };
}

/** Why nothing can be done on the chosen ticket: none chosen, data still arriving, or a queue of others. */
export function whyNotWorkable({ ticket, workspace }: CommandContext): WhyNot | null {
  if (ticket === null) return whyNoTicket();
  if (workspace === null) return { key: 'why.loading' };
  return canWork(workspace.me, ticket) ? null : { key: 'why.notYours' };
}

/** The same, and that the ticket has not ended. */
export function whyNotOpen(context: CommandContext): WhyNot | null {
  const unworkable = whyNotWorkable(context);
  if (unworkable !== null) return unworkable;
  return context.ticket !== null && hasEnded(context.ticket.status) ? { key: 'why.ended' } : null;
}

/** Why the chosen ticket cannot be taken: somebody has it. */
export function whyNotTakeable(context: CommandContext): WhyNot | null {
  const closed = whyNotOpen(context);
  const { ticket, workspace } = context;
  if (closed !== null || ticket === null || workspace === null || ticket.assigneeId === null) return closed;
  if (ticket.assigneeId === workspace.me.id) return { key: 'why.alreadyMine' };
  return { key: 'why.taken', values: { name: workspace.users.get(ticket.assigneeId)?.name ?? '?' } };
}

export function whyNotClaim(context: CommandContext): WhyNot | null {
  const taken = whyNotTakeable(context);
  if (taken !== null) return taken;
  return context.ticket?.pendingHandoverId === null ? null : { key: 'why.acceptInstead' };
}

export function whyNotAccept(context: CommandContext): WhyNot | null {
  const taken = whyNotTakeable(context);
  if (taken !== null) return taken;
  return context.ticket?.pendingHandoverId === null ? { key: 'why.noHandover' } : null;
}

export function whyNotRelease(context: CommandContext): WhyNot | null {
  const closed = whyNotOpen(context);
  const { ticket, workspace } = context;
  if (closed !== null || ticket === null || workspace === null) return closed;
  if (ticket.assigneeId === null) return { key: 'why.nobodyHasIt' };
  const isAllowed = ticket.assigneeId === workspace.me.id || seesEverything(workspace.me);
  return isAllowed ? null : { key: 'why.onlyHolder' };
}

/** The forms by which a ticket can be handed up from where it is. */
export function escalationForms(ticket: Ticket, workspace: Workspace): readonly Form[] {
  return workspace.forms.filter(
    (form) =>
      form.isActive &&
      form.fromTier === ticket.tier &&
      form.toTier > ticket.tier &&
      workspace.queues.some(({ tier }) => tier === form.toTier),
  );
}

export function whyNotEscalate(context: CommandContext): WhyNot | null {
  const closed = whyNotOpen(context);
  const { ticket, workspace } = context;
  if (closed !== null || ticket === null || workspace === null) return closed;
  if (ticket.tier === 3) return { key: 'why.topTier' };
  return escalationForms(ticket, workspace).length === 0 ? { key: 'why.noForm' } : null;
}

/** The queues that a ticket can be given back to. */
export function returnQueues(ticket: Ticket, workspace: Workspace): readonly Queue[] {
  return workspace.queues.filter(({ tier, isActive }) => isActive && tier < ticket.tier);
}

export function whyNotReturn(context: CommandContext): WhyNot | null {
  const closed = whyNotOpen(context);
  const { ticket, workspace } = context;
  if (closed !== null || ticket === null || workspace === null) return closed;
  if (ticket.tier === 1) return { key: 'why.bottomTier' };
  return returnQueues(ticket, workspace).length === 0 ? { key: 'why.noLowerQueue' } : null;
}

/** Why another attempt at the ticket's tier would be refused. */
export function whyNotTry(context: CommandContext): WhyNot | null {
  const closed = whyNotOpen(context);
  const { ticket, workspace } = context;
  if (closed !== null || ticket === null || workspace === null) return closed;
  if (!isTriedOut(ticket, workspace, backendNowMs())) return null;
  return { key: 'attempt.triedOut', values: { tier: `N${ticket.tier}` } };
}

export function whyNotAllowAttempts(context: CommandContext): WhyNot | null {
  const closed = whyNotOpen(context);
  const { ticket, workspace } = context;
  if (closed !== null || ticket === null || workspace === null) return closed;
  if (!seesEverything(workspace.me)) return { key: 'why.onlySupervisor' };
  const { most, mostMs } = ticketAttempts(ticket, workspace, backendNowMs());
  return most === null && mostMs === null ? { key: 'why.noAttemptLimit' } : null;
}
