import { canWork } from '../access/access.ts';
import type { EventKind, Source, TicketEvent } from '../domain/parts.ts';
import { hasEnded, pauseClassOf, type Status } from '../domain/status.ts';
import type { Stay, Ticket, TicketPause } from '../domain/ticket.ts';
import type { User } from '../domain/workspace.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { withEndedPromise } from './ended-promise.ts';
import type { MutationContext, Refusal, Rows } from './mutation.ts';
import { withAnswer } from './response.ts';
import { tellParent } from './tell-parent.ts';

/** A ticket that the actor may work on, or do to what `mayAct` allows; or why not. */
export function workableTicket(
  rows: Rows,
  args: { readonly ticketId: string; readonly source?: Source | undefined },
  { actor }: MutationContext,
  mayAct: (actor: User, ticket: Ticket) => boolean = canWork,
): Result<Ticket, Refusal> {
  const ticket = rows.ticket(args.ticketId);
  if (ticket === undefined) return err({ code: 'not_found', message: `no ticket ${args.ticketId}` });
  if (!mayAct(actor, ticket)) {
    return err({
      code: 'forbidden',
      message: `${actor.email} does not work the queue that ticket ${ticket.id} is in`,
      details: { queueId: ticket.queueId, tier: ticket.tier },
    });
  }
  if (args.source !== undefined && actor.role !== 'system') {
    return err({ code: 'forbidden', message: 'only a program of the system names a source' });
  }
  return ok(ticket);
}

/** Refuses work on a ticket that has ended. A program that brings in history records it as it was. */
export function refuseEnded(ticket: Ticket, { actor }: MutationContext): Refusal | null {
  if (!hasEnded(ticket.status) || actor.role === 'system') return null;
  return statusConflict(ticket, 'the ticket has ended');
}

/** The refusal of an action that does not fit the ticket's status. */
export function statusConflict(ticket: Ticket, why: string): Refusal {
  return { code: 'conflict.status', message: why, details: { status: ticket.status } };
}

/**
 * When an action counts as done: as the agent says, but not after it was received, nor before the last event the
 * backend knew (docs/sla.md, rule 7). Epoch ms. The last event goes before the receipt, so that a backend's clock
 * that is set back, or two that differ, put no event before another.
 */
export function eventAtMs(ticket: Pick<Ticket, 'updatedAtMs'> | null, context: MutationContext): number {
  const upper = context.receivedAtMs ?? Number.POSITIVE_INFINITY;
  return Math.max(ticket?.updatedAtMs ?? 0, Math.min(upper, context.performedAtMs));
}

/** Writes the ticket with the instant of this event, and the event into its history; tells the parent of a subticket. */
export function record(
  rows: Rows,
  ticket: Ticket,
  event: {
    readonly kind: EventKind;
    readonly data?: TicketEvent['data'];
    readonly source?: Source | undefined;
    /** Who did it, where that is not the actor: null for a rule of the workspace. */
    readonly actorId?: null;
  },
  atMs: number,
  context: MutationContext,
): void {
  const before = rows.ticket(ticket.id);
  const now = { ...ticket, updatedAtMs: atMs };
  const id = context.newId();
  rows.putTicket(now);
  rows.putPart('event', {
    id,
    ticketId: ticket.id,
    kind: event.kind,
    actorId: event.actorId === null ? null : context.actor.id,
    atMs,
    receivedAtMs: context.receivedAtMs,
    data: event.data ?? {},
    source: event.source ?? null,
    ...(context.device === undefined ? {} : { device: context.device }),
  });
  tellParent(rows, before, now, { id, kind: event.kind, data: event.data ?? {}, atMs }, context);
}

/** The ticket in another status, its running pause ended and a new one begun as the status says. */
export function withStatus(ticket: Ticket, status: Status, atMs: number): Ticket {
  const before = pauseClassOf(ticket.status);
  const after = pauseClassOf(status);
  if (before === after) return { ...ticket, status };
  // The date was that of the wait.
  const followUpAtMs = after === null ? null : ticket.followUpAtMs;
  const ended = before === null ? ticket.pauses : endPauses(ticket.pauses, before, atMs);
  const pauses = after === null ? ended : [...ended, { class: after, fromMs: atMs, toMs: null }];
  return { ...ticket, status, pauses, followUpAtMs };
}

function endPauses(pauses: readonly TicketPause[], pauseClass: TicketPause['class'], atMs: number): TicketPause[] {
  return pauses.map((pause) => (pause.class === pauseClass && pause.toMs === null ? { ...pause, toMs: atMs } : pause));
}

/** The ticket resolved, closed or cancelled: no pause runs on, no answer is due, and from then on the time counts as `resolved`. */
export function withEnd(ticket: Ticket, status: 'resolved' | 'closed' | 'cancelled', atMs: number): Ticket {
  const ended = withEndedPromise(withAnswer(withStatus(ticket, status, atMs), atMs), atMs);
  return { ...ended, resolvedAtMs: ticket.resolvedAtMs ?? atMs, followUpAtMs: null };
}

/** The ticket at work again after it had ended; the time between counts as paused (docs/sla.md, resolution clock). */
export function withReopening(ticket: Ticket, atMs: number): Ticket {
  const fromMs = ticket.resolvedAtMs ?? atMs;
  return {
    ...ticket,
    status: 'open',
    resolvedAtMs: null,
    resolution: null,
    reopenCount: ticket.reopenCount + 1,
    pauses: [...ticket.pauses, { class: 'resolved', fromMs, toMs: atMs }],
  };
}

/** The current stay changed; the earlier ones are as they were. */
export function withCurrentStay(ticket: Ticket, change: (stay: Stay) => Stay): Ticket {
  const last = ticket.stays.length - 1;
  return { ...ticket, stays: ticket.stays.map((stay, index) => (index === last ? change(stay) : stay)) };
}
