import { markIdOf } from '../../../src/shared/domain/alert-mark.ts';
import type { Ticket } from '../../../src/shared/domain/ticket.ts';
import type { User } from '../../../src/shared/domain/workspace.ts';
import type { NamedAction } from '../../support/any-mutation.ts';
import { ANSWERS, aNewTicket, ID } from '../../support/workspace.ts';

/** What an agent may do in the simulation; the rules decide whether it is possible. */
export const ACTIONS = [
  'create',
  'claim',
  'release',
  'reply',
  'note',
  'attach',
  'attempt',
  'wait',
  'work',
  'escalate',
  'accept',
  'return',
  'resolve',
  'reopen',
  'acknowledge',
  'allow',
  'assign',
  'judge',
  'reclassify',
] as const;
export type Action = (typeof ACTIONS)[number];

const QUEUE_ABOVE: Readonly<Record<number, string>> = { 1: ID.queue2, 2: ID.queue3 };
const FORM_FROM: Readonly<Record<number, string>> = { 1: ID.form12, 2: ID.form23 };
const QUEUE_BELOW: Readonly<Record<number, string>> = { 2: ID.queue1, 3: ID.queue2 };

/** The action with arguments that fit a ticket as it is on the machine; null when it needs one and there is none. */
export function nameAction(
  action: Action,
  ticket: Ticket | undefined,
  user: User,
  newId: () => string,
): NamedAction | null {
  if (action === 'create') {
    const ids = { ticketId: newId(), message: { id: newId(), body: 'A internet caiu.' } };
    return { name: 'ticket.create', args: aNewTicket({ ...ids, queueId: user.queueIds[0] ?? ID.queue1 }) };
  }
  if (ticket === undefined) return null;
  const ticketId = ticket.id;
  switch (action) {
    case 'claim':
      return { name: 'ticket.claim', args: { ticketId } };
    case 'release':
      return { name: 'ticket.release', args: { ticketId } };
    case 'reply': {
      const { lastMessageId: lastSeenMessageId } = ticket;
      return { name: 'ticket.reply', args: { ticketId, messageId: newId(), body: 'olá', lastSeenMessageId } };
    }
    case 'note':
      return { name: 'ticket.note', args: { ticketId, messageId: newId(), body: 'nota' } };
    case 'attach': {
      const file = { name: 'tela.png', mediaType: 'image/png', sizeBytes: 3, sha256: 'ab'.repeat(32) };
      const attachments = [newId(), newId()].map((id) => ({ ...file, id }));
      return { name: 'ticket.note', args: { ticketId, messageId: newId(), body: '', attachments } };
    }
    case 'attempt': {
      const attempt = { attemptId: newId(), what: 'modem', outcome: 'failed', minutes: 5, note: '' };
      return { name: 'ticket.logAttempt', args: { ticketId, ...attempt } };
    }
    case 'allow':
      return { name: 'ticket.allowAttempts', args: { ticketId, more: 1, reason: 'quase lá' } };
    case 'assign':
      return { name: 'ticket.assign', args: { ticketId, toId: user.id === ID.n1 ? ID.n1b : ID.n1 } };
    case 'reclassify': {
      const categoryId = ticket.categoryId === null ? ID.category : null;
      return { name: 'ticket.reclassify', args: { ticketId, categoryId, isRouted: true } };
    }
    case 'judge': {
      const to =
        ticket.priority === 'P2'
          ? ({ priority: 'P3', impact: 'person' } as const)
          : ({ priority: 'P2', impact: 'team' } as const);
      return { name: 'ticket.setPriority', args: { ticketId, reason: 'avaliado de novo', urgency: 'stopped', ...to } };
    }
    case 'wait': {
      const change = { status: 'waiting_customer', reason: 'aguardando retorno', followUpAtMs: null };
      return { name: 'ticket.setStatus', args: { ticketId, ...change } };
    }
    case 'work':
      return { name: 'ticket.setStatus', args: { ticketId, status: 'open', reason: '', followUpAtMs: null } };
    case 'escalate': {
      const form = { formId: FORM_FROM[ticket.tier] ?? ID.form12, formVersion: 1, answers: ANSWERS };
      const to = { fromTier: ticket.tier, toQueueId: QUEUE_ABOVE[ticket.tier] ?? ID.queue3 };
      return { name: 'ticket.escalate', args: { ticketId, handoverId: newId(), ...to, ...form } };
    }
    case 'accept':
      return { name: 'ticket.accept', args: { ticketId, handoverId: ticket.pendingHandoverId ?? newId() } };
    case 'return': {
      const what = { reason: 'faltou informação', missing: ['evidência'] };
      const toQueueId = QUEUE_BELOW[ticket.tier] ?? ID.queue1;
      return { name: 'ticket.return', args: { ticketId, handoverId: newId(), toQueueId, ...what } };
    }
    case 'resolve':
      return { name: 'ticket.resolve', args: { ticketId, code: 'solved', summary: 'resolvido' } };
    case 'reopen':
      return { name: 'ticket.reopen', args: { ticketId, reason: 'voltou a cair' } };
    case 'acknowledge': {
      // The tier's warning: a colleague, or the same person elsewhere, may be at it too.
      const alertId = `${ticketId}:tierWork:${ticket.tier}:75%:${ticket.createdAtMs}`;
      return { name: 'alert.acknowledge', args: { ticketId, alertId, markId: markIdOf(alertId, user.id) } };
    }
  }
}
