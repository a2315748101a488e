import { z } from 'zod';
import { resolutionCodeSchema } from '../domain/resolution.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Refusal } from './mutation.ts';
import { record, withEnd, withStatus } from './steps.ts';
import { type OnTicket, ticketMutation } from './ticket-mutation.ts';

const stepSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('remind'),
    nth: z.int().positive(),
    messageId: z.uuid(),
    body: z.string().trim().min(1).max(20_000),
  }),
  z.object({ kind: z.literal('resume') }),
  z.object({
    kind: z.literal('resolve'),
    code: resolutionCodeSchema,
    summary: z.string().trim().min(3).max(4_000),
  }),
  z.object({ kind: z.literal('close') }),
]);
type Step = z.infer<typeof stepSchema>;

/** How the status machine calls what a step does. */
const DOES = {
  remind: 'ticket.followUp:remind',
  resume: 'ticket.setStatus:open',
  resolve: 'ticket.resolve',
  close: 'ticket.close',
} as const satisfies Readonly<Record<Step['kind'], string>>;

/**
 * What the backend does of its own to a ticket that stands still (`follow-up/next-follow-up.ts`): it reminds the customer,
 * takes a scheduled ticket up again, resolves one that waited too long, closes one that was resolved. Run by the backend
 * itself, and refused as `forbidden` for people; as `conflict.status` when the ticket no longer stands still.
 */
export const followUp = ticketMutation({
  name: 'ticket.followUp',
  args: z.object({ ticketId: z.uuid(), step: stepSchema }),
  adds: ({ step }) => (step.kind === 'remind' ? { kind: 'message', id: step.messageId } : []),
  first: (_ticket, _args, { actor }) =>
    actor.role === 'system' ? null : { code: 'forbidden', message: 'the backend itself follows tickets up' },
  does: ({ step }) => DOES[step.kind],
  rule(on, { step }) {
    const { ticket, atMs, next } = on;
    switch (step.kind) {
      case 'remind':
        return remind(on, step);
      case 'resume':
        // The date stays: it is told, and marks the ticket, until somebody does something (`ticketMutation`).
        return written(on, { ...withStatus(ticket, next, atMs), followUpAtMs: ticket.followUpAtMs }, 'status_set', {
          from: ticket.status,
          to: next,
          reason: '',
        });
      case 'resolve': {
        const { code, summary } = step;
        return written(on, { ...withEnd(ticket, 'resolved', atMs), resolution: { code, summary } }, 'resolved', {
          code,
        });
      }
      case 'close':
        return written(on, withEnd(ticket, 'closed', atMs), 'closed', {});
    }
  },
});

/** A reminder answers nothing: no clock of a response ends with it (docs/sla.md, the table). */
function remind(on: OnTicket, { nth, messageId, body }: Extract<Step, { kind: 'remind' }>): Refusal | null {
  const { rows, ticket, atMs, context } = on;
  rows.putPart('message', {
    id: messageId,
    ticketId: ticket.id,
    kind: 'reply',
    authorId: null,
    authorName: null,
    body,
    channel: ticket.channel,
    writtenAtMs: atMs,
    sentAtMs: context.receivedAtMs,
    isAutomatic: true,
  });
  const pauses = ticket.pauses.map((pause) => (pause.toMs === null ? { ...pause, reminders: nth } : pause));
  return written(on, { ...ticket, pauses, lastMessageId: messageId, lastMessageFrom: 'agent' }, 'reminded', {
    messageId,
    nth,
  });
}

/** Into the history as nobody's doing: it is the workspace's rule. */
function written(
  { rows, atMs, context }: OnTicket,
  next: Ticket,
  kind: 'status_set' | 'resolved' | 'closed' | 'reminded',
  data: Readonly<Record<string, string | number>>,
): null {
  record(rows, next, { kind, data: { ...data, isAutomatic: true }, actorId: null }, atMs, context);
  return null;
}
