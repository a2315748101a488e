import type { Handover } from '../domain/parts.ts';
import type { Ticket } from '../domain/ticket.ts';
import { refuseWay, type Way } from '../domain/tier-graph.ts';
import type { Queue } from '../domain/workspace.ts';
import { type Result, err, ok } from '../lib/result.ts';
import type { Refusal } from './mutation.ts';
import { moveToQueue, settlePending } from './ownership.ts';
import { withCurrentStay } from './steps.ts';
import type { OnTicket } from './ticket-mutation.ts';

/** What one hand-over says that another does not. */
type HandoverFields = Pick<Handover, 'id' | 'kind'> &
  Partial<
    Pick<Handover, 'formId' | 'formVersion' | 'answers' | 'reason' | 'missing' | 'unanswered' | 'toUserId' | 'asked'>
  >;

/** A hand-over that waits, with nothing said that `fields` do not say. */
export function newHandover({ ticket, atMs, context }: OnTicket, queue: Queue, fields: HandoverFields): Handover {
  return {
    formId: null,
    formVersion: null,
    answers: null,
    reason: null,
    missing: [],
    ...fields,
    ticketId: ticket.id,
    fromTier: ticket.tier,
    toTier: queue.tier,
    fromQueueId: ticket.queueId,
    toQueueId: queue.id,
    byId: context.actor.id,
    atMs,
    state: 'pending',
    settledById: null,
    settledAtMs: null,
  };
}

/**
 * Passes the ticket to another tier's queue and writes the hand-over; one that waited is settled as `settlesAs`.
 * Returns the ticket as it is there.
 */
export function handOver(
  on: OnTicket,
  queue: Queue,
  settlesAs: 'accepted' | 'returned',
  fields: HandoverFields,
): Ticket {
  const { rows, ticket, atMs, context } = on;
  settlePending(rows, ticket, settlesAs, atMs, context);
  rows.putPart('handover', newHandover(on, queue, fields));
  const isUp = fields.kind === 'escalation' && context.actor.role !== 'system';
  return moveToQueue(ticket, queue, fields.id, atMs, isUp ? { sentById: context.actor.id } : {});
}

/**
 * The ticket as it would be once it is escalated to a queue at an instant (epoch ms), and the same accepted there at once:
 * for showing what becomes of its clocks before anybody does it.
 */
export function asEscalated(
  ticket: Ticket,
  queue: Queue,
  atMs: number,
): { readonly waiting: Ticket; readonly accepted: Ticket } {
  const movedAtMs = Math.max(atMs, ticket.updatedAtMs);
  const waiting = moveToQueue(ticket, queue, ticket.id, movedAtMs);
  return { waiting, accepted: withCurrentStay(waiting, (stay) => ({ ...stay, acceptedAtMs: movedAtMs })) };
}

/**
 * The queue that a ticket is handed to. Refused as `not_found` when it is not there, `validation` when it is not of a higher
 * tier (or of a lower one), and `conflict.no_way` when the tier graph has no such way or the queue is retired: a program that
 * brings in history may use one all the same.
 */
export function queueOnWay(
  { rows, ticket, context }: Pick<OnTicket, 'rows' | 'ticket' | 'context'>,
  toQueueId: string,
  way: Way,
): Result<Queue, Refusal> {
  const queue = rows.workspace('queue', toQueueId);
  if (queue === undefined) return err({ code: 'not_found', message: `no queue ${toQueueId}` });
  if (way === 'up' ? queue.tier <= ticket.tier : queue.tier >= ticket.tier) {
    const message = way === 'up' ? 'an escalation goes to a higher tier' : 'a return goes to a lower tier';
    return err({ code: 'validation', message, details: { path: 'toQueueId' } });
  }
  const from = rows.workspace('queue', ticket.queueId);
  const no = from === undefined || context.actor.role === 'system' ? null : refuseWay(from, queue, way);
  if (no === null) return ok(queue);
  const message = `a ticket does not go from queue ${ticket.queueId} to queue ${queue.id}: ${no}`;
  return err({ code: 'conflict.no_way', message, details: { reason: no, queueId: queue.id } });
}
