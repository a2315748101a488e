import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import { makeDatabase, type StoredDatabase } from '../support/make-database.ts';
import { MemoryMain } from '../support/memory-journal.ts';
import { aNewTicket, people } from '../support/workspace.ts';
import { SimulatedClient } from './support/simulated-client.ts';
import { openBackend, PLAIN, START_MS } from './support/simulated-stage.ts';

const TICKET_ID = '00000000-0000-7000-a000-000000000001';
const MADE_ID = '00000000-0000-7000-a000-000000000004';
const CLIENT_ID = '0d9f3c52-55a1-4c1e-9a35-6f0f4c3f1b01';

function fixture(name: string): unknown {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../contract/fixtures', name), 'utf8'));
}

const backend = await openBackend();
beforeEach(async () => {
  await backend.reset(START_MS);
  const message = { id: '00000000-0000-7000-a000-000000000002', body: 'A internet caiu.' };
  await backend.asSystem({ name: 'ticket.create', args: aNewTicket({ ticketId: TICKET_ID, message }) });
  // The machine comes back from its update an hour after its last work.
  backend.nowMs = START_MS + 3_600_000;
});

async function decidedOf(clientId: string): Promise<unknown[]> {
  return (await backend.decisions(clientId)).map(({ seq, name, isRefused }) => [seq, name, isRefused]);
}

const ALL_APPLIED = [
  [1, 'ticket.claim', false],
  [2, 'ticket.note', false],
  [3, 'ticket.create', false],
];

test('unsent work of the first release outlives the update of the app and arrives once, in order', async () => {
  const indexedDB = new IDBFactory();
  await makeDatabase(indexedDB, { ...(fixture('console-database-1.json') as StoredDatabase), name: 'client' });
  const client = new SimulatedClient(backend, people.n1, PLAIN, { indexedDB });
  await client.start();
  expect(client.clientId).toBe(CLIENT_ID);
  expect((await client.outbox()).map(({ seq }) => seq)).toEqual([1, 2, 3]);
  // What was typed and refused before the update is still there to be read.
  expect((await client.attention()).map(({ args }) => args)).toMatchObject([
    { body: 'Recusada antes da atualização.' },
  ]);
  const before = await client.rows();
  expect(before.get(`ticket:${TICKET_ID}`)).toMatchObject({ status: 'open', assigneeId: people.n1.id });

  await client.act('note', 0);
  await client.sync();
  expect(await decidedOf(CLIENT_ID)).toEqual([...ALL_APPLIED, [4, 'ticket.note', false]]);
  expect(await client.outbox()).toEqual([]);
  expect(await client.baseCount()).toBe(0);
  expect(await client.rows()).toEqual(await backend.viewOf(people.n1.id));
  client.close();
});

test('unsent work of the first release arrives out of its journal when the update has cost the database', async () => {
  const main = new MemoryMain();
  main.disk.bytes = Buffer.from((fixture('journal-1.json') as { bytes: string }).bytes, 'base64');
  main.restart();
  const client = new SimulatedClient(backend, people.n1, PLAIN, { main });
  await client.start();
  expect(await client.recovery()).toMatchObject({ found: 3 });
  await client.sync();
  expect(await decidedOf(CLIENT_ID)).toEqual(ALL_APPLIED);
  expect((await client.rows()).get(`ticket:${MADE_ID}`)).toMatchObject({ subject: 'Aberto na versão antiga' });
  client.close();
});
