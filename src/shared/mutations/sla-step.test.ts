import { beforeEach, expect, test } from 'vitest';
import { RuleDesk } from '../../../tests/support/rule-desk.ts';
import { aTicket } from '../../../tests/support/ticket-row.ts';
import { people } from '../../../tests/support/workspace.ts';

const TICKET = '0b2c7a52-5f0e-4d0a-9d9b-6f7a5a3f1c99';
const breach = {
  ticketId: TICKET,
  clock: 'resolution',
  tier: null,
  percent: null,
  beforeMs: null,
  dueAtMs: 5_001,
  deadlineAtMs: 5_000,
  lateMs: 4_999,
};

let desk: RuleDesk;
beforeEach(() => {
  desk = new RuleDesk(10_000);
  desk.unit.load('ticket', TICKET, aTicket({ id: TICKET, updatedAtMs: 4_000 }));
});

test('the backend says that a step of a clock came: the history has it, and no fact of the ticket changes', () => {
  const before = desk.unit.ticket(TICKET);
  expect(desk.act(people.system, 'ticket.slaStep', breach, { performedAtMs: 5_001 })).toBeNull();
  const [ticket, event] = desk.unit.written();
  expect(ticket).toEqual({ table: 'ticket', row: before });
  expect(event).toMatchObject({
    table: 'event',
    row: { kind: 'sla_breached', actorId: null, atMs: 5_001, receivedAtMs: 10_000, data: { deadlineAtMs: 5_000 } },
  });
});

test('a warning is told with the percent of the target that is used', () => {
  desk.act(people.system, 'ticket.slaStep', { ...breach, percent: 75 });
  expect(desk.unit.written()[1]).toMatchObject({ row: { kind: 'sla_warned', data: { percent: 75 } } });
});

test('a warning in time before the deadline is told with that time', () => {
  desk.act(people.system, 'ticket.slaStep', { ...breach, beforeMs: 1_800_000 });
  const [, event] = desk.unit.written();
  expect(event).toMatchObject({ row: { kind: 'sla_warned', data: { beforeMs: 1_800_000 } } });
  expect(event).not.toHaveProperty('row.data.percent');
});

test('nobody else says so', () => {
  for (const person of [people.n1b, people.supervisor]) {
    desk.unit.load('ticket', TICKET, aTicket({ id: TICKET }));
    expect(desk.act({ ...person, role: 'admin' }, 'ticket.slaStep', breach)?.code).toBe('forbidden');
  }
});
