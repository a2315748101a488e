import { z } from 'zod';
import { newHandover } from './hand-over.ts';
import { ticketArgs, ticketMutation } from './ticket-mutation.ts';

/**
 * Calls a supervisor to a ticket: why, and what is asked of them. Nothing moves: whoever has the ticket keeps it, and its
 * clocks go on. Refused as `conflict.call_open` while another call waits for its answer.
 */
export const callSupervisor = ticketMutation({
  name: 'ticket.callSupervisor',
  args: z.object({
    ...ticketArgs,
    callId: z.uuid(),
    reason: z.string().trim().min(5).max(2_000),
    asked: z.string().trim().min(3).max(2_000),
  }),
  adds: ({ callId }) => ({ kind: 'handover', id: callId }),
  rule(on, { callId, reason, asked }) {
    const { rows, ticket } = on;
    if ((ticket.supervisorCallId ?? null) !== null) {
      return { code: 'conflict.call_open', message: `call ${ticket.supervisorCallId} waits for its answer` };
    }
    const queue = rows.workspace('queue', ticket.queueId);
    if (queue === undefined) return { code: 'not_found', message: `no queue ${ticket.queueId}` };
    rows.putPart('handover', newHandover(on, queue, { id: callId, kind: 'supervisor', reason, asked }));
    return on.done({ ...ticket, supervisorCallId: callId }, 'supervisor_called', { handoverId: callId, reason });
  },
});

/**
 * Answers a call to a supervisor. For supervisors and administrators, else refused as `forbidden`; the first to reach the
 * backend answers, a second is refused as `conflict.call_answered`. A ticket that has ended since may still be answered.
 */
export const answerCall = ticketMutation({
  name: 'ticket.answerCall',
  args: z.object({ ...ticketArgs, callId: z.uuid(), answer: z.string().trim().min(3).max(4_000) }),
  reads: ({ callId }) => [{ kind: 'handover', id: callId }],
  rule(on, { callId, answer }) {
    const { rows, ticket, atMs, context } = on;
    const { actor } = context;
    if (actor.role !== 'supervisor' && actor.role !== 'admin') {
      return { code: 'forbidden', message: 'a call is answered by a supervisor' };
    }
    const call = rows.part('handover', callId);
    if (call === undefined || call.ticketId !== ticket.id || call.kind !== 'supervisor') {
      return { code: 'not_found', message: `no call ${callId} on ticket ${ticket.id}` };
    }
    if (call.state !== 'pending') {
      const name = call.settledById === null ? null : (rows.workspace('user', call.settledById)?.name ?? null);
      return { code: 'conflict.call_answered', message: `call ${callId} has its answer`, details: { byName: name } };
    }
    rows.putPart('handover', { ...call, state: 'answered', answer, settledById: actor.id, settledAtMs: atMs });
    return on.done({ ...ticket, supervisorCallId: null }, 'call_answered', { handoverId: callId });
  },
});
