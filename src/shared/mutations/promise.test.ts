import { beforeEach, expect, test } from 'vitest';
import { RuleDesk } from '../../../tests/support/rule-desk.ts';
import { ID, people, workspacePatch } from '../../../tests/support/workspace.ts';
import type { TicketEvent } from '../domain/parts.ts';
import type { CustomerPromise } from '../domain/promise.ts';
import type { Refusal } from './mutation.ts';

const NOON_MS = Date.UTC(2026, 10, 23, 12);
const HOUR_MS = 3_600_000;
const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const TICKET = id(1);
const [FIRST, SECOND] = [id(2), id(3)];

let desk: RuleDesk;

function act(name: string, args: object, at: { performedAtMs?: number } = {}): Refusal | null {
  return desk.act(people.n1, name, { ticketId: TICKET, ...args }, at);
}

function promise(args: object = {}, at: { performedAtMs?: number } = {}): Refusal | null {
  const said = { promiseId: FIRST, replacesId: null, text: 'ligamos de volta', dueAtMs: desk.nowMs + HOUR_MS };
  return act('ticket.promise', { ...said, ...args }, at);
}

function promised(): CustomerPromise | null | undefined {
  return desk.unit.ticket(TICKET)?.promise;
}

function told(): readonly Pick<TicketEvent, 'kind' | 'data'>[] {
  return desk.unit.written().flatMap(({ table, row }) => (table === 'event' ? [row as TicketEvent] : []));
}

beforeEach(() => {
  desk = new RuleDesk(NOON_MS);
  for (const patch of workspacePatch) if (patch.op === 'put') desk.unit.load(patch.table, patch.row.id, patch.row);
  const blank = { channel: 'phone', customerId: null, categoryId: null, message: null };
  act('ticket.create', { ...blank, subject: 'Sem sinal', queueId: ID.queue1, priority: 'P2' });
});

test('a promise says what, by whom and until when, and is in the history', () => {
  expect(promise()).toBeNull();
  const standing = { id: FIRST, text: 'ligamos de volta', byId: ID.n1, madeAtMs: NOON_MS, endedAtMs: null };
  expect(promised()).toEqual({ ...standing, dueAtMs: NOON_MS + HOUR_MS });
  expect(told().at(-1)).toMatchObject({ kind: 'promised', data: { dueAtMs: NOON_MS + HOUR_MS } });
});

test('a promise is due after it is made and within a year', () => {
  const yearMs = 366 * 24 * HOUR_MS;
  for (const dueAtMs of [NOON_MS - 1, NOON_MS, NOON_MS + yearMs + 1]) {
    expect(promise({ dueAtMs })).toMatchObject({ code: 'validation', details: { path: 'dueAtMs' } });
  }
  expect(promise({ dueAtMs: NOON_MS + yearMs })).toBeNull();
});

test('a promise made offline counts from when it was said, also when it arrives after it was due and the ticket went on', () => {
  desk.nowMs = NOON_MS + 2 * HOUR_MS;
  expect(act('ticket.note', { messageId: id(9), body: 'nota' })).toBeNull();
  desk.nowMs = NOON_MS + 3 * HOUR_MS;
  expect(promise({ dueAtMs: NOON_MS + HOUR_MS }, { performedAtMs: NOON_MS + 60_000 })).toBeNull();
  expect(promised()).toMatchObject({ madeAtMs: NOON_MS + 60_000, dueAtMs: NOON_MS + HOUR_MS });
});

test('a promise takes the place of the one its author saw, and of no other: two machines do not promise over one another', () => {
  expect(promise()).toBeNull();
  expect(promise({ promiseId: SECOND })).toMatchObject({
    code: 'conflict.promise_changed',
    details: { byId: ID.n1, byName: people.n1.name, dueAtMs: NOON_MS + HOUR_MS, text: 'ligamos de volta' },
  });
  expect(promise({ promiseId: SECOND, replacesId: FIRST })).toBeNull();
  expect(promised()).toMatchObject({ id: SECOND });
  expect(told().at(-1)?.data['replacedDueAtMs']).toBe(NOON_MS + HOUR_MS);
  expect(act('ticket.keepPromise', { promiseId: FIRST })?.code).toBe('conflict.promise_changed');
});

test('a promise is kept once, in time or late, and what was kept stands in the way of none', () => {
  expect(promise()).toBeNull();
  desk.nowMs += HOUR_MS;
  expect(act('ticket.keepPromise', { promiseId: FIRST })).toBeNull();
  expect(told().at(-1)).toMatchObject({ kind: 'promise_kept', data: { isLate: false } });
  expect(promised()).toMatchObject({ endedAtMs: desk.nowMs });
  expect(act('ticket.keepPromise', { promiseId: FIRST })?.code).toBe('conflict.promise_changed');
  expect(promise({ promiseId: SECOND })).toBeNull();
  desk.nowMs += HOUR_MS + 1;
  expect(act('ticket.keepPromise', { promiseId: SECOND })).toBeNull();
  expect(told().at(-1)).toMatchObject({ data: { isLate: true } });
});

test('the end of a ticket ends its promise, and the history says when that was late', () => {
  expect(promise()).toBeNull();
  desk.nowMs += HOUR_MS + 1;
  expect(act('ticket.resolve', { code: 'solved', summary: 'pronto' })).toBeNull();
  expect(promised()).toMatchObject({ endedAtMs: desk.nowMs });
  expect(told().at(-1)).toMatchObject({ kind: 'resolved', data: { isPromiseLate: true } });
  expect(act('ticket.reopen', { reason: 'voltou' })).toBeNull();
  expect(promised(), 'a reopening does not open it again').toMatchObject({ endedAtMs: desk.nowMs });
});
