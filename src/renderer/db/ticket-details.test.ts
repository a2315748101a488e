import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aTicket } from '../../../tests/support/ticket-row.ts';
import { ConsoleDb } from './console-db.ts';
import { TicketDetails } from './ticket-details.ts';

let db: ConsoleDb;

beforeEach(() => {
  Object.assign(globalThis, { IDBKeyRange });
  db = new ConsoleDb('console', { indexedDB: new IDBFactory(), IDBKeyRange });
});
afterEach(() => db.close());

const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `ticket-${index}`);

async function keep(...ticketIds: readonly string[]): Promise<void> {
  await db.tickets.bulkPut(
    ticketIds.map((id) => ({ id, queue: 'q', holder: '', lane: 0, order: 0, row: aTicket({ id }) })),
  );
}

test('a ticket that was read ahead is there at once when it is opened', async () => {
  await keep('a');
  const details = new TicketDetails(db);
  details.of('a');
  await vi.waitFor(() => expect(details.find('a')).toBeDefined());
  expect(details.of('a').get()?.ticket.id).toBe('a');
});

test('of the tickets that nobody looks at only the last ones are kept up to date', async () => {
  await keep(...ids(30));
  const details = new TicketDetails(db);
  const stop = details.of('ticket-0').subscribe(() => undefined);
  for (const id of ids(30)) details.of(id);
  await vi.waitFor(() => expect(details.find('ticket-29')).toBeDefined());
  // The oldest of all, but on screen.
  expect(details.find('ticket-0')).toBeDefined();
  expect(details.find('ticket-1')).toBeUndefined();
  stop();
  details.of('ticket-1');
  await vi.waitFor(() => expect(details.find('ticket-1')).toBeDefined());
});
