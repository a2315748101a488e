import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { aCalendarSource, aPolicy, utc } from '../../../tests/support/sla-fixture.ts';
import { aTicket } from '../../../tests/support/ticket-row.ts';
import { ID, people } from '../../../tests/support/workspace.ts';
import { AlertBook, PAGE } from './alert-book.ts';
import { ConsoleDb } from './console-db.ts';
import type { Workspace } from './read-workspace.ts';

const CREATED_AT_MS = utc('2026-11-23T10:00');
const queues = [{ id: ID.queue1, name: 'Atendimento', tier: 1, position: 1, isActive: true }];

test.each([
  ['each due at an instant of its own', (n: number) => n],
  ['many due at the same', (n: number) => Math.floor(n / (2 * PAGE))],
  ['all due at the same', () => 7],
])('a supervisor’s book has every ticket of the queue once, %s', async (_what, orderOf) => {
  const db = new ConsoleDb('book', { indexedDB: new IDBFactory(), IDBKeyRange });
  const count = 3 * PAGE + 7;
  const row = aTicket({ queueId: ID.queue1, assigneeId: null, createdAtMs: CREATED_AT_MS });
  const ids = Array.from({ length: count }, (_, n) => `t${String(n).padStart(5, '0')}`);
  await db.tickets.bulkPut(
    ids.map((id, n) => ({ id, row: { ...row, id }, queue: ID.queue1, lane: 0 as const, order: orderOf(n) })),
  );
  // Only what the book reads of it.
  const workspace = {
    me: people.n1,
    queues,
    policies: [aPolicy()],
    calendars: aCalendarSource(),
  } as unknown as Workspace;
  const book = new AlertBook(db);
  await book.readAll(workspace, CREATED_AT_MS + 1);
  expect(book.entries.map(({ ticket }) => ticket.id).toSorted()).toEqual(ids);
  db.close();
});
