import type { PartKind, PartRow } from '../domain/tables.ts';
import type { Ticket } from '../domain/ticket.ts';

/**
 * What is left of a ticket for who escalated it to where it is and has lost sight of it by its acceptance (`toldSenderId`): what
 * they knew of it, so that they can be told that it was accepted and say that they have heard, and nothing that came since.
 */
export function glimpseOf(ticket: Ticket): Ticket {
  const { id, number, subject, channel, priority, queueId, tier, createdAtMs, stays } = ticket;
  return {
    isGlimpse: true,
    id,
    number,
    subject,
    channel,
    priority,
    queueId,
    tier,
    createdAtMs,
    updatedAtMs: stays.at(-1)?.acceptedAtMs ?? createdAtMs,
    stays,
    status: 'open',
    customerId: null,
    categoryId: null,
    assigneeId: null,
    firstRespondedAtMs: null,
    resolvedAtMs: null,
    resolution: null,
    followUpAtMs: null,
    pauses: [],
    pendingHandoverId: null,
    lastMessageId: null,
    lastCustomerMessageAtMs: null,
    attemptCounts: [0, 0, 0],
    escalationCount: 0,
    returnCount: 0,
    reopenCount: 0,
    externalRef: null,
  };
}

/** Whether this is all that is left of a ticket here: it is told of, and neither listed, counted, found nor opened. */
export function isGlimpse({ isGlimpse: isSo }: Pick<Ticket, 'isGlimpse'>): boolean {
  return isSo === true;
}

/** Whether a part of such a ticket is left: that it was accepted, what they handed over, and that they have heard of it. */
export function isGlimpsed<K extends PartKind>(kind: K, row: PartRow<K>, userId: string): boolean {
  if (kind === 'event') return 'kind' in row && row.kind === 'accepted';
  if (kind === 'handover') return 'byId' in row && row.byId === userId;
  return kind === 'alertMark' && 'userId' in row && row.userId === userId;
}
