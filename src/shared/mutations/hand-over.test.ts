import { beforeEach, expect, test } from 'vitest';
import { RuleDesk } from '../../../tests/support/rule-desk.ts';
import type { FormField } from '../domain/form.ts';
import { stillUnanswered } from '../domain/handover.ts';
import type { Handover } from '../domain/parts.ts';
import type { Ticket } from '../domain/ticket.ts';
import { timesUp } from '../domain/tier-graph.ts';
import type { Queue, User } from '../domain/workspace.ts';
import { asEscalated } from './hand-over.ts';
import type { Refusal } from './mutation.ts';

const NOON_MS = Date.UTC(2026, 10, 23, 12);
const MINUTE_MS = 60_000;
const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const TICKET = id(1);
const [DOOR, BILLS, NETWORKS, SYSTEMS, ENGINEERS] = [id(11), id(12), id(13), id(14), id(15)];
const FORM = id(21);

const user = (n: number, role: User['role'], queueIds: readonly string[]): User => ({
  id: id(n),
  name: `Pessoa ${n}`,
  email: `p${n}@test.example`,
  role,
  tiers: [],
  queueIds: [...queueIds],
  isActive: true,
});
const ana = user(31, 'agent', [DOOR]);
const bia = user(32, 'agent', [DOOR]);
const caio = user(33, 'agent', [NETWORKS, ENGINEERS]);
const helena = user(34, 'supervisor', []);
const admin = user(35, 'admin', []);

const label = { pt: 'Pergunta', en: 'Question' };
const asks = (key: string, isRequired = true): FormField => ({ key, label, help: null, isRequired, isLong: false });
const form = { id: FORM, version: 1, name: label, fromTier: 1, toTier: 2, fields: [asks('summary')], isActive: true };

let desk: RuleDesk;

const act = (actor: User, name: string, args: object): Refusal | null =>
  desk.act(actor, name, { ticketId: TICKET, ...args });

function ticket(): Ticket {
  const row = desk.unit.ticket(TICKET);
  if (row === undefined) throw new Error('the ticket is not there');
  return row;
}

const handover = (n: number): Handover | undefined => desk.unit.part('handover', id(n));

const escalate = (n: number, change: object = {}, actor = ana): Refusal | null =>
  act(actor, 'ticket.escalate', {
    handoverId: id(n),
    fromTier: ticket().tier,
    toQueueId: NETWORKS,
    formId: FORM,
    formVersion: 1,
    answers: { summary: 'sem sinal' },
    ...change,
  });

const giveBack = (n: number, change: object = {}): Refusal | null =>
  act(caio, 'ticket.return', { handoverId: id(n), toQueueId: DOOR, reason: 'faltou algo', missing: [], ...change });

function saveQueue(queueId: string, change: Partial<Queue>): Refusal | null {
  const row = desk.unit.workspace('queue', queueId);
  return desk.act(admin, 'queue.save', { row: { ...row, ...change } });
}

const saveForm = (change: object): Refusal | null => desk.act(admin, 'form.save', { row: { ...form, ...change } });

beforeEach(() => {
  desk = new RuleDesk(NOON_MS);
  const { unit } = desk;
  for (const [queueId, tier] of [
    [DOOR, 1],
    [BILLS, 1],
    [NETWORKS, 2],
    [SYSTEMS, 2],
    [ENGINEERS, 3],
  ] as const) {
    unit.load('queue', queueId, { id: queueId, name: `N${tier}`, tier, position: 1, isActive: true });
  }
  for (const person of [ana, bia, caio, helena, admin]) unit.load('user', person.id, person);
  unit.load('form', FORM, form);
  const created = act(ana, 'ticket.create', {
    subject: 'Sem sinal',
    queueId: DOOR,
    priority: 'P2',
    channel: 'phone',
    customerId: null,
    categoryId: null,
    message: { id: id(51), body: 'Caiu tudo' },
  });
  if (created !== null) throw new Error(`the fixture was refused: ${created.message}`);
  act(ana, 'ticket.claim', {});
  desk.nowMs += MINUTE_MS;
});

test('a form that was filled in at an older version is taken by that one, and what the newer asks is marked as missing', () => {
  expect(saveForm({ version: 2, fields: [asks('summary'), asks('serial'), asks('plan', false)] })).toBeNull();
  expect(escalate(41, { formVersion: 2 })?.details).toMatchObject({ path: 'answers.serial', reason: 'required' });
  expect(escalate(41)).toBeNull();
  expect(handover(41)).toMatchObject({ formVersion: 1, answers: { summary: 'sem sinal' }, unanswered: ['serial'] });
});

test('an older version asks for what it asked for, and an answer to what the newer no longer asks is kept', () => {
  expect(saveForm({ version: 2, fields: [asks('serial', false)] })).toBeNull();
  expect(escalate(41, { answers: { summary: ' ' } })?.details).toMatchObject({ path: 'answers.summary' });
  expect(escalate(41)).toBeNull();
  expect(handover(41)?.answers).toEqual({ summary: 'sem sinal' });
  expect(handover(41)?.unanswered).toBeUndefined();
});

test('a version that nobody kept is not checked: all that the newest requires is marked', () => {
  desk.unit.load('form', id(22), { ...form, id: id(22), version: 7, fields: [asks('summary'), asks('serial')] });
  expect(escalate(41, { formId: id(22), formVersion: 3, answers: { other: 'x' } })).toBeNull();
  expect(handover(41)).toMatchObject({ answers: { other: 'x' }, unanswered: ['summary', 'serial'] });
});

test('an answer to a question that was not asked is not kept', () => {
  const options = ['home', 'company'].map((key) => ({ key, label }));
  const fields = [
    { ...asks('place'), kind: 'choice', options },
    { ...asks('people'), kind: 'number', showIf: { field: 'place', is: ['company'] } },
  ];
  expect(saveForm({ version: 2, fields })).toBeNull();
  expect(escalate(41, { formVersion: 2, answers: { place: 'company' } })?.details).toMatchObject({
    path: 'answers.people',
  });
  expect(escalate(41, { formVersion: 2, answers: { place: 'home', people: 'many' } })).toBeNull();
  expect(handover(41)?.answers).toEqual({ place: 'home' });
});

test('a form names files of its own ticket only', () => {
  expect(saveForm({ version: 2, fields: [{ ...asks('photos'), kind: 'files' }] })).toBeNull();
  const file = { name: 'a.png', mediaType: 'image/png', sizeBytes: 1, sha256: 'a'.repeat(64) };
  const note = { messageId: id(52), body: 'foto', attachments: [{ ...file, id: id(61) }] };
  expect(act(ana, 'ticket.note', note)).toBeNull();
  expect(escalate(41, { formVersion: 2, answers: { photos: id(62) } })?.details).toMatchObject({ reason: 'notAFile' });
  expect(escalate(41, { formVersion: 2, answers: { photos: id(61) } })).toBeNull();
});

const complete = (actor: User, answers: object): Refusal | null =>
  act(actor, 'ticket.completeHandover', { handoverId: id(41), formId: FORM, answers });

test('what is missing is added by who escalated or a supervisor, once, and replaces nothing', () => {
  expect(saveForm({ version: 2, fields: [asks('summary'), asks('serial')] })).toBeNull();
  expect(escalate(41)).toBeNull();
  expect(complete(caio, { serial: 'X1' })?.code).toBe('forbidden');
  expect(complete(bia, { serial: 'X1' })?.code).toBe('forbidden');
  expect(complete(ana, { serial: ' ' })?.details).toMatchObject({ reason: 'required' });
  expect(complete(ana, { summary: 'outra coisa' })?.code).toBe('conflict.completed');
  const before = handover(41);
  desk.nowMs += MINUTE_MS;
  expect(complete(ana, { serial: 'X1' })).toBeNull();
  expect(handover(41)).toEqual({ ...before, added: [{ byId: ana.id, atMs: desk.nowMs, answers: { serial: 'X1' } }] });
  expect(stillUnanswered(handover(41) ?? {})).toEqual([]);
  expect(complete(helena, { serial: 'X2' })?.code).toBe('conflict.completed');
});

test('a ticket goes where its queue leads, and nowhere else', () => {
  expect(saveQueue(DOOR, { escalatesTo: [SYSTEMS] })).toBeNull();
  expect(escalate(41)).toMatchObject({ code: 'conflict.no_way', details: { reason: 'noWay' } });
  expect(escalate(41, { toQueueId: ENGINEERS })?.code).toBe('conflict.no_way');
  expect(escalate(41, { toQueueId: SYSTEMS })).toBeNull();
  expect(saveQueue(SYSTEMS, { returnsTo: [BILLS] })).toBeNull();
  expect(
    act(helena, 'ticket.return', { handoverId: id(42), toQueueId: DOOR, reason: 'faltou', missing: [] })?.code,
  ).toBe('conflict.no_way');
});

test('a queue that names no ways leads to all of the higher tiers, but to none that is retired', () => {
  expect(saveQueue(NETWORKS, { isActive: false })).toBeNull();
  expect(escalate(41)).toMatchObject({ code: 'conflict.no_way', details: { reason: 'retired', queueId: NETWORKS } });
  expect(escalate(41, { toQueueId: ENGINEERS })).toBeNull();
});

test('the ways of a queue lead up, or down, to queues that are there', () => {
  expect(saveQueue(NETWORKS, { escalatesTo: [DOOR] })?.details).toMatchObject({ path: 'row.escalatesTo' });
  expect(saveQueue(NETWORKS, { returnsTo: [SYSTEMS] })?.details).toMatchObject({ path: 'row.returnsTo' });
  expect(saveQueue(NETWORKS, { escalatesTo: [id(99)] })?.code).toBe('validation');
});

test('a return goes to who had sent it while they work that queue, and waits for them to accept it', () => {
  expect(escalate(41)).toBeNull();
  expect(act(caio, 'ticket.accept', { handoverId: id(41) })).toBeNull();
  expect(giveBack(42)).toBeNull();
  expect(ticket()).toMatchObject({ assigneeId: ana.id, pendingHandoverId: id(42) });
  expect(handover(42)).toMatchObject({ toUserId: ana.id, state: 'pending' });
  expect(act(bia, 'ticket.claim', {})?.code).toBe('conflict.claimed');
  expect(act(ana, 'ticket.accept', { handoverId: id(42) })).toBeNull();
  expect(ticket()).toMatchObject({ assigneeId: ana.id, pendingHandoverId: null });
});

test.each([
  ['has left the queue', { queueIds: [BILLS] }],
  ['may no longer sign in', { isActive: false }],
])('a return goes to the queue when who had sent it %s', (_why, change) => {
  expect(escalate(41)).toBeNull();
  desk.unit.putWorkspace('user', { ...ana, ...change });
  desk.unit.keep();
  expect(giveBack(42)).toBeNull();
  expect(ticket().assigneeId).toBeNull();
  expect(handover(42)?.toUserId).toBeUndefined();
});

test('a return to another queue than the one it came from goes to that queue', () => {
  expect(escalate(41)).toBeNull();
  expect(giveBack(42, { toQueueId: BILLS })).toBeNull();
  expect(ticket().assigneeId).toBeNull();
});

test('an escalation is taken back until it is accepted: to its queue, and to who had sent it', () => {
  expect(escalate(41)).toBeNull();
  const withdraw = (actor: User): Refusal | null => act(actor, 'ticket.withdrawEscalation', { handoverId: id(41) });
  expect(withdraw(bia)?.code).toBe('forbidden');
  expect(withdraw(caio)?.code).toBe('forbidden');
  desk.nowMs += MINUTE_MS;
  expect(withdraw(ana)).toBeNull();
  expect(ticket()).toMatchObject({ queueId: DOOR, tier: 1, assigneeId: ana.id, pendingHandoverId: null });
  expect(handover(41)).toMatchObject({ state: 'withdrawn', settledById: ana.id, settledAtMs: desk.nowMs });
  expect(ticket().stays.map(({ isWithdrawn }) => isWithdrawn === true)).toEqual([false, true, false]);
  expect(escalate(42)).toBeNull();
  expect(act(caio, 'ticket.accept', { handoverId: id(42) })).toBeNull();
  expect(act(helena, 'ticket.withdrawEscalation', { handoverId: id(42) })?.code).toBe('conflict.handover_settled');
});

test('of two that escalate at once the first to arrive wins, and the other is told that the ticket has left', () => {
  expect(escalate(41)).toBeNull();
  const second = { handoverId: id(42), fromTier: 1 as const, toQueueId: SYSTEMS, formId: FORM, formVersion: 1 };
  expect(act(bia, 'ticket.escalate', { ...second, answers: { summary: 'x' } })?.code).toBe('conflict.left_tier');
});

test('times up to a tier are counted by stays, without those that were taken back', () => {
  expect(escalate(41)).toBeNull();
  expect(act(ana, 'ticket.withdrawEscalation', { handoverId: id(41) })).toBeNull();
  expect(escalate(42)).toBeNull();
  expect(giveBack(43)).toBeNull();
  expect(escalate(44)).toBeNull();
  expect(timesUp(ticket().stays, 1, 2)).toBe(2);
});

test('a supervisor is called without anything moving, and answers once', () => {
  const call = { callId: id(71), reason: 'cliente ameaça cancelar', asked: 'falar com ele' };
  const before = ticket();
  expect(act(ana, 'ticket.callSupervisor', call)).toBeNull();
  expect(ticket()).toEqual({ ...before, supervisorCallId: id(71), updatedAtMs: desk.nowMs });
  expect(act(bia, 'ticket.callSupervisor', { ...call, callId: id(72) })?.code).toBe('conflict.call_open');
  expect(act(ana, 'ticket.answerCall', { callId: id(71), answer: 'pode deixar' })?.code).toBe('forbidden');
  expect(act(ana, 'ticket.resolve', { code: 'solved', summary: 'pronto' })).toBeNull();
  expect(act(helena, 'ticket.answerCall', { callId: id(71), answer: 'falei com ele' })).toBeNull();
  expect(handover(71)).toMatchObject({ state: 'answered', answer: 'falei com ele', settledById: helena.id });
  expect(ticket().supervisorCallId).toBeNull();
  expect(act(admin, 'ticket.answerCall', { callId: id(71), answer: 'eu também' })).toMatchObject({
    code: 'conflict.call_answered',
    details: { byName: helena.name },
  });
});

test('a call goes with the ticket when it is escalated', () => {
  const call = { callId: id(71), reason: 'cliente ameaça cancelar', asked: 'falar com ele' };
  expect(act(ana, 'ticket.callSupervisor', call)).toBeNull();
  expect(escalate(41)).toBeNull();
  expect(ticket()).toMatchObject({ supervisorCallId: id(71), pendingHandoverId: id(41) });
});

const facts = ({ stays, tier, pauses, status }: Ticket): object => ({
  stays: stays.map((stay) => ({ ...stay, sentById: undefined })),
  tier,
  pauses,
  status,
});

test('what an escalation would lead to is what it leads to', () => {
  const queue = desk.unit.workspace('queue', NETWORKS);
  if (queue === undefined) throw new Error('the queue is not there');
  const before = ticket();
  const { waiting, accepted } = asEscalated(before, queue, desk.nowMs);
  expect(escalate(41)).toBeNull();
  expect(facts(waiting)).toEqual(facts(ticket()));
  expect(act(caio, 'ticket.accept', { handoverId: id(41) })).toBeNull();
  expect(facts(accepted)).toEqual(facts(ticket()));
});
