import type { Handover } from '../domain/parts.ts';
import { nextStatus, type StatusAction } from '../domain/status-machine.ts';
import type { Stay, Ticket } from '../domain/ticket.ts';
import type { Queue } from '../domain/workspace.ts';
import type { MutationContext, Refusal, Rows } from './mutation.ts';
import { withCurrentStay, withStatus } from './steps.ts';

/** The actor takes the ticket: it is theirs, its stay at this tier is accepted, a hand-over that waited is settled. */
export function takeOwnership(rows: Rows, ticket: Ticket, atMs: number, context: MutationContext): Ticket {
  return giveTo(context.actor.id, rows, ticket, atMs, context);
}

/** The same for a person whom the actor gives it to; who settles a hand-over that waited is the actor. */
export function giveTo(holderId: string, rows: Rows, ticket: Ticket, atMs: number, context: MutationContext): Ticket {
  settlePending(rows, ticket, 'accepted', atMs, context);
  const accepted = withCurrentStay(ticket, (stay) => ({ ...stay, acceptedAtMs: stay.acceptedAtMs ?? atMs }));
  return { ...movedOn(accepted, 'ticket.claim', atMs), assigneeId: holderId, pendingHandoverId: null };
}

/** The hand-over that waits on a ticket, if one does, is settled by the actor. The ticket itself stays as it is. */
export function settlePending(
  rows: Rows,
  ticket: Ticket,
  state: Exclude<Handover['state'], 'pending'>,
  atMs: number,
  { actor }: MutationContext,
): void {
  const pending = ticket.pendingHandoverId === null ? undefined : rows.part('handover', ticket.pendingHandoverId);
  if (pending === undefined) return;
  rows.putPart('handover', { ...pending, state, settledById: actor.id, settledAtMs: atMs });
}

/** Refuses to take a ticket that somebody has, says who and since when; one that came back to the actor waits for them. */
export function refuseTaken(rows: Rows, ticket: Ticket, { actor }: MutationContext): Refusal | null {
  if (ticket.assigneeId === null) return null;
  if (ticket.assigneeId === actor.id && ticket.pendingHandoverId !== null) return null;
  const holder = rows.workspace('user', ticket.assigneeId);
  const stay = ticket.stays.at(-1);
  return {
    code: 'conflict.claimed',
    message: `ticket ${ticket.id} is held by ${ticket.assigneeId}`,
    details: { byId: ticket.assigneeId, byName: holder?.name ?? null, atMs: stay?.acceptedAtMs ?? ticket.updatedAtMs },
  };
}

/**
 * The ticket in another queue, at work but with nobody: one stay ends and the next begins. One that has ended stays ended.
 * `leaving` is written on the stay that ends.
 */
export function moveToQueue(
  ticket: Ticket,
  queue: { readonly id: string; readonly tier: 1 | 2 | 3 },
  handoverId: string | null,
  atMs: number,
  leaving: { readonly sentById?: string; readonly isWithdrawn?: boolean } = {},
): Ticket {
  const moving = movedOn(ticket, 'ticket.escalate', atMs);
  const left = withCurrentStay(moving, (stay) => ({ ...stay, ...leaving, leftAtMs: atMs }));
  return {
    ...left,
    queueId: queue.id,
    tier: queue.tier,
    assigneeId: null,
    pendingHandoverId: handoverId,
    stays: [...left.stays, newStay(ticket, queue, atMs)],
  };
}

/** The ticket in the status that an action leaves it in; whether the actor may do it has been asked (`ticketMutation`). */
function movedOn(ticket: Ticket, action: StatusAction, atMs: number): Ticket {
  return withStatus(ticket, nextStatus(action, ticket.status, true) ?? ticket.status, atMs);
}

/** A stay that begins; it says how many attempts its tier has made on the ticket already. */
function newStay({ attemptCounts }: Ticket, queue: Pick<Queue, 'id' | 'tier'>, atMs: number): Stay {
  const attemptsBefore = attemptCounts[queue.tier - 1] ?? 0;
  const stay = { tier: queue.tier, queueId: queue.id, enteredAtMs: atMs, acceptedAtMs: null, leftAtMs: null };
  return attemptsBefore <= 0 ? stay : { ...stay, attemptsBefore };
}
