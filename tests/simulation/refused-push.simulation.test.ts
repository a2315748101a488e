import { expect, test } from 'vitest';
import { people } from '../support/workspace.ts';
import type { SimulatedClient } from './support/simulated-client.ts';
import { levelClient, openBackend, START_MS } from './support/simulated-stage.ts';

const backend = await openBackend();

test('an agent whose push the backend cannot take still gets what is new, and keeps what was not taken', async () => {
  await backend.reset(START_MS);
  const [stuck, colleague] = [await levelClient(backend, people.n1), await levelClient(backend, people.n1b)];
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
});
