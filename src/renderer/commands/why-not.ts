import { canSee, canWork, seesEverything } from '../../shared/access/access.ts';
import { formFor } from '../../shared/domain/form-choice.ts';
import type { Form } from '../../shared/domain/form.ts';
import { hasEnded } from '../../shared/domain/status.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import { type Way, waysFrom } from '../../shared/domain/tier-graph.ts';
import type { Tier } from '../../shared/domain/tier.ts';
import type { Queue } from '../../shared/domain/workspace.ts';
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
  if (canWork(workspace.me, ticket)) return null;
  return { key: canSee(workspace.me, ticket) ? 'why.sentOn' : 'why.notYours' };
}

/** Why no note can be written: as above, but whoever waits for a colleague to accept an escalation may. */
export function whyNotNote(context: CommandContext): WhyNot | null {
  const { ticket, workspace } = context;
  const isSeen = ticket !== null && workspace !== null && canSee(workspace.me, ticket);
  return isSeen ? null : whyNotWorkable(context);
}

/** Why nothing can be done on it now: the same as for any work, and that the ticket has not ended. */
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
  // What came back to the person waits for them to accept it.
  if (ticket.assigneeId === workspace.me.id)
    return ticket.pendingHandoverId === null ? { key: 'why.alreadyMine' } : null;
  return { key: 'why.taken', values: { name: workspace.users.get(ticket.assigneeId)?.name ?? '?' } };
}

/** Why the customer cannot be answered here: the same as for any work, and that a subticket has no conversation of its own. */
export function whyNotReply(context: CommandContext): WhyNot | null {
  const closed = whyNotOpen(context);
  const { parent } = context.ticket ?? {};
  if (closed !== null || parent === undefined || parent === null) return closed;
  return { key: 'why.subticketReply', values: { number: parent.number === null ? '…' : `#${parent.number}` } };
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

/** The queues in use to which a ticket can go from where it is, up or down. */
export function ticketWays({ queueId, tier }: Ticket, { queues }: Workspace, way: Way): readonly Queue[] {
  const from = queues.find(({ id }) => id === queueId) ?? { id: queueId, name: '', tier, position: 0, isActive: true };
  return waysFrom(from, queues, way);
}

/** The form by which a ticket is handed up to a tier; undefined when there is none. */
export function escalationForm({ tier, categoryId }: Ticket, toTier: Tier, workspace: Workspace): Form | undefined {
  return formFor(workspace.forms, { fromTier: tier, toTier, categoryId }, workspace.categories);
}

/** The queues to which a ticket is escalated: those for whose tier there is a form, all of them where there is none at all. */
export function escalationQueues(ticket: Ticket, workspace: Workspace): readonly Queue[] {
  const ways = ticketWays(ticket, workspace, 'up');
  const withForm = ways.filter(({ tier }) => escalationForm(ticket, tier, workspace) !== undefined);
  return withForm.length === 0 ? ways : withForm;
}

/** The tier that a ticket is escalated to, where there is but one. */
export function onlyTierUp(ticket: Ticket, workspace: Workspace): Tier | null {
  const [first, ...others] = escalationQueues(ticket, workspace);
  return first !== undefined && others.every(({ tier }) => tier === first.tier) ? first.tier : null;
}

export function whyNotEscalate(context: CommandContext): WhyNot | null {
  const closed = whyNotOpen(context);
  const { ticket, workspace } = context;
  if (closed !== null || ticket === null || workspace === null) return closed;
  if (ticket.tier === 3) return { key: 'why.topTier' };
  return escalationQueues(ticket, workspace).length === 0 ? { key: 'why.noWayUp' } : null;
}

export function whyNotReturn(context: CommandContext): WhyNot | null {
  const closed = whyNotOpen(context);
  const { ticket, workspace } = context;
  if (closed !== null || ticket === null || workspace === null) return closed;
  if (ticket.tier === 1) return { key: 'why.bottomTier' };
  return ticketWays(ticket, workspace, 'down').length === 0 ? { key: 'why.noLowerQueue' } : null;
}

/** Why nobody can be called: one who oversees it has been, and has not answered. */
export function whyNotCallSupervisor(context: CommandContext): WhyNot | null {
  const closed = whyNotOpen(context);
  if (closed !== null || context.ticket === null) return closed;
  return (context.ticket.supervisorCallId ?? null) === null ? null : { key: 'why.callOpen' };
}

export function whyNotAnswerCall(context: CommandContext): WhyNot | null {
  const unworkable = whyNotWorkable(context);
  const { ticket, workspace } = context;
  if (unworkable !== null || ticket === null || workspace === null) return unworkable;
  if ((ticket.supervisorCallId ?? null) === null) return { key: 'why.noCall' };
  return workspace.me.role === 'supervisor' || workspace.me.role === 'admin' ? null : { key: 'why.notSupervisor' };
}

/** Why the escalation that waits cannot be taken back: there is none, or somebody else sent it. */
export function whyNotWithdrawEscalation({ ticket, workspace }: CommandContext): WhyNot | null {
  if (ticket === null) return whyNoTicket();
  if (workspace === null) return { key: 'why.loading' };
  const before = ticket.stays.at(-2);
  const isUp = before !== undefined && before.tier < ticket.tier;
  if (ticket.pendingHandoverId === null || !isUp) return { key: 'why.noEscalationWaits' };
  const isAllowed = before.sentById === workspace.me.id || seesEverything(workspace.me);
  return isAllowed ? null : { key: 'why.notYourEscalation' };
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
