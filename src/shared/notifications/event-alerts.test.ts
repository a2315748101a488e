import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aTicket } from '../../../tests/support/ticket-row.ts';
import { ID, people } from '../../../tests/support/workspace.ts';
import { glimpseOf } from '../access/glimpse.ts';
import { EVENT_KINDS, type Handover, type TicketEvent } from '../domain/parts.ts';
import type { User } from '../domain/workspace.ts';
import { eventAlerts, type TicketStory } from './event-alerts.ts';

const everybody = new Map(Object.values(people).map((person) => [person.id, person]));
const HANDOVER = 'h1';

function anEvent(change: Partial<TicketEvent>): TicketEvent {
  const data = { handoverId: HANDOVER, messageId: 'm1' };
  return {
    id: 'e1',
    ticketId: 't1',
    kind: 'noted',
    actorId: ID.n2,
    atMs: 5,
    receivedAtMs: 9,
    data,
    source: null,
    ...change,
  };
}

function aHandover(change: Partial<Handover>): Handover {
  return {
    id: HANDOVER,
    ticketId: 't1',
    kind: 'escalation',
    fromTier: 1,
    toTier: 2,
    fromQueueId: ID.queue1,
    toQueueId: ID.queue2,
    byId: ID.n1,
    atMs: 5,
    formId: null,
    formVersion: null,
    answers: null,
    reason: null,
    missing: [],
    state: 'pending',
    settledById: null,
    settledAtMs: null,
    ...change,
  };
}

function told(story: Partial<TicketStory>, person: User): unknown[] {
  const whole = { ticket: aTicket({ id: 't1' }), events: [], handovers: [], ...story };
  return eventAlerts(whole, everybody, person).map(({ kind, toldAs }) => [kind, toldAs]);
}

test('an escalation is told to those who work the receiving queue, while it waits', () => {
  const ticket = aTicket({ id: 't1', queueId: ID.queue2, tier: 2, pendingHandoverId: HANDOVER });
  const story = { ticket, events: [anEvent({ kind: 'escalated', actorId: ID.n1 })], handovers: [aHandover({})] };
  expect(told(story, people.n2)).toEqual([['escalation_arrived', 'queue']]);
  expect(told(story, people.n1b)).toEqual([['escalation_arrived', 'queue']]);
  expect(told(story, people.n1)).toEqual([]);
  expect(told(story, people.supervisor)).toEqual([]);
  expect(told({ ...story, ticket: { ...ticket, pendingHandoverId: null, assigneeId: ID.n1b } }, people.n2)).toEqual([]);
});

test('a return is told to who had escalated, and to their queue when they no longer work it', () => {
  const ticket = aTicket({ id: 't1', queueId: ID.queue1, pendingHandoverId: 'h2' });
  const back = aHandover({ id: 'h2', kind: 'return', byId: ID.n2, atMs: 7 });
  const events = [anEvent({ kind: 'returned', data: { handoverId: 'h2' } })];
  const story = (byId: string): Partial<TicketStory> => ({ ticket, events, handovers: [aHandover({ byId }), back] });
  expect(told(story(ID.n1), people.n1)).toEqual([['escalation_returned', 'person']]);
  expect(told(story(ID.n1), people.n1b)).toEqual([]);
  expect(told(story(ID.n3), people.n1)).toEqual([['escalation_returned', 'queue']]);
});

test('a call is told to those who oversee the queue until it is answered, and the answer to who called', () => {
  const ticket = aTicket({ id: 't1', queueId: ID.queue1, assigneeId: ID.n1, supervisorCallId: HANDOVER });
  const call = aHandover({ kind: 'supervisor', byId: ID.n1, toTier: 1, toQueueId: ID.queue1 });
  const called = anEvent({ kind: 'supervisor_called', actorId: ID.n1 });
  const answered = anEvent({ id: 'e2', kind: 'call_answered', actorId: ID.supervisor });
  expect(told({ ticket, events: [called], handovers: [call] }, people.supervisor)).toEqual([
    ['supervisor_called', 'supervisor'],
  ]);
  expect(told({ ticket, events: [called], handovers: [call] }, people.n1b)).toEqual([]);
  const settled = { ticket, events: [called, answered], handovers: [{ ...call, state: 'answered' as const }] };
  expect(told(settled, people.supervisor)).toEqual([]);
  expect(told(settled, people.n1)).toEqual([['supervisor_answered', 'person']]);
});

test('a return to a person is told to them alone, whoever had escalated it', () => {
  const ticket = aTicket({ id: 't1', queueId: ID.queue1, assigneeId: ID.n1b, pendingHandoverId: 'h2' });
  const back = aHandover({ id: 'h2', kind: 'return', byId: ID.n2, atMs: 7, toUserId: ID.n1b });
  const events = [anEvent({ kind: 'returned', data: { handoverId: 'h2' } })];
  const story = { ticket, events, handovers: [aHandover({ byId: ID.n1 }), back] };
  expect(told(story, people.n1b)).toEqual([['escalation_returned', 'person']]);
  expect(told(story, people.n1)).toEqual([]);
});

test('a ticket that somebody else gives to a person is told to them, once, as long as they have it', () => {
  const given = anEvent({ id: 'e2', kind: 'assigned', actorId: ID.supervisor, data: { fromId: null, toId: ID.n1 } });
  const mine = aTicket({ id: 't1', assigneeId: ID.n1 });
  expect(told({ ticket: mine, events: [given] }, people.n1)).toEqual([['assigned', 'assignee']]);
  expect(told({ ticket: mine, events: [given] }, people.n1b)).toEqual([]);
  expect(told({ ticket: mine, events: [given] }, people.supervisor)).toEqual([]);
  expect(told({ ticket: mine, events: [{ ...given, actorId: ID.n1 }] }, people.n1)).toEqual([]);

  expect(told({ ticket: { ...mine, assigneeId: ID.n1b }, events: [given] }, people.n1)).toEqual([]);
  expect(told({ ticket: { ...mine, assigneeId: null }, events: [given] }, people.n1)).toEqual([]);
  expect(told({ ticket: { ...mine, status: 'resolved' }, events: [given] }, people.n1)).toEqual([]);
});

test('given again, only the last time is news; taken back from it by oneself, none is', () => {
  const ticket = aTicket({ id: 't1', assigneeId: ID.n1 });
  const given = anEvent({ kind: 'assigned', actorId: ID.supervisor, data: { fromId: null, toId: ID.n1 } });
  const released = anEvent({ id: 'e2', kind: 'released', actorId: ID.n1, atMs: 6 });
  const again = { ...given, id: 'e3', atMs: 7 };
  const alerts = eventAlerts({ ticket, handovers: [], events: [again, given, released] }, everybody, people.n1);
  expect(alerts.map(({ id }) => id)).toEqual(['event:e3']);
  const claimed = anEvent({ id: 'e4', kind: 'claimed', actorId: ID.n1, atMs: 8 });
  expect(told({ ticket, events: [given, released, claimed] }, people.n1)).toEqual([]);
});

test('an escalation that a supervisor takes back gives the ticket to who had escalated it', () => {
  const withdrawn = anEvent({ kind: 'escalation_withdrawn', actorId: ID.supervisor });
  const story = { events: [withdrawn], handovers: [aHandover({ state: 'withdrawn' })] };
  expect(told({ ...story, ticket: aTicket({ id: 't1', assigneeId: ID.n1 }) }, people.n1)).toEqual([
    ['assigned', 'assignee'],
  ]);
  expect(told({ ...story, ticket: aTicket({ id: 't1', assigneeId: null }) }, people.n1)).toEqual([]);
});

test('an acceptance is told to who handed over', () => {
  const story = { events: [anEvent({ kind: 'accepted' })], handovers: [aHandover({ state: 'accepted' })] };
  expect(told(story, people.n1)).toEqual([['escalation_accepted', 'person']]);
  expect(told(story, people.n1b)).toEqual([]);
});

test('an acceptance is told of what is left of a ticket out of sight too, and nothing else is', () => {
  const handovers = [aHandover({ state: 'accepted' })];
  const events = [anEvent({ kind: 'accepted' }), anEvent({ id: 'e2', kind: 'accepted', data: { handoverId: 'h0' } })];
  const ticket = glimpseOf(aTicket({ id: 't1', queueId: ID.queue2, assigneeId: ID.n1 }));
  expect(told({ ticket, events, handovers }, people.n1)).toEqual([['escalation_accepted', 'person']]);
});

test('what a customer or a colleague writes is told to who has the ticket, a question until it is answered', () => {
  const ticket = aTicket({ id: 't1', assigneeId: ID.n1, lastMessageId: 'm1', lastMessageFrom: 'customer' });
  const wrote = { ticket, events: [anEvent({ kind: 'customer_wrote', actorId: ID.system })] };
  expect(told(wrote, people.n1)).toEqual([['reply_on_mine', 'assignee']]);
  expect(told(wrote, people.n1b)).toEqual([]);
  const answered = { ...ticket, lastMessageId: 'm2', lastMessageFrom: 'agent' as const };
  expect(told({ ...wrote, ticket: answered }, people.n1)).toEqual([]);
  expect(told({ ticket, events: [anEvent({ kind: 'noted' })] }, people.n1)).toEqual([['reply_on_mine', 'assignee']]);
});

test('it counts from when the backend had it', () => {
  const ticket = aTicket({ id: 't1', assigneeId: ID.n1 });
  const story = { ticket, handovers: [], events: [anEvent({ atMs: 5, receivedAtMs: 9 })] };
  expect(eventAlerts(story, everybody, people.n1)[0]?.atMs).toBe(9);
});

const anyId = fc.constantFrom(ID.n1, ID.n1b, ID.n2, ID.supervisor);
const anyStory = fc.record({
  ticket: fc
    .record({
      assigneeId: fc.option(anyId),
      queueId: fc.constantFrom(ID.queue1, ID.queue2),
      pendingHandoverId: fc.constantFrom(null, HANDOVER),
      status: fc.constantFrom('open' as const, 'resolved' as const),
    })
    .map((change) => aTicket({ id: 't1', ...change })),
  events: fc.uniqueArray(
    fc
      .record({ id: fc.uuid(), kind: fc.constantFrom(...EVENT_KINDS), actorId: fc.option(anyId) })
      .map((change) => anEvent(change)),
    { selector: ({ id }) => id, maxLength: 6 },
  ),
  handovers: fc
    .record({ byId: fc.option(anyId), kind: fc.constantFrom('escalation' as const, 'return' as const) })
    .map((change) => [aHandover(change)]),
});

test('nobody is told of what they did themselves, nor twice of one event', () => {
  fc.assert(
    fc.property(anyStory, anyId, (story, personId) => {
      const person = everybody.get(personId) ?? people.n1;
      const alerts = eventAlerts(story, everybody, person);
      for (const { actorId } of alerts) expect(actorId).not.toBe(person.id);
      expect(new Set(alerts.map(({ id }) => id)).size).toBe(alerts.length);
    }),
  );
});

test('what another system had done is history, and no news', () => {
  const source = { system: 'old', ref: '1', actorName: 'x', text: '' };
  const ticket = aTicket({ id: 't1', assigneeId: ID.n1 });
  expect(told({ ticket, events: [anEvent({ kind: 'noted', source })] }, people.n1)).toEqual([]);
});
