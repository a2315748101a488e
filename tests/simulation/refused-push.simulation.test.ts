import { expect, test } from 'vitest';
import { openTestDatabase } from '../server/support/test-database.ts';
import { people } from '../support/workspace.ts';
import { SimulatedBackend } from './support/simulated-backend.ts';
import { SimulatedClient } from './support/simulated-client.ts';

test('an agent whose push the backend cannot take still gets what is new, and keeps what was not taken', async () => {
  const db = await openTestDatabase('pglite');
  const backend = new SimulatedBackend(db);
  await backend.reset(Date.UTC(2026, 10, 23, 12));
  const options = { skewMs: 0, pageLimit: 1_000, isJournalDeaf: false };
  const [stuck, colleague] = [
    new SimulatedClient(backend, people.n1, options),
    new SimulatedClient(backend, people.n1b, options),
  ];
  for (const client of [stuck, colleague]) {
    await client.start();
    await client.sync();
  }
  const tickets = async (client: SimulatedClient): Promise<number> =>
    [...(await client.rows()).keys()].filter((key) => key.startsWith('ticket:')).length;

  await stuck.act('create', 0);
  await colleague.act('create', 0);
  await colleague.sync();
  await stuck.sync({ push: 'failed', pull: 'none' });
  expect(await tickets(stuck)).toBe(2);
  expect(await stuck.outbox()).toHaveLength(1);

  await stuck.sync();
  expect(await stuck.outbox()).toEqual([]);
  await colleague.sync();
  expect(await tickets(colleague)).toBe(2);
  for (const client of [stuck, colleague]) client.close();
  await db.close();
});
