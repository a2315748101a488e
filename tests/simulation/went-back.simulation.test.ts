import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { people } from '../support/workspace.ts';
import { ACTIONS } from './support/agent-moves.ts';
import { expectReplay } from './support/invariants.ts';
import type { Fault } from './support/simulated-backend.ts';
import type { SimulatedClient } from './support/simulated-client.ts';
import { levelClient, openBackend, RUNS, START_MS } from './support/simulated-stage.ts';

const backend = await openBackend();
let client: SimulatedClient;
beforeEach(async () => {
  await backend.reset(START_MS);
  client = await levelClient(backend, people.n1);
});

async function decided(clientId: string): Promise<unknown[]> {
  return (await backend.decisions(clientId)).map(({ seq, name }) => `${seq} ${name}`);
}

async function expectLevel(one: SimulatedClient): Promise<void> {
  expect(await one.outbox(), 'the outbox is empty').toEqual([]);
  expect(await one.recovered(), 'nothing is left to ask for').toEqual([]);
  expect(await one.baseCount(), 'no row waits for the backend').toBe(0);
  expect(await one.rows()).toEqual(await backend.viewOf(one.user.id));
}

async function journaled(one: SimulatedClient): Promise<unknown[]> {
  const clients = await one.main.port.read();
  return clients.flatMap(({ clientId, rows }) => rows.map(({ seq, name }) => `${clientId} ${seq} ${name}`));
}

describe.each([{ isEpochNew: true }, { isEpochNew: false }])('with a backup put back ($isEpochNew)', (how) => {
  test('what was not sent goes out as another client, and work goes on', async () => {
    const before = client.clientId;
    const backup = await backend.backup();
    await client.act('create', 0);
    await client.sync();
    await client.act('create', 0);
    await client.act('create', 0);
    await backend.restore(backup, how);
    await client.sync();
    expect(client.clientId).not.toBe(before);
    await client.act('create', 0);
    expect(await journaled(client)).toEqual([`${client.clientId} 3 ticket.create`]);
    await client.sync();
    await expectLevel(client);
    expect(await decided(before)).toEqual([]);
    expect(await decided(client.clientId)).toEqual(['1 ticket.create', '2 ticket.create', '3 ticket.create']);
  });

  test('what was acknowledged and not yet seen is sent again, once', async () => {
    const before = client.clientId;
    await client.act('create', 0);
    await client.sync();
    const backup = await backend.backup();
    await client.act('create', 0);
    await client.act('note', 1);
    await client.sync({ push: 'none', pull: 'request_lost' });
    expect((await client.outbox()).map(({ outcome }) => outcome)).toEqual(['applied', 'applied']);
    await backend.restore(backup, how);
    await client.sync();
    await client.sync();
    await expectLevel(client);
    expect(await decided(before)).toEqual(['1 ticket.create']);
    expect(await decided(client.clientId)).toEqual(['1 ticket.create', '2 ticket.note']);
  });

  test('what the backup holds and nobody has heard of is asked for, not sent again', async () => {
    const before = client.clientId;
    await client.act('create', 0);
    await client.sync({ push: 'answer_lost', pull: 'none' });
    const backup = await backend.backup();
    await client.act('create', 0);
    await client.sync({ push: 'answer_lost', pull: 'none' });
    await client.sync({ push: 'failed', pull: 'none' });
    expect((await client.outbox()).map(({ outcome, isCovered }) => [outcome, isCovered])).toEqual([
      [null, true],
      [null, true],
    ]);
    await backend.restore(backup, how);
    await client.sync({ push: 'failed', pull: 'none' });
    await client.sync();
    await expectLevel(client);
    expect(await decided(before)).toEqual(['1 ticket.create']);
    expect(await decided(client.clientId)).toEqual(['1 ticket.create']);
  });

  test('what the backup does not hold of a ticket it holds is gone here too', async () => {
    await client.act('create', 0);
    await client.sync();
    const backup = await backend.backup();
    const before = await client.rows();
    await client.act('note', 0);
    await client.sync();
    await backend.restore(backup, how);
    await client.sync();
    await expectLevel(client);
    expect(await client.rows()).toEqual(before);
  });

  test('brought-back work after a gap is sent as another client, before anything new', async () => {
    const backup = await backend.backup();
    await client.act('create', 0);
    await client.sync();
    await client.act('create', 0);
    const before = client.clientId;
    await client.wipe();
    await client.act('create', 0);
    await backend.restore(backup, how);
    await client.sync();
    await client.sync();
    await expectLevel(client);
    expect(await decided(before)).toEqual([]);
    expect([...(await client.rows()).keys()].filter((key) => key.startsWith('ticket:'))).toHaveLength(1);
    expect(await client.recovery()).toEqual({ found: 1, sent: 1, arrived: 0, refused: 0 });
    expect(await journaled(client)).toEqual([]);
  });
});

test('what the pages of a reset have brought stays, though an action that is not covered yet makes the same rows', async () => {
  const one = await levelClient(backend, people.n1, 1);
  for (const action of ['create', 'note', 'note', 'create'] as const) await one.act(action, 0);
  await one.sync({ push: 'none', pull: 'answer_lost' });
  await one.act('create', 0);
  await backend.restore(await backend.backup(), { isEpochNew: true });
  await one.sync();
  await expectLevel(one);
  expect(await decided(one.clientId)).toHaveLength(5);
  one.close();
});

const fault = fc.constantFrom<Fault>('none', 'none', 'request_lost', 'answer_lost', 'request_doubled');
const step = fc.oneof(
  { weight: 7, arbitrary: fc.record({ action: fc.constantFrom(...ACTIONS), pick: fc.nat(20) }) },
  { weight: 4, arbitrary: fc.record({ push: fault, pull: fault }) },
  { weight: 1, arbitrary: fc.record({ undo: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ life: fc.constantFrom<'restart' | 'wipe'>('restart', 'wipe') }) },
  { weight: 1, arbitrary: fc.record({ backend: fc.constantFrom('backup', 'restore', 'forgotten') }) },
);

test('whenever a backup is put back, all ends level, nothing unsent is lost and nothing is done twice', async () => {
  const steps = fc.array(fc.record({ who: fc.nat(1), doing: step }), { minLength: 5, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(steps, fc.constantFrom(1, 3, 1_000), async (schedule, pageLimit) => {
      await backend.reset(START_MS);
      const clients = [
        await levelClient(backend, people.n1, pageLimit),
        await levelClient(backend, people.n1b, pageLimit),
      ];
      let backup = await backend.backup();
      for (const { who, doing } of schedule) {
        const one = clients[who];
        if (one === undefined) continue;
        if ('life' in doing) await one[doing.life]();
        else if ('action' in doing) await one.act(doing.action, doing.pick);
        else if ('undo' in doing) {
          const row = (await one.outbox()).at(-1 - doing.undo);
          if (row !== undefined) await one.undo(row.seq);
        } else if ('backend' in doing) {
          if (doing.backend === 'backup') backup = await backend.backup();
          else await backend.restore(backup, { isEpochNew: doing.backend === 'restore' });
        } else await one.sync(doing);
        expectReplay(await one.state());
      }
      const unsent = await Promise.all(clients.map(async (one) => [...new Set(await unsentTickets(one))]));
      // What a client that was level held has to be seen gone too, also where nobody told of the restore.
      await backend.restore(await backend.backup(), { isEpochNew: true });
      for (const one of [...clients, ...clients, ...clients]) await one.sync();
      const made = await backend.madeTickets();
      for (const [index, one] of clients.entries()) {
        await expectLevel(one);
        const codes = (await one.attention()).map(({ error }) => error.code);
        expect(codes, 'nothing is found done already').not.toContain('conflict.exists');
        for (const id of unsent[index] ?? []) expect(made).toContain(id);
        one.close();
      }
      expect(new Set(made).size, 'no ticket is made twice').toBe(made.length);
    }),
    { numRuns: RUNS, endOnFailure: false },
  );
}, 600_000);

/** Tickets that wait to be made: none of them may be nowhere in the end. */
async function unsentTickets(one: SimulatedClient): Promise<string[]> {
  const waiting = [...(await one.outbox()).filter(({ outcome }) => outcome === null), ...(await one.recovered())];
  return waiting.flatMap(({ name, args }) =>
    name === 'ticket.create' ? [(args as { ticketId: string }).ticketId] : [],
  );
}
