import { beforeEach, expect, test } from 'vitest';
import { RuleDesk } from '../../../tests/support/rule-desk.ts';
import { aTicket } from '../../../tests/support/ticket-row.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { User } from '../domain/workspace.ts';
import type { Refusal } from './mutation.ts';

const NOON_MS = Date.UTC(2026, 10, 23, 12);
const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const TICKET = id(1);
const [N1, BILLING, N2] = [id(11), id(12), id(13)];
const [NET, BILL, LINK] = [id(21), id(22), id(23)];
const MESSAGE = id(51);

const user = (n: number, role: User['role'], queueIds: readonly string[], isActive = true): User => ({
  id: id(n),
  name: `Pessoa ${n}`,
  email: `p${n}@test.example`,
  role,
  tiers: [],
  queueIds: [...queueIds],
  isActive,
});
const ana = user(31, 'agent', [N1]);
const bia = user(32, 'agent', [N1]);
const caio = user(33, 'agent', [N2]);
const gone = user(34, 'agent', [N1], false);
const supervisor = user(35, 'supervisor', []);
const importer = user(36, 'system', []);

const NONE = { categoryIds: [], channels: [], priorities: [], companies: [], plans: [], words: [] };
const rule = (n: number, name: string, conditions: object, queueId: string): object => ({
  id: id(n),
  name,
  position: n,
  isActive: true,
  conditions: { ...NONE, ...conditions },
  queueId,
  priority: 'P1',
});

let desk: RuleDesk;

beforeEach(() => {
  desk = new RuleDesk(NOON_MS);
  const { unit } = desk;
  for (const [queueId, tier] of [
    [N1, 1],
    [BILLING, 1],
    [N2, 2],
  ] as const) {
    unit.load('queue', queueId, { id: queueId, name: queueId, tier, position: 1, isActive: true });
  }
  for (const person of [ana, bia, caio, gone, supervisor, importer]) unit.load('user', person.id, person);
  for (const categoryId of [NET, BILL, LINK]) {
    unit.load('category', categoryId, { id: categoryId, name: categoryId, parentId: null });
  }
  for (const [n, each] of [
    rule(71, 'links a N2', { categoryIds: [LINK] }, N2),
    rule(72, 'fatura', { categoryIds: [BILL] }, BILLING),
    rule(73, 'fibra rompida', { words: ['fibra rompida'] }, N2),
  ].entries()) {
    unit.load('routingRule', id(71 + n), each);
  }
  const body = 'a fibra rompida na rua';
  unit.load('message', MESSAGE, { id: MESSAGE, ticketId: TICKET, kind: 'customer', body });
  const stays = [{ tier: 1 as const, queueId: N1, enteredAtMs: NOON_MS, acceptedAtMs: null, leftAtMs: null }];
  unit.load('ticket', TICKET, aTicket({ id: TICKET, queueId: N1, categoryId: NET, stays, updatedAtMs: NOON_MS }));
  desk.nowMs += 1_000;
});

function act(actor: User, name: string, args: object): Refusal | null {
  return desk.act(actor, name, { ticketId: TICKET, ...args });
}

function ticket(): Ticket {
  const row = desk.unit.ticket(TICKET);
  if (row === undefined) throw new Error('the ticket is not there');
  return row;
}

function lastEvent(): object | undefined {
  return desk.unit.written().findLast(({ table }) => table === 'event')?.row;
}

test('a category is a single choice: the last to arrive wins, and whoever has the ticket keeps it', () => {
  act(ana, 'ticket.claim', {});
  expect(act(ana, 'ticket.reclassify', { categoryId: BILL, isRouted: false })).toBeNull();
  expect(act(bia, 'ticket.reclassify', { categoryId: LINK, isRouted: false })).toBeNull();
  expect(ticket()).toMatchObject({ categoryId: LINK, assigneeId: ana.id, queueId: N1 });
  expect(lastEvent()).toMatchObject({ kind: 'reclassified', data: { from: BILL, to: LINK } });
  expect(act(ana, 'ticket.reclassify', { categoryId: LINK, isRouted: false })).toMatchObject({ code: 'validation' });
  // Its clocks know since when.
  expect(ticket().categoryChanges?.map(({ from }) => from)).toEqual([NET, BILL]);
  expect(act(ana, 'ticket.reclassify', { categoryId: id(99), isRouted: false })).toMatchObject({ code: 'not_found' });
});

test('routed anew, the ticket moves with a stay of its own, by the rule that is named, and keeps its priority', () => {
  act(ana, 'ticket.claim', {});
  expect(act(ana, 'ticket.reclassify', { categoryId: LINK, isRouted: true })).toBeNull();
  expect(ticket()).toMatchObject({ queueId: N2, tier: 2, assigneeId: null, pendingHandoverId: null, priority: 'P3' });
  const nowMs = desk.nowMs;
  expect(ticket().stays).toMatchObject([
    { queueId: N1, leftAtMs: nowMs },
    { queueId: N2, tier: 2, enteredAtMs: nowMs, acceptedAtMs: null },
  ]);
  expect(lastEvent()).toMatchObject({ data: { rule: 'links a N2', fromTier: 1, toTier: 2, toQueueId: N2 } });
  expect(act(ana, 'ticket.reclassify', { categoryId: NET, isRouted: false })).toMatchObject({ code: 'forbidden' });
});

test('a queue of the same tier is another stay too; where the rules lead to where it is, only the category changes', () => {
  expect(act(ana, 'ticket.reclassify', { categoryId: BILL, isRouted: true })).toBeNull();
  expect(ticket()).toMatchObject({ queueId: BILLING, tier: 1 });
  expect(act(supervisor, 'ticket.reclassify', { categoryId: BILL, isRouted: true })).toMatchObject({
    code: 'validation',
  });
  expect(act(supervisor, 'ticket.reclassify', { categoryId: NET, isRouted: true })).toBeNull();
  expect(ticket().stays).toHaveLength(2);
});

test('rules are asked for the words of the customer’s first message, and for nobody else’s', () => {
  desk.unit.load('message', id(52), { id: id(52), ticketId: id(2), kind: 'customer', body: 'fibra rompida' });
  const args = { categoryId: NET, isRouted: true };
  expect(act(ana, 'ticket.reclassify', { ...args, messageId: id(52) })).toMatchObject({ code: 'validation' });
  expect(act(ana, 'ticket.reclassify', { ...args, messageId: MESSAGE })).toBeNull();
  expect(ticket().queueId).toBe(N2);
});

test('a ticket that has ended is not reclassified or assigned', () => {
  act(ana, 'ticket.claim', {});
  act(ana, 'ticket.resolve', { code: 'solved', summary: 'resolvido' });
  expect(act(ana, 'ticket.reclassify', { categoryId: BILL, isRouted: true })).toMatchObject({
    code: 'conflict.status',
  });
  expect(act(ana, 'ticket.assign', { toId: bia.id })).toMatchObject({ code: 'conflict.status' });
});

test('its holder passes a ticket to a member of the queue, and a supervisor gives it to one whoever has it', () => {
  act(ana, 'ticket.claim', {});
  expect(act(ana, 'ticket.assign', { toId: bia.id })).toBeNull();
  expect(ticket().assigneeId).toBe(bia.id);
  expect(lastEvent()).toMatchObject({ kind: 'assigned', actorId: ana.id, data: { fromId: ana.id, toId: bia.id } });
  expect(act(ana, 'ticket.assign', { toId: ana.id })).toMatchObject({
    code: 'conflict.claimed',
    details: { byId: bia.id, byName: bia.name },
  });
  expect(act(supervisor, 'ticket.assign', { toId: ana.id })).toBeNull();
  expect(ticket()).toMatchObject({ assigneeId: ana.id, status: 'open' });
});

test('an agent does not give away what nobody has; a supervisor does, and it is accepted by that', () => {
  expect(act(ana, 'ticket.assign', { toId: bia.id })).toMatchObject({ code: 'forbidden' });
  expect(act(supervisor, 'ticket.assign', { toId: bia.id })).toBeNull();
  expect(ticket().stays.at(-1)?.acceptedAtMs).toBe(desk.nowMs);
});

test.each([
  ['who does not work the queue', caio.id, 'conflict.not_member'],
  ['who has left', gone.id, 'conflict.not_member'],
  ['a program', importer.id, 'conflict.not_member'],
  ['nobody known', id(98), 'not_found'],
])('a ticket is not given to %s', (_who, toId, code) => {
  expect(act(supervisor, 'ticket.assign', { toId })).toMatchObject({ code });
});

test('a hand-over that waits is accepted by who assigns the ticket', () => {
  const escalation = { handoverId: id(41), fromTier: 1, toQueueId: N2, formId: null, formVersion: null, answers: null };
  act(importer, 'ticket.escalate', escalation);
  expect(act(supervisor, 'ticket.assign', { toId: caio.id })).toBeNull();
  expect(ticket()).toMatchObject({ assigneeId: caio.id, pendingHandoverId: null });
  expect(desk.unit.part('handover', id(41))).toMatchObject({ state: 'accepted', settledById: supervisor.id });
});

const create = (fields: object): Refusal | null =>
  desk.act(ana, 'ticket.create', {
    ticketId: id(3),
    subject: 'Sem sinal',
    queueId: N1,
    priority: 'P2',
    channel: 'phone',
    customerId: null,
    categoryId: null,
    message: null,
    ...fields,
  });

test('a new ticket has the priority that impact and urgency give, or says why it has another', () => {
  const triage = { impact: 'team', urgency: 'stopped', overrideReason: null };
  expect(create({ triage, priority: 'P1' })).toMatchObject({
    code: 'validation',
    details: { path: 'triage.overrideReason' },
  });
  expect(create({ triage: { ...triage, overrideReason: 'hospital' }, priority: 'P1' })).toBeNull();
  expect(desk.unit.ticket(id(3))).toMatchObject({ priority: 'P1', triage: { overrideReason: 'hospital' } });
  expect(create({ ticketId: id(4), triage: { ...triage, overrideReason: 'sobra' } })).toBeNull();
  expect(desk.unit.ticket(id(4))).toMatchObject({ priority: 'P2', triage: { overrideReason: null } });
  expect(create({ ticketId: id(5) })).toBeNull();
  expect(desk.unit.ticket(id(5))?.triage).toBeUndefined();
});

test('a priority is judged anew with impact and urgency, which stay when it is changed without them', () => {
  const args = { priority: 'P2', reason: 'parou a equipe' };
  expect(act(ana, 'ticket.setPriority', { ...args, impact: 'team' })).toMatchObject({ details: { path: 'urgency' } });
  expect(act(ana, 'ticket.setPriority', { ...args, impact: 'team', urgency: 'stopped' })).toBeNull();
  expect(ticket()).toMatchObject({ priority: 'P2', triage: { impact: 'team', overrideReason: null } });
  expect(act(ana, 'ticket.setPriority', { priority: 'P1', reason: 'é um hospital' })).toBeNull();
  expect(ticket().triage).toEqual({ impact: 'team', urgency: 'stopped', overrideReason: 'é um hospital' });
  expect(act(ana, 'ticket.setPriority', { priority: 'P1', reason: 'de novo' })).toMatchObject({ code: 'validation' });
  const everyone = { priority: 'P1', reason: 'parou tudo', impact: 'everyone', urgency: 'stopped' };
  expect(act(ana, 'ticket.setPriority', everyone)).toBeNull();
  expect(ticket().triage).toMatchObject({ impact: 'everyone', overrideReason: null });
  expect(ticket().priorityChanges).toHaveLength(2);
});
