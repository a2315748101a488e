import { markIdOf } from '../../../src/shared/domain/alert-mark.ts';
import { standingPromise } from '../../../src/shared/domain/promise.ts';
import type { Ticket } from '../../../src/shared/domain/ticket.ts';
import { openVendorCases } from '../../../src/shared/domain/vendor.ts';
import type { User } from '../../../src/shared/domain/workspace.ts';
import { owesResponse } from '../../../src/shared/mutations/response.ts';
import type { NamedAction } from '../../support/any-mutation.ts';
import { ANSWERS, aNewTicket, ID } from '../../support/workspace.ts';
import { ADDED_QUESTION } from './program-moves.ts';

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
  'needs no answer',
  'promise',
  'keep promise',
  'open subticket',
  'take subticket back',
  'ask vendor',
  'vendor number',
  'vendor answer',
  'leave vendor',
  'take back',
  'complete',
  'call',
  'answer call',
  'close',
  'cancel',
  'snooze',
  'sign',
] as const;
export type Action = (typeof ACTIONS)[number];

const QUEUE_ABOVE: Readonly<Record<number, string>> = { 1: ID.queue2, 2: ID.queue3 };
const FORM_FROM: Readonly<Record<number, string>> = { 1: ID.form12, 2: ID.form23 };
const QUEUE_BELOW: Readonly<Record<number, string>> = { 2: ID.queue1, 3: ID.queue2 };

/** What a vendor calls its case; nobody had written one. */
const NUMBER = { reference: 'FS-77', was: null } as const;

const DAY_MS = 86_400_000;

/** Beyond the end of any schedule, within the year that a promise and a vendor's answer may take. */
function laterOf({ createdAtMs }: Ticket): number {
  return createdAtMs + 30 * DAY_MS;
}

function caseOf(ticket: Ticket, newId: () => string): string {
  return openVendorCases(ticket)[0]?.id ?? newId();
}

/** What some actions need of a ticket; where none on the machine has it, any is tried. */
const SUITS: Readonly<Partial<Record<Action, (ticket: Ticket) => boolean>>> = {
  'needs no answer': owesResponse,
  'keep promise': (ticket) => standingPromise(ticket) !== null,
  'take subticket back': ({ openSubtickets = [] }) => openSubtickets.length > 0,
  'vendor number': (ticket) => openVendorCases(ticket).length > 0,
  'vendor answer': (ticket) => openVendorCases(ticket).length > 0,
  'leave vendor': (ticket) => openVendorCases(ticket).length > 0,
  'take back': ({ pendingHandoverId }) => pendingHandoverId !== null,
  complete: ({ pendingHandoverId }) => pendingHandoverId !== null,
  'answer call': ({ supervisorCallId }) => typeof supervisorCallId === 'string',
  close: ({ status }) => status === 'resolved',
  reopen: ({ status }) => status === 'resolved',
};

/** The tickets that an action is about, of those on a machine. */
export function suiting(action: Action, tickets: readonly Ticket[]): readonly Ticket[] {
  const suits = SUITS[action];
  const found = suits === undefined ? [] : tickets.filter(suits);
  return found.length === 0 ? tickets : found;
}

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
      return { name: 'ticket.logAttempt', args: { ticketId, tier: ticket.tier, ...attempt } };
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
    case 'needs no answer':
      return { name: 'ticket.noReplyNeeded', args: { ticketId, lastSeenMessageId: ticket.lastMessageId } };
    case 'promise': {
      const replacesId = standingPromise(ticket)?.id ?? null;
      const promise = { promiseId: newId(), replacesId, text: 'ligamos de volta', dueAtMs: laterOf(ticket) };
      return { name: 'ticket.promise', args: { ticketId, ...promise } };
    }
    case 'keep promise':
      return { name: 'ticket.keepPromise', args: { ticketId, promiseId: standingPromise(ticket)?.id ?? newId() } };
    case 'open subticket': {
      const made = { subticketId: newId(), handoverId: newId(), toQueueId: QUEUE_ABOVE[ticket.tier] ?? ID.queue1 };
      const content = { formId: null, formVersion: null, answers: null };
      const asked = { subject: 'Ver a porta', priority: 'P3', asked: 'ver a porta do cliente', ...content };
      return { name: 'ticket.openSubticket', args: { ticketId, ...made, ...asked } };
    }
    case 'take subticket back': {
      const subticketId = ticket.openSubtickets?.[0]?.id ?? newId();
      return { name: 'ticket.withdrawSubticket', args: { ticketId, subticketId } };
    }
    case 'ask vendor': {
      const asked = { contract: '', reference: null, asked: 'ver a fibra', expectedAtMs: laterOf(ticket) };
      const of = { caseId: newId(), vendorId: ID.vendor, isWaiting: true };
      return { name: 'ticket.openVendorCase', args: { ticketId, ...of, ...asked } };
    }
    case 'vendor number':
      return { name: 'ticket.setVendorReference', args: { ticketId, caseId: caseOf(ticket, newId), ...NUMBER } };
    case 'vendor answer':
      return { name: 'ticket.answerVendorCase', args: { ticketId, caseId: caseOf(ticket, newId), answer: 'trocada' } };
    case 'leave vendor':
      return { name: 'ticket.withdrawVendorCase', args: { ticketId, caseId: caseOf(ticket, newId), reason: 'voltou' } };
    case 'take back': {
      const handoverId = ticket.pendingHandoverId ?? newId();
      return { name: 'ticket.withdrawEscalation', args: { ticketId, handoverId } };
    }
    case 'complete': {
      const of = { handoverId: ticket.pendingHandoverId ?? newId(), formId: FORM_FROM[ticket.tier - 1] ?? ID.form12 };
      return {
        name: 'ticket.completeHandover',
        args: { ticketId, ...of, answers: { [ADDED_QUESTION]: 'três casas' } },
      };
    }
    case 'call': {
      const called = { callId: newId(), reason: 'cliente irritado', asked: 'ligar para ele' };
      return { name: 'ticket.callSupervisor', args: { ticketId, ...called } };
    }
    case 'answer call': {
      const callId = ticket.supervisorCallId ?? newId();
      return { name: 'ticket.answerCall', args: { ticketId, callId, answer: 'falei com ele' } };
    }
    case 'close':
      return { name: 'ticket.close', args: { ticketId } };
    case 'cancel': {
      const over = { overOpenSubtickets: 'nada mais a fazer' };
      return { name: 'ticket.cancel', args: { ticketId, reason: 'engano', ...over } };
    }
    case 'sign':
      return { name: 'person.setSignature', args: { userId: user.id, signature: `${user.name}, ${newId()}` } };
    case 'snooze': {
      const alertId = `${ticketId}:tierWork:${ticket.tier}:75%:${ticket.createdAtMs}`;
      const args = { ticketId, alertId, markId: markIdOf(alertId, user.id), untilMs: laterOf(ticket) };
      return { name: 'alert.snooze', args };
    }
    case 'acknowledge': {
      // The tier's warning: a colleague, or the same person elsewhere, may be at it too.
      const alertId = `${ticketId}:tierWork:${ticket.tier}:75%:${ticket.createdAtMs}`;
      return { name: 'alert.acknowledge', args: { ticketId, alertId, markId: markIdOf(alertId, user.id) } };
    }
  }
}
