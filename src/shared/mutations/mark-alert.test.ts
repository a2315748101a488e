import { beforeEach, expect, test } from 'vitest';
import { RuleDesk } from '../../../tests/support/rule-desk.ts';
import { aTicket } from '../../../tests/support/ticket-row.ts';
import { ID, people } from '../../../tests/support/workspace.ts';
import { type AlertMark, markIdOf } from '../domain/alert-mark.ts';
import type { Ticket } from '../domain/ticket.ts';

const NOW_MS = 1_000_000;
const TICKET = '00000000-0000-7000-8000-000000000901';
const ALERT = `${TICKET}:resolution:0:75%:2000000`;
let desk: RuleDesk;
let ticket: Ticket;

beforeEach(() => {
  desk = new RuleDesk(NOW_MS);
  const stays = [{ tier: 1 as const, queueId: ID.queue1, enteredAtMs: 0, acceptedAtMs: null, leftAtMs: null }];
  ticket = aTicket({ id: TICKET, queueId: ID.queue1, stays, updatedAtMs: 500 });
  desk.unit.load('ticket', TICKET, ticket);
});

const args = (userId: string): object => ({ ticketId: TICKET, alertId: ALERT, markId: markIdOf(ALERT, userId) });
const markOf = (userId: string): AlertMark | undefined => desk.unit.part('alertMark', markIdOf(ALERT, userId));

test('an acknowledgement is kept with who and when, once for a person, and leaves the ticket as it was', () => {
  expect(desk.act(people.n1, 'alert.acknowledge', args(ID.n1))).toBeNull();
  expect(markOf(ID.n1)).toMatchObject({
    userId: ID.n1,
    alertId: ALERT,
    state: 'acknowledged',
    untilMs: null,
    atMs: NOW_MS,
  });
  desk.nowMs += 5_000;
  expect(desk.act(people.n1, 'alert.acknowledge', args(ID.n1))).toBeNull();
  expect(markOf(ID.n1)?.atMs).toBe(NOW_MS);
  expect(desk.unit.ticket(TICKET)).toEqual(ticket);
  expect(desk.unit.written().filter(({ table }) => table === 'event')).toEqual([]);
});

test('a colleague has a mark of their own', () => {
  desk.act(people.n1, 'alert.acknowledge', args(ID.n1));
  expect(desk.act(people.n1b, 'alert.snooze', { ...args(ID.n1b), untilMs: NOW_MS + 1 })).toBeNull();
  expect([markOf(ID.n1)?.state, markOf(ID.n1b)?.state]).toEqual(['acknowledged', 'snoozed']);
  expect(desk.act(people.n1b, 'alert.acknowledge', args(ID.n1))?.code).toBe('conflict.exists');
});

test('the last snooze counts, until it is acknowledged', () => {
  const snooze = (untilMs: number): unknown => desk.act(people.n1, 'alert.snooze', { ...args(ID.n1), untilMs });
  snooze(NOW_MS + 10);
  snooze(NOW_MS + 60);
  expect(markOf(ID.n1)).toMatchObject({ state: 'snoozed', untilMs: NOW_MS + 60 });
  desk.act(people.n1, 'alert.acknowledge', args(ID.n1));
  snooze(NOW_MS + 90);
  expect(markOf(ID.n1)).toMatchObject({ state: 'acknowledged', untilMs: null });
});

test('who worked the ticket may say so after it has moved on or ended; who never did may not', () => {
  desk.unit.putTicket({ ...ticket, queueId: ID.queue2, tier: 2, status: 'closed', resolvedAtMs: 1 });
  desk.unit.keep();
  expect(desk.act(people.n1, 'alert.acknowledge', args(ID.n1))).toBeNull();
  expect(desk.act(people.n3, 'alert.acknowledge', args(ID.n3))?.code).toBe('forbidden');
});
