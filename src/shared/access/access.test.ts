import { expect, test } from 'vitest';
import { RuleDesk } from '../../../tests/support/rule-desk.ts';
import { aTicket } from '../../../tests/support/ticket-row.ts';
import { ID, people } from '../../../tests/support/workspace.ts';
import type { Stay, Ticket } from '../domain/ticket.ts';
import { ticketSchema } from '../domain/ticket.ts';
import { canSee, canWork, toldSenderId, waitingSenderId } from './access.ts';
import { glimpseOf } from './glimpse.ts';

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

/** The same, taken there. */
const accepted = (overrides: Partial<Ticket> = {}): Ticket => {
  const stays = [stay(ID.queue1, 1, ID.n1), { ...stay(ID.queue2, 2), acceptedAtMs: 9 }];
  return sent({ pendingHandoverId: null, stays, assigneeId: ID.n2, ...overrides });
};

test('who escalated a ticket is told that it was taken there, as long as it is there and has not ended', () => {
  expect(toldSenderId(accepted())).toBe(ID.n1);
  expect(toldSenderId(sent())).toBeNull();
  expect(toldSenderId(accepted({ status: 'resolved' }))).toBeNull();
  const given = [...accepted().stays, { ...stay(ID.queue1, 1), acceptedAtMs: 10 }];
  expect(toldSenderId(accepted({ queueId: ID.queue1, tier: 1, stays: given }))).toBeNull();
});

test('a glimpse of a ticket is one, says nothing that came since, and is nobody’s to see or work', () => {
  const ticket = accepted({
    id: ID.n1,
    customerId: ID.n3,
    lastMessageId: ID.n3,
    lastMessageFrom: 'agent',
    externalRef: 'SECRET',
    followUpAtMs: 77,
    updatedAtMs: 78,
    promise: null,
  });
  const glimpse = glimpseOf(ticket);
  expect(ticketSchema.safeParse({ ...glimpse, queueId: ID.queue2 }).success).toBe(true);
  expect(glimpse).toMatchObject({ number: ticket.number, subject: ticket.subject, updatedAtMs: 9 });
  expect(JSON.stringify(glimpse)).not.toMatch(new RegExp(`SECRET|77|78|${ID.n3}`));
  expect([canSee(people.n1, glimpse), canWork(people.n1, glimpse)]).toEqual([false, false]);
  expect(toldSenderId(glimpse)).toBe(ID.n1);
});
