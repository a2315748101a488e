import { randomUUID } from 'node:crypto';
import { standingPromise } from '../../src/shared/domain/promise.ts';
import type { Ticket } from '../../src/shared/domain/ticket.ts';
import { openVendorCases } from '../../src/shared/domain/vendor.ts';
import type { NamedAction } from './any-mutation.ts';
import { ANSWERS, ID } from './workspace.ts';

const QUEUE_ABOVE = { 1: ID.queue2, 2: ID.queue3, 3: ID.queue3 } as const;
const QUEUE_BELOW = { 1: ID.queue1b, 2: ID.queue1, 3: ID.queue2 } as const;
const FORM_FROM = { 1: ID.form12, 2: ID.form23, 3: ID.form23 } as const;

/**
 * What an agent might do with a ticket of the test workspace, by a number: each of the things there are, weighted
 * towards those that move it between queues. Whether it is possible is for the rules to say.
 */
export function agentAction(ticket: Ticket, pick: number): NamedAction {
  const { id: ticketId, tier } = ticket;
  const actions: readonly NamedAction[] = [
    { name: 'ticket.claim', args: { ticketId } },
    { name: 'ticket.note', args: { ticketId, messageId: randomUUID(), body: 'nota', mentions: [ID.n1b, ID.n3] } },
    {
      name: 'ticket.logAttempt',
      args: { ticketId, tier, attemptId: randomUUID(), what: 'modem', outcome: 'failed', minutes: 5, note: '' },
    },
    {
      name: 'ticket.escalate',
      args: {
        ticketId,
        handoverId: randomUUID(),
        fromTier: tier,
        toQueueId: QUEUE_ABOVE[tier],
        formId: FORM_FROM[tier],
        formVersion: 1,
        answers: ANSWERS,
      },
    },
    { name: 'ticket.accept', args: { ticketId, handoverId: ticket.pendingHandoverId ?? randomUUID() } },
    {
      name: 'ticket.return',
      args: {
        ticketId,
        handoverId: randomUUID(),
        toQueueId: QUEUE_BELOW[tier],
        reason: 'faltou informação',
        missing: ['evidência'],
      },
    },
    { name: 'ticket.resolve', args: { ticketId, code: 'solved', summary: 'resolvido' } },
    { name: 'ticket.withdrawEscalation', args: { ticketId, handoverId: ticket.pendingHandoverId ?? randomUUID() } },
    {
      name: 'ticket.callSupervisor',
      args: { ticketId, callId: randomUUID(), reason: 'cliente ameaça cancelar', asked: 'falar com ele' },
    },
    {
      name: 'ticket.answerCall',
      args: { ticketId, callId: ticket.supervisorCallId ?? randomUUID(), answer: 'falei com ele' },
    },
    { name: 'ticket.reopen', args: { ticketId, reason: 'voltou a cair' } },
    {
      name: 'ticket.promise',
      args: {
        ticketId,
        promiseId: randomUUID(),
        replacesId: standingPromise(ticket)?.id ?? null,
        text: 'ligamos de volta',
        dueAtMs: ticket.updatedAtMs + 3_600_000,
      },
    },
    {
      name: 'ticket.openVendorCase',
      args: {
        ticketId,
        caseId: randomUUID(),
        vendorId: ID.vendor,
        contract: 'FS-2026',
        reference: null,
        asked: 'ver a fibra',
        expectedAtMs: ticket.updatedAtMs + 7_200_000,
        isWaiting: pick % 2 === 0,
      },
    },
    {
      name: 'ticket.answerVendorCase',
      args: { ticketId, caseId: openVendorCases(ticket)[0]?.id ?? randomUUID(), answer: 'fibra emendada' },
    },
    {
      name: 'ticket.openSubticket',
      args: {
        ticketId,
        subticketId: randomUUID(),
        handoverId: randomUUID(),
        toQueueId: tier === 2 ? ID.queue3 : ID.queue2,
        subject: 'Ver a porta',
        priority: 'P3',
        asked: 'ver a porta da OLT',
        formId: null,
        formVersion: null,
        answers: null,
      },
    },
    {
      name: 'ticket.withdrawSubticket',
      args: { ticketId, subticketId: ticket.openSubtickets?.[0]?.id ?? randomUUID() },
    },
    { name: 'ticket.keepPromise', args: { ticketId, promiseId: standingPromise(ticket)?.id ?? randomUUID() } },
    { name: 'ticket.allowAttempts', args: { ticketId, more: 1, reason: 'quase lá' } },
    { name: 'ticket.assign', args: { ticketId, toId: pick % 2 === 0 ? ID.n1b : ID.n2 } },
    { name: 'ticket.reclassify', args: { ticketId, categoryId: pick % 2 === 0 ? ID.category : null, isRouted: true } },
    {
      name: 'ticket.setPriority',
      args: { ticketId, priority: 'P2', reason: 'parou a equipe', impact: 'team', urgency: 'stopped' },
    },
  ];
  return actions[pick % actions.length] ?? { name: 'ticket.claim', args: { ticketId } };
}
