import { z } from 'zod';
import { canWork, seesEverything } from '../access/access.ts';
import type { Subticket } from '../domain/subticket.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { User } from '../domain/workspace.ts';
import type { Refusal, Rows } from './mutation.ts';
import { settlePending } from './ownership.ts';
import { eventAtMs, record, withEnd } from './steps.ts';
import { ticketArgs, ticketMutation } from './ticket-mutation.ts';

/**
 * Takes back a subticket that nobody has taken: it is cancelled where it is, and its parent waits for it no longer. For who has
 * the parent, who opened it, and supervisors; refused as `forbidden` for others, `not_found` where the ticket has no such
 * subticket, and `conflict.subticket_taken`, with by whom, once somebody has begun with it or ended it. The actor need not see
 * the subticket's queue: where it is not at hand only its line on the parent is written.
 */
export const withdrawSubticket = ticketMutation({
  name: 'ticket.withdrawSubticket',
  args: z.object({ ...ticketArgs, subticketId: z.uuid() }),
  makes: ({ subticketId }) => [subticketId],
  reads: ({ subticketId }) => [{ kind: 'subticket', id: subticketId }],
  rule(on, { subticketId }) {
    const { rows, ticket, context } = on;
    const { actor } = context;
    const line = rows.part('subticket', subticketId);
    if (line?.ticketId !== ticket.id) {
      return { code: 'not_found', message: `ticket ${ticket.id} has no subticket ${subticketId}` };
    }
    if (!isTheirs(ticket, line, actor)) {
      return { code: 'forbidden', message: 'only who has the parent, who opened it or a supervisor takes it back' };
    }
    if (!isUntouched(line)) return taken(rows, line.assigneeId, line.number);
    const data = { subticketId, number: line.number };
    rows.putPart('subticket', { ...line, status: 'cancelled' });
    const openSubtickets = (ticket.openSubtickets ?? []).filter(({ id }) => id !== subticketId);
    // The parent's event first: a machine that does not have the subticket gives it the same id.
    on.done({ ...ticket, openSubtickets }, 'subticket_withdrawn', data);
    const subticket = rows.ticket(subticketId);
    if (subticket === undefined) return null;
    const atMs = eventAtMs(subticket, context);
    settlePending(rows, subticket, 'withdrawn', atMs, context);
    const ended = { ...withEnd(subticket, 'cancelled', atMs), pendingHandoverId: null };
    record(rows, ended, { kind: 'subticket_withdrawn', data }, atMs, context);
    return null;
  },
});

type Line = Pick<Subticket, 'status' | 'assigneeId' | 'openedById'>;

/** Whether a person may take a subticket back as it stands, by its line on its parent. */
export function canWithdrawSubticket(parent: Ticket, line: Line, person: User): boolean {
  return canWork(person, parent) && isTheirs(parent, line, person) && isUntouched(line);
}

/** Whose it is to take back: who has the parent, who opened it, and supervisors. */
function isTheirs({ assigneeId }: Ticket, { openedById }: Line, person: User): boolean {
  return assigneeId === person.id || openedById === person.id || seesEverything(person);
}

function isUntouched({ status, assigneeId }: Line): boolean {
  return status === 'new' && assigneeId === null;
}

function taken(rows: Rows, byId: string | null, number: number | null): Refusal {
  const byName = byId === null ? null : (rows.workspace('user', byId)?.name ?? null);
  return {
    code: 'conflict.subticket_taken',
    message: 'somebody has begun with the subticket, or ended it',
    details: { byName, number },
  };
}
