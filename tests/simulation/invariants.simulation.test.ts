import fc from 'fast-check';
import { expect, test } from 'vitest';
import { people } from '../support/workspace.ts';
import { ACTIONS } from './support/agent-moves.ts';
import { expectReplay, ForwardWatch } from './support/invariants.ts';
import type { Fault } from './support/simulated-backend.ts';
import { SimulatedClient } from './support/simulated-client.ts';
import { openBackend, PLAIN, RUNS, START_MS } from './support/simulated-stage.ts';

const backend = await openBackend();

const fault = fc.constantFrom<Fault>('none', 'none', 'request_lost', 'answer_lost', 'request_doubled');
const step = fc.record({
  agent: fc.nat(2),
  doing: fc.oneof(
    fc.record({ action: fc.constantFrom(...ACTIONS), pick: fc.nat(20) }),
    fc.record({ push: fault, pull: fault }),
    fc.constant('restart' as const),
  ),
});

test('at every commit the rows are the backend’s with what is pending on top, and nothing known goes back', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 50 }),
      fc.constantFrom(1, 3, 1_000),
      async (steps, pageLimit) => {
        await backend.reset(START_MS);
        const clients = [people.n1, people.n1b, people.n2].map(
          (user) => new SimulatedClient(backend, user, { ...PLAIN, pageLimit }),
        );
        const watches = clients.map(() => new ForwardWatch());
        for (const client of clients) {
          await client.start();
          await client.sync();
        }
        for (const { agent, doing } of steps) {
          const client = clients[agent];
          if (client === undefined) continue;
          if (doing === 'restart') await client.restart();
          else if ('action' in doing) await client.act(doing.action, doing.pick);
          else await client.sync(doing);
          const state = await client.state();
          expectReplay(state);
          watches[agent]?.see(state);
        }
        for (const client of clients) client.close();
      },
    ),
    { numRuns: RUNS, endOnFailure: false },
  );
}, 600_000);

test('the checkers see rows that nothing accounts for, and a cookie or a count that goes back', async () => {
  await backend.reset(START_MS);
  const client = new SimulatedClient(backend, people.n1, { skewMs: 0, pageLimit: 3, isJournalDeaf: false });
  await client.start();
  await client.sync({ push: 'none', pull: 'none' });
  const early = await client.state();
  await client.act('create', 0);
  await client.sync();
  await client.act('claim', 0);
  const late = await client.state();
  expect(() => expectReplay({ ...late, outbox: [] })).toThrow('invariant 7');
  expect(() => expectReplay({ ...late, rows: early.rows })).toThrow('invariant 7');
  expect(() => expectReplay({ ...late, bases: late.bases.slice(1) })).toThrow('invariant 7');
  const watch = (meta: object): (() => void) => {
    const seen = new ForwardWatch();
    seen.see(late);
    return () => seen.see({ ...late, meta: { ...late.meta, ...meta } });
  };
  expect(watch({})).not.toThrow();
  expect(watch({ lastSeq: 0 })).toThrow('lastSeq');
  expect(watch({ cookie: null })).toThrow('cookie');
  expect(watch({ cookie: early.meta.cookie })).toThrow('cookie');
  client.close();
});

test('a refused action is off the rows with its answer, before anything is pulled', async () => {
  await backend.reset(START_MS);
  const options = { skewMs: 0, pageLimit: 1_000, isJournalDeaf: false };
  const [first, second] = [
    new SimulatedClient(backend, people.n1, options),
    new SimulatedClient(backend, people.n1b, options),
  ];
  await first.start();
  await first.sync();
  await second.start();
  await first.act('create', 0);
  await first.sync();
  await second.sync();
  await first.act('claim', 0);
  await first.sync();
  await second.act('claim', 0);
  await second.sync({ push: 'none', pull: 'request_lost' });
  expect(await second.attention()).toHaveLength(1);
  const state = await second.state();
  expectReplay(state);
  expect(JSON.stringify([...state.rows.values()])).not.toContain(`"assigneeId":"${people.n1b.id}"`);
  first.close();
  second.close();
});
