import { expect, test } from 'vitest';
import { RuleDesk } from '../../../tests/support/rule-desk.ts';
import { aTicket } from '../../../tests/support/ticket-row.ts';
import { ID, people } from '../../../tests/support/workspace.ts';
import type { Stay, Ticket } from '../domain/ticket.ts';
import { canSee, canWork, waitingSenderId } from './access.ts';

const stay = (queueId: string, tier: 1 | 2 | 3, sentById?: string): Stay => ({
  tier,
  queueId,
  enteredAtMs: 0,
  acceptedAtMs: null,
  leftAtMs: null,
  ...(sentById === undefined ? {} : { sentById }),
});

/** Escalated by n1 from their queue to the second tier's, where it waits. */
const sent = (overrides: Partial<Ticket> = {}): Ticket =>
  aTicket({
    queueId: ID.queue2,
    tier: 2,
    pendingHandoverId: ID.form12,
    stays: [stay(ID.queue1, 1, ID.n1), stay(ID.queue2, 2)],
    ...overrides,
  });

test('who escalated a ticket sees it while it waits to be accepted, and does not work it', () => {
  expect(canSee(people.n1, sent())).toBe(true);
  expect(canWork(people.n1, sent())).toBe(false);
  expect(canSee(people.n3, sent())).toBe(false);
  expect(canSee(people.n2, sent())).toBe(true);
  expect(canSee({ ...people.n1, isActive: false }, sent())).toBe(false);
});

test('it is out of sight once it is accepted, has ended, or somebody else sent it on', () => {
  expect(canSee(people.n1, sent({ pendingHandoverId: null }))).toBe(false);
  for (const status of ['resolved', 'closed', 'cancelled'] as const) {
    expect(canSee(people.n1, sent({ status }))).toBe(false);
  }
  const stays = [stay(ID.queue1, 1, ID.n1), stay(ID.queue2, 2, ID.n2), stay(ID.queue3, 3)];
  const further = sent({ queueId: ID.queue3, tier: 3, stays });
  expect(waitingSenderId(further)).toBe(ID.n2);
  expect(canSee(people.n1, further)).toBe(false);
});

test('nobody waits for a ticket that was given back, that is new, or that a program handed over', () => {
  const given = [stay(ID.queue1, 1, ID.n1), stay(ID.queue2, 2), stay(ID.queue1, 1)];
  expect(waitingSenderId(sent({ queueId: ID.queue1, tier: 1, stays: given }))).toBeNull();
  expect(waitingSenderId(sent({ stays: [stay(ID.queue2, 2)] }))).toBeNull();
  expect(waitingSenderId(sent({ stays: [stay(ID.queue1, 1), stay(ID.queue2, 2)] }))).toBeNull();
});

test('who waits for it to be accepted writes notes and takes it back, and nothing else', () => {
  const desk = new RuleDesk(1_000);
  const ticket = sent({ id: ID.routingRule });
  for (const person of Object.values(people)) desk.unit.load('user', person.id, person);
  desk.unit.load('ticket', ticket.id, ticket);
  const note = { ticketId: ticket.id, messageId: ID.form12, body: 'o cliente ligou de novo' };
  expect(desk.act(people.n3, 'ticket.note', note)?.code).toBe('forbidden');
  expect(desk.act(people.n1, 'ticket.note', note)).toBeNull();
  for (const [name, args] of [
    ['ticket.claim', {}],
    ['ticket.accept', { handoverId: ID.form12 }],
    ['ticket.reply', { messageId: ID.queue1, body: 'olá', lastSeenMessageId: null }],
    ['ticket.release', {}],
    ['ticket.setPriority', { priority: 'P1', reason: 'cliente importante' }],
    ['ticket.cancel', { reason: 'não precisa' }],
  ] as const) {
    expect([name, desk.act(people.n1, name, { ticketId: ticket.id, ...args })?.code]).toEqual([name, 'forbidden']);
  }
});
