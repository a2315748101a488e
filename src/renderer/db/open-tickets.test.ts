import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test, vi } from 'vitest';
import type { Ticket } from '../../shared/domain/ticket.ts';
import type { AnyRow, Change, TicketRecord } from '../../shared/sync/storage.ts';
import { ConsoleDb } from './console-db.ts';
import { OpenTickets } from './open-tickets.ts';

const record = (id: string, subject = '', lane: 0 | 1 = 0): TicketRecord => ({
  id,
  row: { id, subject } as Ticket,
  queue: 'q',
  lane,
  order: 1,
});

const change = (revision: number, ticketIds: readonly string[], tickets: readonly TicketRecord[] | null): Change => ({
  revision,
  ticketIds,
  tickets,
  hasWorkspace: false,
  hasOutbox: false,
  isReset: false,
});

/** A database with open tickets `a` and `b` and an ended one at revision 5, and what is open by this window's account of it. */
async function theOpenTickets() {
  const db = new ConsoleDb('test', { indexedDB: new IDBFactory(), IDBKeyRange });
  await db.workspace.put({ kind: 'queue', id: 'q', row: { id: 'q' } as unknown as AnyRow });
  await db.tickets.bulkPut([record('a'), record('b'), record('ended', '', 1)]);
  await db.remember({ revision: 5 });
  const open = new OpenTickets(db);
  const shown = (): string[] | undefined =>
    open
      .get()
      ?.map(({ id, row }) => id + row.subject)
      .toSorted();
  return { db, open, shown };
}

test('nothing is read until somebody looks, then all that is open', async () => {
  const { open, shown } = await theOpenTickets();
  open.take(change(6, ['c'], [record('c')]));
  expect(open.get()).toBeNull();
  open.subscribe(() => undefined);
  await vi.waitFor(() => expect(shown()).toEqual(['a', 'b']));
});

test('a ticket that comes, changes, ends or goes is taken in, and each change makes another array', async () => {
  const { open, shown } = await theOpenTickets();
  open.subscribe(() => undefined);
  await vi.waitFor(() => expect(shown()).toEqual(['a', 'b']));
  const before = open.get();
  open.take(change(6, ['a', 'b', 'c'], [record('a', ' new'), record('b', '', 1), record('c')]));
  await vi.waitFor(() => expect(shown()).toEqual(['a new', 'c']));
  expect(open.get()).not.toBe(before);
  open.take(change(7, ['c'], []));
  await vi.waitFor(() => expect(shown()).toEqual(['a new']));
});

test('of two windows heard in the wrong order the later change stays, and one that was read already changes nothing', async () => {
  const { open, shown } = await theOpenTickets();
  open.subscribe(() => undefined);
  open.take(change(8, ['a'], [record('a', ' later')]));
  open.take(change(7, ['a'], [record('a', ' earlier')]));
  open.take(change(4, ['b'], []));
  open.take(change(9, ['z'], [record('z')]));
  await vi.waitFor(() => expect(shown()).toEqual(['a later', 'b', 'z']));
});

test('too many changes to tell, and changes while nobody looked, are read again', async () => {
  const { db, open, shown } = await theOpenTickets();
  const leave = open.subscribe(() => undefined);
  await vi.waitFor(() => expect(shown()).toEqual(['a', 'b']));
  await db.tickets.put(record('c'));
  open.take(change(6, ['c'], null));
  await vi.waitFor(() => expect(shown()).toEqual(['a', 'b', 'c']));
  leave();
  await db.tickets.delete('a');
  open.take(change(7, ['a'], []));
  open.subscribe(() => undefined);
  await vi.waitFor(() => expect(shown()).toEqual(['b', 'c']));
});
