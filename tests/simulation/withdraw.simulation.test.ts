import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { WITHDRAW } from '../../src/shared/mutations/withdraw.ts';
import { people } from '../support/workspace.ts';
import { ACTIONS } from './support/agent-moves.ts';
import { expectReplay } from './support/invariants.ts';
import type { Fault } from './support/simulated-backend.ts';
import type { SimulatedClient } from './support/simulated-client.ts';
import { levelClient, openBackend, RUNS, START_MS } from './support/simulated-stage.ts';

const backend = await openBackend();
let client: SimulatedClient;
let other: SimulatedClient;
beforeEach(async () => {
  await backend.reset(START_MS);
  client = await levelClient(backend, people.n1);
  other = await levelClient(backend, people.n1b);
});

async function decided(of: SimulatedClient): Promise<unknown[]> {
  return (await backend.decisions(of.clientId)).map(({ name, isRefused }) => (isRefused ? `${name} refused` : name));
}

test('what is undone before it is sent leaves nothing in the rows, and the backend hears of nothing', async () => {
  const before = await client.rows();
  await client.act('create', 0);
  expect(await client.undo(1)).toBeNull();
  expect(await client.rows()).toEqual(before);
  expect(await client.baseCount()).toBe(0);
  expect(await client.undo(1)).toBe('not_found');
  expect(await client.undo(9)).toBe('not_found');
  await client.act('create', 0);
  await client.sync();
  expect(await decided(client)).toEqual([WITHDRAW, 'ticket.create']);
  expect(await client.undo(2)).toBe('not_found');
  expect(await client.attention()).toEqual([]);
  expect(await client.rows()).toEqual(await backend.viewOf(client.user.id));
});

test('what something later builds on is not undone before that', async () => {
  await client.act('create', 0);
  await client.act('claim', 0);
  await client.act('note', 0);
  expect(await client.undo(1)).toBe('conflict.needed');
  expectReplay(await client.state());
  expect((await client.outbox()).map(({ name }) => name)).toEqual(['ticket.create', 'ticket.claim', 'ticket.note']);
  for (const seq of [3, 2, 1]) expect(await client.undo(seq)).toBeNull();
  expectReplay(await client.state());
  await client.sync();
  expect(await decided(client)).toEqual([WITHDRAW, WITHDRAW, WITHDRAW]);
});

test('an action in the middle is undone and those around it stay', async () => {
  await client.act('create', 0);
  await client.act('note', 0);
  await client.act('claim', 0);
  expect(await client.undo(2)).toBeNull();
  await client.sync();
  expect(await decided(client)).toEqual(['ticket.create', WITHDRAW, 'ticket.claim']);
  const rows = await client.rows();
  expect(rows).toEqual(await backend.viewOf(client.user.id));
  expect(JSON.stringify([...rows.values()])).not.toContain('nota');
});

test('what had arrived all the same needs attention as what it was, and its effect is shown', async () => {
  await client.act('create', 0);
  await client.sync({ push: 'answer_lost', pull: 'none' });
  expect(await client.undo(1)).toBeNull();
  expect([...(await client.rows()).keys()].filter((key) => key.startsWith('ticket:'))).toEqual([]);
  await client.sync();
  expect(await client.attention()).toMatchObject([
    { seq: 1, name: 'ticket.create', args: { subject: 'Sem conexão' }, error: { code: 'conflict.already_sent' } },
  ]);
  expect(await client.outbox()).toEqual([]);
  expect(await client.rows()).toEqual(await backend.viewOf(client.user.id));
  expect([...(await client.rows()).keys()].filter((key) => key.startsWith('ticket:'))).toHaveLength(1);
});

test('what had arrived and was refused there needs no attention when it was undone', async () => {
  await other.act('create', 0);
  await other.sync();
  await client.sync();
  await other.act('claim', 0);
  await other.sync();
  await client.act('claim', 0);
  await client.sync({ push: 'answer_lost', pull: 'request_lost' });
  expect(await client.undo(1)).toBeNull();
  await client.sync();
  expect(await decided(client)).toEqual(['ticket.claim refused']);
  expect(await client.attention()).toEqual([]);
  expect(await client.outbox()).toEqual([]);
});

test('what is on its way cannot be undone, and can again when it was cut off or its sender died', async () => {
  await client.act('create', 0);
  const codes: (string | null)[] = [];
  const whileSending = async (): Promise<void> => void codes.push(await client.undo(1));
  let undoing: Promise<void> | undefined;
  await client.sync({
    get push(): Fault {
      undoing = whileSending();
      return 'request_lost';
    },
    pull: 'none',
  });
  await undoing;
  expect(codes).toEqual(['conflict.being_sent']);
  const dying = {
    get push(): Fault {
      throw new Error('killed');
    },
    pull: 'none',
  } as const;
  await expect(client.sync(dying)).rejects.toThrow('killed');
  expect(await client.undo(1)).toBe('conflict.being_sent');
  await client.restart();
  expect(await client.undo(1)).toBeNull();
});

test('what was told as withdrawn too late is told again when the database is lost or exchanged afterwards', async () => {
  await client.act('create', 0);
  await client.sync({ push: 'answer_lost', pull: 'none' });
  expect(await client.undo(1)).toBeNull();
  await client.sync();
  const told = { seq: 1, name: 'ticket.create', error: { code: 'conflict.already_sent' } };
  expect(await client.attention()).toMatchObject([told]);
  for (const loss of ['restart', 'swap', 'wipe'] as const) {
    await client[loss]();
    await client.sync();
    expect(await client.attention(), loss).toMatchObject([told]);
  }
});

test('a lost database brings a withdrawal back as one, and what it was when that had arrived', async () => {
  await client.act('create', 0);
  await client.act('create', 0);
  await client.sync({ push: 'answer_lost', pull: 'none' });
  await client.act('create', 0);
  for (const seq of [3, 2]) expect(await client.undo(seq)).toBeNull();
  const before = client.clientId;
  await client.wipe();
  await client.sync();
  expect((await backend.decisions(before)).map(({ name }) => name)).toEqual([
    'ticket.create',
    'ticket.create',
    WITHDRAW,
  ]);
  expect(await client.attention()).toMatchObject([
    { clientId: before, seq: 2, name: 'ticket.create', error: { code: 'conflict.already_sent' } },
  ]);
});

test('a journal that missed a withdrawal learns of it at the next start', async () => {
  await client.act('create', 0);
  const [row] = (await client.main.port.read())[0]?.rows ?? [];
  await client.undo(1);
  await client.main.port.acknowledge(client.clientId, [1]);
  if (row !== undefined) await client.main.port.append(client.clientId, [row]);
  await client.restart();
  expect((await client.main.port.read())[0]?.rows).toMatchObject([{ seq: 1, name: WITHDRAW }]);
});

const fault = fc.constantFrom<Fault>('none', 'none', 'request_lost', 'answer_lost', 'request_doubled');
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ action: fc.constantFrom(...ACTIONS), pick: fc.nat(20) }) },
  { weight: 3, arbitrary: fc.record({ push: fault, pull: fault }) },
  { weight: 3, arbitrary: fc.record({ undo: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ life: fc.constantFrom<'restart' | 'wipe'>('restart', 'wipe') }) },
);

test('an undone action either never counts or is told as one that had arrived; every other is decided as it was done', async () => {
  const steps = fc.array(fc.record({ who: fc.nat(1), doing: step }), { minLength: 5, maxLength: 50 });
  await fc.assert(
    fc.asyncProperty(steps, async (schedule) => {
      await backend.reset(START_MS);
      const clients = [await levelClient(backend, people.n1), await levelClient(backend, people.n1b)];
      const undone = new Set<string>();
      for (const { who, doing } of schedule) {
        const one = clients[who];
        if (one === undefined) continue;
        if ('life' in doing) await one[doing.life]();
        else if ('action' in doing) await one.act(doing.action, doing.pick);
        else if ('undo' in doing) {
          const row = (await one.outbox()).at(-1 - doing.undo);
          if (row !== undefined && (await one.undo(row.seq)) === null) undone.add(`${one.clientId}:${row.seq}`);
        } else await one.sync(doing);
        expectReplay(await one.state());
      }
      for (const one of [...clients, ...clients]) await one.sync();
      for (const one of clients) {
        const attention = new Map((await one.attention()).map((row) => [`${row.clientId}:${row.seq}`, row]));
        for (const [clientId, kept] of one.kept) {
          const decisions = await backend.decisions(clientId);
          expect(decisions.map(({ seq }) => seq)).toEqual([...kept.keys()]);
          for (const { seq, name, isRefused } of decisions) {
            const key = `${clientId}:${seq}`;
            const code = attention.get(key)?.error.code;
            if (name === WITHDRAW) expect(undone).toContain(key);
            else expect(name).toBe(kept.get(seq));
            if (undone.has(key))
              expect(code, key).toBe(name === WITHDRAW || isRefused ? undefined : 'conflict.already_sent');
            else expect(code !== undefined, key).toBe(isRefused);
          }
        }
        expect(await one.outbox()).toEqual([]);
        expect(await one.rows()).toEqual(await backend.viewOf(one.user.id));
        one.close();
      }
    }),
    { numRuns: RUNS, endOnFailure: false },
  );
}, 600_000);
