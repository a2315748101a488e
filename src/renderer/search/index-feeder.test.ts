import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aPerson } from '../../../tests/support/console-rows.ts';
import { aTicket } from '../../../tests/support/ticket-row.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import type { Written } from '../../shared/mutations/unit-of-work.ts';
import { parseQuery } from '../../shared/search/parse-query.ts';
import { changeOf, refOf, type RowRef, written } from '../../shared/sync/storage.ts';
import { ConsoleDb } from '../db/console-db.ts';
import { IndexedDbStorage } from '../db/indexed-db-storage.ts';
import { IndexFeeder } from './index-feeder.ts';
import type { IndexProgress } from './messages.ts';

// The range class is a global in a page.
Object.assign(globalThis, { IDBKeyRange });

let db: ConsoleDb;
let storage: IndexedDbStorage;
let feeder: IndexFeeder;
let told: (IndexProgress | null)[] = [];
let onRest: () => Promise<void> = async () => undefined;

beforeEach(async () => {
  db = new ConsoleDb('search', { indexedDB: new IDBFactory(), IDBKeyRange });
  await db.open();
  storage = new IndexedDbStorage(db, () => 0);
  told = [];
  onRest = async () => undefined;
  feeder = new IndexFeeder(db, aPerson('me'), {
    nowMs: () => 0,
    rest: () => onRest(),
    onChange: (progress) => told.push(progress),
  });
  const queue = { id: 'q1', name: 'Atendimento', tier: 1, position: 1, isActive: true } as const;
  await write([written('queue', queue)]);
});

afterEach(() => db.close());

/** Writes rows as the sync does, and tells the feeder. */
async function write(rows: readonly Written[]): Promise<void> {
  await storage.transact('sync', async (tx) => {
    await tx.putRows(rows);
    feeder.take(await changeOf(tx, rows.map(refOf), { hasOutbox: false, isReset: false }));
  });
}

async function remove(id: string): Promise<void> {
  const ref: RowRef = { table: 'ticket', id };
  await storage.transact('sync', async (tx) => {
    await tx.deleteTickets([id]);
    feeder.take(await changeOf(tx, [ref], { hasOutbox: false, isReset: false }));
  });
}

const ticket = (id: string, overrides: Partial<Ticket> = {}): Written =>
  written('ticket', aTicket({ id, number: null, subject: `assunto ${id}`, ...overrides }));
const message = (ticketId: string, body: string): Written =>
  written('message', {
    id: `${ticketId} ${body}`,
    ticketId,
    kind: 'customer',
    authorId: null,
    authorName: null,
    body,
    channel: 'phone',
    writtenAtMs: 0,
    sentAtMs: 0,
  });

const hits = async (typed: string): Promise<readonly string[]> =>
  (await feeder.search({ query: parseQuery(typed).query, limit: 10 })).hits.map(({ id }) => id);

test('what is in the database is found, and what comes after it', async () => {
  await write([ticket('a'), message('a', 'O roteador caiu.')]);
  await feeder.feed();
  expect(await hits('roteador')).toEqual(['a']);
  await write([ticket('b'), message('b', 'Roteador novo.')]);
  await feeder.feed();
  expect((await hits('roteador')).toSorted()).toEqual(['a', 'b']);
});

test('a ticket that has left this machine is found no more', async () => {
  await write([ticket('a'), ticket('b')]);
  await feeder.feed();
  await remove('a');
  await feeder.feed();
  expect(await hits('assunto')).toEqual(['b']);
});

test('a ticket whose customer has another name now is found by that', async () => {
  const customer = { id: 'c1', name: 'João', email: null, phone: null, company: null, city: null, plan: null };
  await write([written('customer', customer), ticket('a', { customerId: 'c1' })]);
  await feeder.feed();
  await write([written('customer', { ...customer, name: 'Jonas' })]);
  await feeder.feed();
  expect([await hits('jonas'), await hits('joao')]).toEqual([['a'], []]);
});

test("a customer's tickets are found by who the customer is", async () => {
  await write([ticket('a', { customerId: 'c1' }), ticket('b', { customerId: 'c2' })]);
  await feeder.feed();
  expect((await feeder.search({ customerId: 'c1', limit: 10 })).hits.map(({ id }) => id)).toEqual(['a']);
});

test('while it is being built it says how far it is, finds what it has, open tickets first, and then says that it is done', async () => {
  const many = Array.from({ length: 300 }, (_, at) => ticket(`t${at}`, { subject: 'modem' }));
  await write([...many, ticket('ended', { subject: 'encerrado', status: 'closed', resolvedAtMs: 1 })]);
  const seen: unknown[] = [];
  onRest = async () => {
    seen.push(await feeder.search({ query: parseQuery('modem').query, limit: 1 }), await hits('encerrado'));
  };
  await feeder.feed();
  expect(seen[0]).toMatchObject({ total: 200, progress: { done: 200, total: 301 } });
  expect(seen[1]).toEqual([]);
  expect(await feeder.search({ query: parseQuery('encerrado').query, limit: 1 })).toMatchObject({
    total: 1,
    progress: null,
  });
  expect(told.at(-1)).toBeNull();
});

test('a piece of the newest message that has the words is answered, unless the subject has them', async () => {
  await write([
    ticket('a', { subject: 'Sem sinal' }),
    message('a', 'Depois da chuva de ontem a luz do modem apagou e não acendeu mais.'),
  ]);
  await feeder.feed();
  const snippets = async (typed: string): Promise<unknown> =>
    (await feeder.search({ query: parseQuery(typed).query, limit: 1 })).hits.map(({ snippet }) => snippet);
  expect(await snippets('modem')).toEqual(['… de ontem a luz do modem apagou e não acendeu mais.']);
  expect(await snippets('sinal')).toEqual([null]);
});
