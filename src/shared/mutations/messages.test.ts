import { beforeEach, expect, test } from 'vitest';
import { RuleDesk } from '../../../tests/support/rule-desk.ts';
import { aTicket } from '../../../tests/support/ticket-row.ts';
import { ID, people } from '../../../tests/support/workspace.ts';
import { replyChannels } from '../domain/reply-channels.ts';
import { eventAlerts } from '../notifications/event-alerts.ts';
import type { Refusal } from './mutation.ts';

const TICKET = '00000000-0000-7000-8000-0000000000a1';
const message = (n: number): string => `00000000-0000-7000-8000-0000000000b${n}`;
let desk: RuleDesk;

beforeEach(() => {
  desk = new RuleDesk(1_000_000);
  for (const person of Object.values(people)) desk.unit.load('user', person.id, person);
  desk.unit.load('ticket', TICKET, aTicket({ id: TICKET, queueId: ID.queue1, channel: 'email' }));
});

const reply = (n: number, extra: object = {}): Refusal | null =>
  desk.act(people.n1, 'ticket.reply', {
    ticketId: TICKET,
    messageId: message(n),
    body: 'Olá',
    lastSeenMessageId: desk.unit.ticket(TICKET)?.lastMessageId ?? null,
    ...extra,
  });

test('a reply goes in the channel of the customer’s last message, or in the one that is said', () => {
  expect(reply(1)).toBeNull();
  expect(desk.unit.part('message', message(1))?.channel).toBe('email');
  const wrote = { ticketId: TICKET, messageId: message(2), body: 'Oi', channel: 'whatsapp' };
  expect(desk.act(people.system, 'ticket.receive', wrote)).toBeNull();
  expect(desk.unit.part('message', message(2))?.channel).toBe('whatsapp');
  expect(reply(3)).toBeNull();
  expect(desk.unit.part('message', message(3))?.channel).toBe('whatsapp');
  expect(reply(4, { channel: 'phone' })).toBeNull();
  expect(desk.unit.part('message', message(4))?.channel).toBe('phone');
  expect(desk.unit.ticket(TICKET)?.channel).toBe('email');
});

test('a customer is offered the channels that they have, that of their last message first', () => {
  const ticket = { channel: 'chat' as const, lastCustomerChannel: 'whatsapp' as const };
  expect(replyChannels(ticket, { email: 'l@x.example', phone: '+55 11 5555' })).toEqual([
    'whatsapp',
    'email',
    'phone',
    'chat',
  ]);
  expect(replyChannels({ channel: 'email' }, undefined)).toEqual(['email']);
});

test('a reply is refused in a channel that reaches nobody, and taken as before where the customer is not named', () => {
  const customerId = ID.category;
  const customer = { id: customerId, name: 'Lia', email: null, phone: '+55 11 5555' };
  desk.unit.load('customer', customerId, { ...customer, company: null, city: null, plan: null });
  const [known, unknown] = [message(8), message(9)];
  desk.unit.load('ticket', known, aTicket({ id: known, queueId: ID.queue1, channel: 'phone', customerId }));
  desk.unit.load('ticket', unknown, aTicket({ id: unknown, queueId: ID.queue1, channel: 'phone' }));
  const answer = (n: number, ticketId: string, extra: object): Refusal | null =>
    reply(n, { ticketId, lastSeenMessageId: desk.unit.ticket(ticketId)?.lastMessageId ?? null, ...extra });
  const refused = { code: 'conflict.no_address', details: { channel: 'email' } };
  expect(answer(1, known, { channel: 'email', customerId })).toMatchObject(refused);
  expect(answer(1, known, { channel: 'whatsapp', customerId })).toBeNull();
  expect(answer(2, known, { customerId })).toBeNull();
  // By an older console, which named no customer, and by one that saw another.
  expect(answer(3, known, { channel: 'email' })).toBeNull();
  expect(answer(4, known, { channel: 'email', customerId: ID.queue1 })).toBeNull();
  expect(answer(5, unknown, { channel: 'email', customerId: null })).toMatchObject(refused);
  expect(answer(5, unknown, { channel: 'phone', customerId: null })).toBeNull();
});

test('a note tells those whom it names and who see the ticket, once; others are not kept', () => {
  const mentions = [ID.n1b, ID.n1b, ID.n3, '00000000-0000-7000-8000-0000000000ff'];
  const note = { ticketId: TICKET, messageId: message(1), body: '@n1b veja', mentions };
  expect(desk.act(people.n1, 'ticket.note', note)).toBeNull();
  expect(desk.unit.part('message', message(1))?.mentions).toEqual([ID.n1b]);
  const events = desk.unit.written().flatMap(({ table, row }) => (table === 'event' ? [row as never] : []));
  const ticket = desk.unit.ticket(TICKET);
  if (ticket === undefined) throw new Error('no ticket');
  const everybody = new Map(Object.values(people).map((person) => [person.id, person]));
  const told = (person: (typeof people)['n1']): string[] =>
    eventAlerts({ ticket, events, handovers: [] }, everybody, person).map(({ kind }) => kind);
  expect(told(people.n1b)).toEqual(['mentioned']);
  expect(told(people.n3)).toEqual([]);
  expect(told(people.n1)).toEqual([]);
});

test('a message that is too long is refused for its body, on both sides', () => {
  expect(reply(1, { body: 'a'.repeat(20_001) })).toMatchObject({ code: 'validation', details: { path: 'body' } });
  expect(reply(1, { body: 'a'.repeat(20_000) })).toBeNull();
});

test('a person signs for themselves alone', () => {
  const sign = (signature: string, userId = people.n1.id): Refusal | null =>
    desk.act(people.n1, 'person.setSignature', { userId, signature });
  expect(sign('  Ana, N1 ')).toBeNull();
  expect(desk.unit.workspace('user', people.n1.id)).toEqual({ ...people.n1, signature: 'Ana, N1' });
  expect(sign('x', people.n1b.id)?.code).toBe('forbidden');
  expect(sign('x'.repeat(501))?.code).toBe('validation');
});
