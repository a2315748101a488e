import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/server/db/database.ts';
import { openTestDatabase } from '../server/support/test-database.ts';
import { people, type PersonName } from '../support/workspace.ts';
import { type Fault, SimulatedBackend } from './support/simulated-backend.ts';
import { type Action, ACTIONS, SimulatedClient } from './support/simulated-client.ts';

const RUNS = Number(process.env['PATAMAR_SIM_RUNS'] ?? 60);
const START_MS = Date.UTC(2026, 10, 23, 12);
const AGENTS: readonly PersonName[] = ['n1', 'n1b', 'n2', 'supervisor'];
const YEAR_MS = 366 * 86_400_000;

type Step =
  | { readonly kind: 'act'; readonly agent: number; readonly action: Action; readonly pick: number }
  | { readonly kind: 'sync'; readonly agent: number; readonly push: Fault; readonly pull: Fault }
  | { readonly kind: 'restart' | 'wipe' | 'swap'; readonly agent: number }
  | { readonly kind: 'customer'; readonly pick: number }
  | { readonly kind: 'backend_restart' }
  | { readonly kind: 'wait'; readonly minutes: number };

const agent = fc.nat(AGENTS.length - 1);
const fault = fc.constantFrom<Fault>('none', 'none', 'request_lost', 'answer_lost', 'request_doubled');
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('act' as const),
      agent,
      action: fc.constantFrom(...ACTIONS),
      pick: fc.nat(20),
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('sync' as const), agent, push: fault, pull: fault }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('restart' as const, 'wipe' as const, 'swap' as const), agent }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('customer' as const), pick: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'backend_restart' }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 300 }) }),
  },
);
const schedule = fc.record({
  steps: fc.array(step, { minLength: 5, maxLength: 60 }),
  skews: fc.array(fc.integer({ min: -YEAR_MS, max: YEAR_MS }), { minLength: AGENTS.length, maxLength: AGENTS.length }),
  pageLimit: fc.constantFrom(1, 3, 20, 1_000),
  isJournalDeaf: fc.boolean(),
});

let db: Database;
let backend: SimulatedBackend;
beforeAll(async () => {
  db = await openTestDatabase('pglite');
  backend = new SimulatedBackend(db);
});
afterAll(() => db.close());

async function play(steps: readonly Step[], clients: readonly SimulatedClient[]): Promise<void> {
  for (const at of steps) {
    if (at.kind === 'wait') backend.nowMs += at.minutes * 60_000;
    else if (at.kind === 'backend_restart') backend.restart();
    else if (at.kind === 'customer') {
      const ticketId = await backend.someTicketId(at.pick);
      const args = { ticketId, messageId: randomUUID(), body: 'ainda sem sinal' };
      if (ticketId !== undefined) await backend.asSystem({ name: 'ticket.receive', args });
    } else {
      const client = clients[at.agent];
      if (at.kind === 'act') await client?.act(at.action, at.pick);
      else if (at.kind === 'sync') await client?.sync(at);
      else await client?.[at.kind]();
    }
  }
}

async function checkQuiet(client: SimulatedClient): Promise<void> {
  expect(await client.outbox(), 'the outbox is empty').toEqual([]);
  expect(await client.baseCount(), 'no row waits for the backend').toBe(0);
  expect(await client.recovered(), 'all that was brought back is sent').toEqual([]);
  const refused: string[] = [];
  for (const [clientId, actions] of client.kept) {
    const decisions = await backend.decisions(clientId);
    const kept = [...actions].map(([seq, name]) => ({ seq, name }));
    expect(
      decisions.map(({ seq, name }) => ({ seq, name })),
      'each kept action is decided once, in order',
    ).toEqual(kept);
    refused.push(...decisions.flatMap(({ seq, isRefused }) => (isRefused ? [`${clientId}:${seq}`] : [])));
  }
  const shown = (await client.attention()).map(({ clientId, seq }) => `${clientId}:${seq}`);
  expect(shown.toSorted(), 'each refused action is in Needs attention').toEqual(refused.toSorted());
  const rows = await client.rows();
  const view = await backend.viewOf(client.user.id);
  expect([...rows.keys()].toSorted(), 'the same rows').toEqual([...view.keys()].toSorted());
  for (const [key, row] of view) expect(rows.get(key), key).toEqual(row);
}

test('whatever the network, the clocks and crashes do, everybody ends with the same rows and nothing is lost or done twice', async () => {
  await fc.assert(
    fc.asyncProperty(schedule, async ({ steps, skews, ...options }) => {
      await backend.reset(START_MS);
      const clients = AGENTS.map(
        (name, index) => new SimulatedClient(backend, people[name], { ...options, skewMs: skews[index] ?? 0 }),
      );
      for (const client of clients) {
        await client.start();
        await client.sync();
      }
      await play(steps, clients);
      for (const client of [...clients, ...clients]) await client.sync();
      for (const client of clients) {
        await checkQuiet(client);
        client.close();
      }
    }),
    { numRuns: RUNS, endOnFailure: false },
  );
}, 600_000);
