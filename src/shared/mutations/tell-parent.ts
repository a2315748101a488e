import type { EventKind, TicketEvent } from '../domain/parts.ts';
import { hasEnded } from '../domain/status.ts';
import type { Ticket } from '../domain/ticket.ts';
import { deriveId } from '../lib/derive-id.ts';
import type { MutationContext, Rows } from './mutation.ts';

/** What happened to a subticket, and the event that it was written down as. */
type Told = {
  readonly id: string;
  readonly kind: EventKind;
  readonly data: TicketEvent['data'];
  readonly atMs: number;
};

/**
 * Brings a subticket's line on its parent to how it stands now, and writes into the parent's history what its owner wants
 * to know: taken, moved, given back, ended, opened again. The parent's facts stay as they are, `updatedAtMs` above all,
 * which bounds the instants of what its owner did offline (docs/sla.md, rule 7). Where the parent is not at hand, since the
 * actor does not see its queue, nothing is written: the backend has it.
 */
export function tellParent(
  rows: Rows,
  before: Ticket | undefined,
  now: Ticket,
  event: Told,
  context: MutationContext,
): void {
  const { parent: about } = now;
  const parent = about === undefined || about === null ? undefined : rows.ticket(about.id);
  if (parent === undefined) return;
  const { id, number, subject, queueId, tier, status, assigneeId } = now;
  const known = rows.part('subticket', id);
  const line = {
    id,
    ticketId: parent.id,
    number,
    subject,
    queueId,
    tier,
    status,
    assigneeId,
    openedById: known?.openedById ?? context.actor.id,
    openedAtMs: known?.openedAtMs ?? now.createdAtMs,
    result: now.resolution?.summary ?? null,
  };
  const kind = before === undefined ? null : newsOf(before, now, event);
  if (known !== undefined && kind === null && JSON.stringify(line) === JSON.stringify({ ...line, ...known })) return;
  rows.putPart('subticket', line);
  const others = (parent.openSubtickets ?? []).filter((one) => one.id !== id);
  rows.putTicket({ ...parent, openSubtickets: hasEnded(status) ? others : [...others, { id, number }] });
  if (kind === null) return;
  // Never before what the parent knows already: its history goes forward.
  const atMs = Math.max(parent.updatedAtMs, event.atMs);
  const reason = event.data['reason'];
  rows.putPart('event', {
    // Not one of the action's own ids: a machine that does not see the parent would count them otherwise.
    id: deriveId(atMs, `${event.id}:parent`),
    ticketId: parent.id,
    kind,
    actorId: context.actor.id,
    atMs,
    receivedAtMs: context.receivedAtMs,
    data: {
      subticketId: id,
      number,
      toQueueId: queueId,
      ...(typeof reason === 'string' ? { reason } : {}),
      ...(kind === 'subticket_resolved' ? { result: line.result } : {}),
    },
    source: null,
  });
}

/** What the parent's owner is told of a change; null for nothing. */
function newsOf(before: Ticket, now: Ticket, { kind }: Told): EventKind | null {
  if (!hasEnded(before.status) && hasEnded(now.status)) {
    // The action itself writes it down there.
    if (kind === 'subticket_withdrawn') return null;
    return now.status === 'cancelled' ? 'subticket_cancelled' : 'subticket_resolved';
  }
  if (hasEnded(before.status) && !hasEnded(now.status)) return 'subticket_reopened';
  if (kind === 'returned') return 'subticket_returned';
  if (before.queueId !== now.queueId) return 'subticket_moved';
  return before.assigneeId === null && now.assigneeId !== null ? 'subticket_accepted' : null;
}
