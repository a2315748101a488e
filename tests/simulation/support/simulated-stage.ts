import { afterAll } from 'vitest';
import type { User } from '../../../src/shared/domain/workspace.ts';
import { openTestDatabase } from '../../server/support/test-database.ts';
import { SimulatedBackend } from './simulated-backend.ts';
import { SimulatedClient } from './simulated-client.ts';

/** When the simulated days begin. */
export const START_MS = Date.UTC(2026, 10, 23, 12);

/** How many random runs a property of one hazard has; a long run has more (docs/sync.md). */
export const RUNS = Math.ceil(Number(process.env['PATAMAR_SIM_RUNS'] ?? 60) / 2);

/** An agent's machine with a right clock, whose pages are large and whose main hears everything. */
export const PLAIN = { skewMs: 0, pageLimit: 1_000, isJournalDeaf: false } as const;

/** A backend on a database of its own for the tests of a file, closed after them. */
export async function openBackend(): Promise<SimulatedBackend> {
  const db = await openTestDatabase('pglite');
  afterAll(() => db.close());
  return new SimulatedBackend(db);
}

/** An agent's machine that is started and level with the backend. */
export async function levelClient(
  backend: SimulatedBackend,
  user: User,
  pageLimit: number = PLAIN.pageLimit,
): Promise<SimulatedClient> {
  const client = new SimulatedClient(backend, user, { ...PLAIN, pageLimit });
  await client.start();
  await client.sync();
  return client;
}
