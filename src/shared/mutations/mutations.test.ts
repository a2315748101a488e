import { beforeEach, expect, test } from 'vitest';
import { RuleDesk } from '../../../tests/support/rule-desk.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { User } from '../domain/workspace.ts';
import type { Refusal } from './mutation.ts';
import type { UnitOfWork } from './unit-of-work.ts';

const NOON_MS = Date.UTC(2026, 10, 23, 12);
const MINUTE_MS = 60_000;
const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const TICKET = id(1);
const [QUEUE1, QUEUE2, QUEUE3] = [id(11), id(12), id(13)];
const FORM = id(21);
const ANSWERS = { summary: 'sem sinal', impact: 'loja parada', tried: 'modem', asked: 'ver a porta' };

const user = (n: number, role: User['role'], queueIds: readonly string[]): User => ({
  id: id(n),
  name: `Pessoa ${n}`,
  email: `p${n}@test.example`,
  role,
  tiers: [],
  queueIds: [...queueIds],
  isActive: true,
});
const ana = user(31, 'agent', [QUEUE1]);
const bia = user(32, 'agent', [QUEUE1]);
const caio = user(33, 'agent', [QUEUE2]);
const system = user(34, 'system', []);

let desk: RuleDesk;
let unit: UnitOfWork;

/** Does an action on the ticket as the backend would; answers why it is refused, or null. */
function act(actor: User, name: string, args: object, at: { performedAtMs?: number } = {}): Refusal | null {
  return desk.act(actor, name, { ticketId: TICKET, ...args }, at);
}

function ticket(): Ticket {
  const row = unit.ticket(TICKET);
  if (row === undefined) throw new Error('the ticket is not there');
  return row;
}

const escalation = {
  handoverId: id(41),
  fromTier: 1,
  toQueueId: QUEUE2,
  formId: FORM,
  formVersion: 1,
  answers: ANSWERS,
};

beforeEach(() => {
  desk = new RuleDesk(NOON_MS);
  ({ unit } = desk);
  for (const [queueId, tier] of [
    [QUEUE1, 1],
    [QUEUE2, 2],
    [QUEUE3, 3],
  ] as const) {
    unit.load('queue', queueId, { id: queueId, name: `N${tier}`, tier, position: 1, isActive: true });
  }
  for (const person of [ana, bia, caio, system]) unit.load('user', person.id, person);
  const fields = ['summary', 'impact', 'tried', 'asked'].map((key) => ({
    key,
    label: { pt: key, en: key },
    help: null,
    isRequired: true,
    isLong: true,
  }));
  const name = { pt: 'Escalonamento', en: 'Escalation' };
  unit.load('form', FORM, { id: FORM, version: 1, name, fromTier: 1, toTier: 2, fields, isActive: true });
  const created = act(ana, 'ticket.create', {
    subject: 'Sem sinal',
    queueId: QUEUE1,
    priority: 'P2',
    channel: 'phone',
    customerId: null,
    categoryId: null,
    message: { id: id(51), body: 'Caiu tudo' },
  });
  if (created !== null) throw new Error(`the fixture was refused: ${created.message}`);
  desk.nowMs += MINUTE_MS;
});

test('a claimed ticket is its agent’s, open, and accepted at its tier; a second claim names who has it', () => {
  expect(act(ana, 'ticket.claim', {})).toBeNull();
  expect(ticket()).toMatchObject({ assigneeId: ana.id, status: 'open' });
  expect(ticket().stays.at(-1)?.acceptedAtMs).toBe(desk.nowMs);
  expect(act(bia, 'ticket.claim', {})).toMatchObject({
    code: 'conflict.claimed',
    details: { byId: ana.id, byName: ana.name, atMs: desk.nowMs },
  });
});

test('an agent acts on tickets of their own queues only', () => {
  expect(act(caio, 'ticket.claim', {})?.code).toBe('forbidden');
  expect(
    act(ana, 'ticket.create', {
      ticketId: id(2),
      subject: 'xyz',
      queueId: QUEUE3,
      priority: 'P1',
      channel: 'phone',
      customerId: null,
      categoryId: null,
      message: null,
    })?.code,
  ).toBe('forbidden');
});

test('an escalation moves the ticket up, to nobody, with its form, and only from the tier it was made at', () => {
  expect(act(ana, 'ticket.claim', {})).toBeNull();
  expect(act(ana, 'ticket.escalate', { ...escalation, answers: { ...ANSWERS, impact: ' ' } })).toMatchObject({
    code: 'validation',
    details: { path: 'answers.impact' },
  });
  expect(act(ana, 'ticket.escalate', escalation)).toBeNull();
  expect(ticket()).toMatchObject({
    tier: 2,
    queueId: QUEUE2,
    assigneeId: null,
    pendingHandoverId: id(41),
    escalationCount: 1,
  });
  expect(ticket().stays.map(({ tier, leftAtMs }) => [tier, leftAtMs])).toEqual([
    [1, desk.nowMs],
    [2, null],
  ]);
  expect(act(bia, 'ticket.escalate', { ...escalation, handoverId: id(42) })).toMatchObject({
    code: 'conflict.left_tier',
    details: { tier: 2, fromTier: 1 },
  });
});

test('the receiving tier accepts once, or returns with a reason to a lower tier', () => {
  expect(act(ana, 'ticket.escalate', escalation)).toBeNull();
  expect(
    act(caio, 'ticket.return', { handoverId: id(43), toQueueId: QUEUE3, reason: 'faltou algo', missing: [] })?.code,
  ).toBe('validation');
  expect(act(caio, 'ticket.accept', { handoverId: id(41) })).toBeNull();
  expect(unit.part('handover', id(41))).toMatchObject({ state: 'accepted', settledById: caio.id });
  expect(
    act(caio, 'ticket.return', {
      handoverId: id(43),
      toQueueId: QUEUE1,
      reason: 'faltou algo',
      missing: ['evidência'],
    }),
  ).toBeNull();
  expect(ticket()).toMatchObject({
    tier: 1,
    queueId: QUEUE1,
    assigneeId: ana.id,
    returnCount: 1,
    pendingHandoverId: id(43),
  });
  expect(act(bia, 'ticket.accept', { handoverId: id(43) })?.code).toBe('conflict.claimed');
  expect(act(ana, 'ticket.accept', { handoverId: id(41) })?.code).toBe('conflict.handover_settled');
  expect(act(ana, 'ticket.accept', { handoverId: id(43) })).toBeNull();
});

test('the first public reply the backend has ends the first response, a note does not', () => {
  expect(act(ana, 'ticket.note', { messageId: id(52), body: 'nota' })).toBeNull();
  expect(ticket().firstRespondedAtMs).toBeNull();
  expect(act(ana, 'ticket.reply', { messageId: id(53), body: 'oi', lastSeenMessageId: id(51) })).toBeNull();
  expect(ticket()).toMatchObject({ firstRespondedAtMs: desk.nowMs, lastMessageId: id(53) });
});

const wait = { status: 'waiting_customer', reason: 'pedi fotos', followUpAtMs: null };
const reply = (n: number, lastSeen: number): object => ({
  messageId: id(n),
  body: 'pode enviar fotos?',
  lastSeenMessageId: id(lastSeen),
});

test('a pause needs a reason, runs until work goes on, and ends with the ticket', () => {
  expect(act(ana, 'ticket.reply', reply(52, 51))).toBeNull();
  expect(act(ana, 'ticket.setStatus', { ...wait, reason: '' })?.code).toBe('validation');
  expect(act(ana, 'ticket.setStatus', wait)).toBeNull();
  expect(ticket().pauses).toEqual([{ class: 'customer', fromMs: desk.nowMs, toMs: null }]);
  const pausedAtMs = desk.nowMs;
  desk.nowMs += 5 * MINUTE_MS;
  expect(act(ana, 'ticket.resolve', { code: 'solved', summary: 'pronto' })).toBeNull();
  expect(ticket().pauses).toEqual([{ class: 'customer', fromMs: pausedAtMs, toMs: desk.nowMs }]);
  expect(ticket()).toMatchObject({ status: 'resolved', resolvedAtMs: desk.nowMs });
});

test('a wait for the customer needs a question that was asked since they last wrote; a program may record one', () => {
  expect(act(ana, 'ticket.setStatus', wait)?.code).toBe('conflict.no_question');
  expect(act(ana, 'ticket.note', { messageId: id(52), body: 'vou perguntar' })).toBeNull();
  expect(act(ana, 'ticket.setStatus', wait)?.code).toBe('conflict.no_question');
  expect(act(ana, 'ticket.reply', reply(53, 51))).toBeNull();
  expect(act(system, 'ticket.receive', { messageId: id(54), body: 'respondi' })).toBeNull();
  expect(act(ana, 'ticket.setStatus', wait)?.code).toBe('conflict.no_question');
  expect(act(ana, 'ticket.reply', reply(55, 54))).toBeNull();
  expect(act(ana, 'ticket.setStatus', wait)).toBeNull();
  expect(act(ana, 'ticket.setStatus', { ...wait, status: 'open' })).toBeNull();
  expect(act(system, 'ticket.receive', { messageId: id(56), body: 'e agora?' })).toBeNull();
  expect(act(system, 'ticket.setStatus', wait)).toBeNull();
});

test('a ticket of the first release may wait for its customer when somebody has ever answered', () => {
  const { lastMessageFrom: _, nextResponse: __, priorityChanges: ___, ...old } = ticket();
  unit.putTicket({ ...old, firstRespondedAtMs: desk.nowMs });
  unit.keep();
  expect(act(ana, 'ticket.setStatus', wait)).toBeNull();
  unit.putTicket(old);
  unit.keep();
  expect(act(ana, 'ticket.setStatus', wait)?.code).toBe('conflict.no_question');
});

test('the next response is due since the oldest message that none has answered, once somebody has answered at all', () => {
  const receive = (n: number): Refusal | null => act(system, 'ticket.receive', { messageId: id(n), body: 'oi?' });
  expect(receive(52)).toBeNull();
  expect(ticket().nextResponse).toBeNull();
  expect(act(ana, 'ticket.reply', reply(53, 52))).toBeNull();
  expect(receive(54)).toBeNull();
  const sinceMs = desk.nowMs;
  desk.nowMs += MINUTE_MS;
  expect(receive(55)).toBeNull();
  expect(ticket().nextResponse).toEqual({ sinceMs, endedAtMs: null });
  desk.nowMs += MINUTE_MS;
  expect(act(ana, 'ticket.note', { messageId: id(56), body: 'nota' })).toBeNull();
  expect(ticket().nextResponse).toEqual({ sinceMs, endedAtMs: null });
  expect(act(ana, 'ticket.reply', reply(57, 55))).toBeNull();
  expect(ticket().nextResponse).toEqual({ sinceMs, endedAtMs: desk.nowMs });
  expect(receive(58)).toBeNull();
  desk.nowMs += MINUTE_MS;
  expect(act(ana, 'ticket.resolve', { code: 'solved', summary: 'pronto' })).toBeNull();
  expect(ticket().nextResponse?.endedAtMs).toBe(desk.nowMs);
});

test('what needs no reply ends the wait for one, is told in the history, and is refused when the customer wrote since', () => {
  const noReply = (lastSeen: number): Refusal | null =>
    act(ana, 'ticket.noReplyNeeded', { lastSeenMessageId: id(lastSeen) });
  expect(noReply(51)?.code).toBe('conflict.answered');
  expect(act(ana, 'ticket.reply', reply(52, 51))).toBeNull();
  expect(act(system, 'ticket.receive', { messageId: id(53), body: 'obrigado!' })).toBeNull();
  const sinceMs = desk.nowMs;
  desk.nowMs += MINUTE_MS;
  expect(noReply(52)?.code).toBe('conflict.thread_moved');
  expect(noReply(53)).toBeNull();
  expect(ticket().nextResponse).toEqual({ sinceMs, endedAtMs: desk.nowMs });
  expect(
    unit.written().filter(({ table, row }) => table === 'event' && 'kind' in row && row.kind === 'no_reply_needed'),
  ).toHaveLength(1);
});

const setPriority = (priority: string, reason: string): Refusal | null =>
  act(ana, 'ticket.setPriority', { priority, reason });

test('another priority comes with a reason and is written down with what it was', () => {
  expect(setPriority('P1', ' ')?.code).toBe('validation');
  expect(setPriority('P2', 'já é P2')).toMatchObject({ code: 'validation', details: { path: 'priority' } });
  expect(setPriority('P1', 'loja parada')).toBeNull();
  expect(ticket()).toMatchObject({ priority: 'P1', priorityChanges: [{ atMs: desk.nowMs, from: 'P2' }] });
});

test('what a customer writes ends a wait for them and opens a resolved ticket; the time between counts as paused', () => {
  expect(act(ana, 'ticket.resolve', { code: 'solved', summary: 'pronto' })).toBeNull();
  const resolvedAtMs = desk.nowMs;
  desk.nowMs += 30 * MINUTE_MS;
  expect(act(ana, 'ticket.receive', { messageId: id(54), body: 'voltou' })?.code).toBe('forbidden');
  expect(act(system, 'ticket.receive', { messageId: id(54), body: 'voltou' })).toBeNull();
  expect(ticket()).toMatchObject({ status: 'open', resolvedAtMs: null, reopenCount: 1 });
  expect(ticket().pauses).toEqual([{ class: 'resolved', fromMs: resolvedAtMs, toMs: desk.nowMs }]);
});

test('an action counts from when it was done, but not before the last event nor after it was received', () => {
  desk.nowMs += 60 * MINUTE_MS;
  const doneAtMs = desk.nowMs - 10 * MINUTE_MS;
  expect(act(ana, 'ticket.claim', {}, { performedAtMs: doneAtMs })).toBeNull();
  expect(ticket().updatedAtMs).toBe(doneAtMs);
  expect(act(ana, 'ticket.note', { messageId: id(55), body: 'antes' }, { performedAtMs: 0 })).toBeNull();
  expect(ticket().updatedAtMs).toBe(doneAtMs);
  expect(act(ana, 'ticket.note', { messageId: id(56), body: 'depois' }, { performedAtMs: desk.nowMs * 2 })).toBeNull();
  expect(ticket().updatedAtMs).toBe(desk.nowMs);
});

test('only a program of the system names a source', () => {
  const source = { system: 'xes', ref: 'a#1', actorName: 'Siebel', text: 'Accepted' };
  expect(act(ana, 'ticket.claim', { source })?.code).toBe('forbidden');
  expect(act(system, 'ticket.recordExternal', { source })).toBeNull();
});
