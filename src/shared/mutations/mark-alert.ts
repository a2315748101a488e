import { z } from 'zod';
import { seesEverything } from '../access/access.ts';
import { type AlertMark, alertIdSchema } from '../domain/alert-mark.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { User } from '../domain/workspace.ts';
import type { Refusal } from './mutation.ts';
import { ticketMutation, type OnTicket } from './ticket-mutation.ts';

const markArgs = {
  ticketId: z.uuid(),
  alertId: alertIdSchema,
  /** The actor's mark on the alert, as `markIdOf` names it. */
  markId: z.uuid(),
};

type MarkArgs = { readonly ticketId: string; readonly alertId: string; readonly markId: string };

/** Whoever has worked a ticket may say that they have seen its alert, also when it has moved on since: that changes nothing of it. */
function hasWorked(actor: User, { queueId, stays }: Ticket): boolean {
  if (!actor.isActive) return false;
  return (
    seesEverything(actor) || [queueId, ...stays.map((stay) => stay.queueId)].some((id) => actor.queueIds.includes(id))
  );
}

/**
 * Writes the actor's mark and leaves the ticket as it is, `updatedAtMs` and history too: an alert that was seen is no event
 * of the ticket. An alert that was acknowledged stays so. Refused as `conflict.exists` when the id is that of another mark.
 */
function mark(
  { rows, ticket, atMs, context }: OnTicket,
  { alertId, markId }: MarkArgs,
  change: Pick<AlertMark, 'state' | 'untilMs'>,
): Refusal | null {
  const userId = context.actor.id;
  const known = rows.part('alertMark', markId);
  if (known !== undefined && (known.ticketId !== ticket.id || known.alertId !== alertId || known.userId !== userId)) {
    return { code: 'conflict.exists', message: `${markId} marks another alert` };
  }
  const isSettled = known?.state === 'acknowledged';
  rows.putPart('alertMark', isSettled ? known : { id: markId, ticketId: ticket.id, alertId, userId, ...change, atMs });
  rows.putTicket(ticket);
  return null;
}

const marksAlert = {
  reads: ({ markId }: MarkArgs) => [{ kind: 'alertMark', id: markId } as const],
  mayAct: hasWorked,
  leavesParent: true as const,
};

/** The actor has seen an alert: it is not told to them again, on any of their devices. */
export const acknowledgeAlert = ticketMutation({
  ...marksAlert,
  name: 'alert.acknowledge',
  args: z.object(markArgs),
  rule: (on, args) => mark(on, args, { state: 'acknowledged', untilMs: null }),
});

/** The actor is to be told again at `untilMs`, unless it is no longer so by then. The last to reach the backend counts. */
export const snoozeAlert = ticketMutation({
  ...marksAlert,
  name: 'alert.snooze',
  args: z.object({ ...markArgs, untilMs: z.int() }),
  rule: (on, args) => mark(on, args, { state: 'snoozed', untilMs: args.untilMs }),
});
