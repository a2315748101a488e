import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { lockClient } from '../../src/server/sync/client.ts';
import { runBatch } from '../../src/server/sync/run-batch.ts';
import { WorkspaceCache } from '../../src/server/sync/workspace-cache.ts';
import { type PushResult, pushResponseSchema } from '../../src/shared/protocol/push.ts';
import { aNewTicket, ID, people } from '../support/workspace.ts';
import type { PatchClient } from './support/sync-client.ts';
import { engines } from './support/test-database.ts';
import { parsed } from './support/test-server.ts';
import { startTwoBackends } from './support/two-backends.ts';
import { wholeTickets } from './support/whole-tickets.ts';

const create = (args: unknown): { name: string; args: unknown } => ({ name: 'ticket.create', args });
const note = (ticketId: string, body: string): { name: string; args: unknown } => ({
  name: 'ticket.note',
  args: { ticketId, messageId: randomUUID(), body },
});
const numbered = (first: number, actions: readonly { name: string; args: unknown }[]): object[] =>
  actions.map((action, index) => ({ ...action, seq: first + index, performedAtMs: Date.now() }));

async function resultsOf(answer: ReturnType<PatchClient['pushRaw']>): Promise<readonly PushResult[]> {
  return parsed(pushResponseSchema, await answer, 200).results;
}

test.each(engines)('the same push sent to two backends at once is applied once, on %s', async (engine) => {
  const { servers, db, token } = await startTwoBackends(engine);
  const clientId = randomUUID();
  const ticket = aNewTicket();
  const bearer = await token('n1');
  for (let seq = 1; seq <= 30; seq += 3) {
    const first = seq === 1 ? create(ticket) : note(ticket.ticketId, 'a');
    const actions = [first, note(ticket.ticketId, 'b'), { name: 'ticket.claim', args: { ticketId: randomUUID() } }];
    const body = { clientId, mutations: numbered(seq, actions) };
    const answers = await Promise.all(
      [0, 1, 0, 1].map((index) => servers[index === 0 ? 0 : 1].client.post('/v1/sync/push', body, bearer)),
    );
    const results = answers.map((answer) => pushResponseSchema.parse(answer.body).results);
    expect(results.filter((each) => each[0]?.status === 'applied')).toHaveLength(1);
    for (const each of results) {
      expect(each.map(({ status }) => status)).toEqual(
        each[0]?.status === 'applied' ? ['applied', 'applied', 'rejected'] : ['duplicate', 'duplicate', 'duplicate'],
      );
      expect(each[2]?.error?.code).toBe('not_found');
    }
  }
  const whole = (await wholeTickets(db)).get(ticket.ticketId);
  expect(whole?.events).toHaveLength(20);
  expect(whole?.messages).toHaveLength(20);
});

test.each(engines)(
  'of two clients that make the same ticket at once one does, and the feed has it in one queue, on %s',
  async (engine) => {
    const { db, as } = await startTwoBackends(engine);
    for (let round = 0; round < 10; round += 1) {
      const [one, other] = [await as('n1', 0), await as('n2', 1)];
      const args = aNewTicket({ externalRef: `INC-${round}` });
      const twin = { ...args, queueId: ID.queue2, message: null };
      const done = (await Promise.all([one.push(create(args)), other.push(create(twin))])).flat();
      expect(done.map(({ error }) => error?.code ?? 'applied').toSorted()).toEqual(['applied', 'conflict.exists']);
    }
    for (const { ticket, scopes } of (await wholeTickets(db)).values())
      expect(scopes).toEqual([`queue:${ticket.queueId}`]);
  },
);

test.each(engines)(
  'an external reference and a message id are given once, whoever asks at the same time, on %s',
  async (engine) => {
    const { db, as } = await startTwoBackends(engine);
    for (let round = 0; round < 10; round += 1) {
      const [one, other] = [await as('n1', 0), await as('n2', 1)];
      const message = { id: randomUUID(), body: 'olá' };
      const [mine, theirs] = [aNewTicket({ message }), aNewTicket({ message, queueId: ID.queue2 })];
      const said = (await Promise.all([one.push(create(mine)), other.push(create(theirs))])).flat();
      expect(said.map(({ error }) => error?.code ?? 'applied').toSorted()).toEqual(['applied', 'conflict.exists']);

      const externalRef = `INC-${round}`;
      const refs = [aNewTicket({ externalRef }), aNewTicket({ externalRef, queueId: ID.queue2 })];
      const named = (await Promise.all([one.push(create(refs[0])), other.push(create(refs[1]))])).flat();
      expect(named.map(({ error }) => error?.code ?? 'applied').toSorted()).toEqual(['applied', 'conflict.exists']);
    }
    expect((await wholeTickets(db)).size).toBe(20);
  },
);

test.each(engines)(
  'a poison mutation stops its batch there: what was before it is kept, nothing of it is, others go on, on %s',
  async (engine) => {
    const { db, as } = await startTwoBackends(engine);
    const client = await as('n1');
    const ticket = aNewTicket();
    await client.push(create(ticket));
    await db.script(`
    create function choke() returns trigger language plpgsql as
      $$ begin if new.row->>'body' = 'poison' then raise exception 'cannot take this'; end if; return new; end $$;
    create trigger choke before insert on ticket_part for each row execute function choke();`);
    // The poison lies in the second transaction of the batch.
    const bodies = Array.from({ length: 60 }, (_, index) => (index === 55 ? 'poison' : `${index}`));
    const mutations = numbered(
      2,
      bodies.map((body) => note(ticket.ticketId, body)),
    );
    const results = await resultsOf(client.pushRaw(mutations));
    expect(results.map(({ status }) => status)).toEqual(Array.from({ length: 55 }, () => 'applied'));
    for (const from of [55, 0]) {
      const answer = await client.pushRaw(mutations.slice(from));
      if (from === 55) expect(answer).toMatchObject({ status: 500, body: { code: 'internal' } });
      else expect(answer).toMatchObject({ status: 200, body: { lastSeq: 56 } });
      expect(JSON.stringify(answer.body)).not.toContain('cannot take this');
    }
    const colleague = await as('n1b', 1);
    expect(await colleague.push(note(ticket.ticketId, 'fine'))).toMatchObject([{ status: 'applied' }]);
    await client.pull();
    expect(client.lastSeq).toBe(56);

    await db.script('drop trigger choke on ticket_part');
    const rest = await resultsOf(client.pushRaw(mutations.slice(55)));
    expect(rest.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'applied'));
    const whole = (await wholeTickets(db)).get(ticket.ticketId);
    expect(whole?.messages.map(({ body }) => body).toSorted()).toEqual(
      [...bodies, 'fine', 'A internet caiu.'].toSorted(),
    );
  },
);

test.runIf(engines.includes('postgres'))(
  'a backend that is stopped inside a transaction holds its client, its ticket and its queue for five seconds at most',
  async () => {
    const { db, as } = await startTwoBackends('postgres');
    const [stalled, others] = [await as('n1', 0), [await as('n1b', 1), await as('supervisor', 1)]];
    const ticket = aNewTicket();
    await stalled.push(create(ticket));

    const holding = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    onTestFinished(() => gate.resolve());
    const atMs = Date.now();
    const held = db.transaction(async (tx) => {
      const seq = 1 + (await lockClient(tx, stalled.clientId, ID.n1, atMs));
      const step = {
        ...note(ticket.ticketId, 'never'),
        seq,
        performedAtMs: atMs,
        receivedAtMs: atMs,
        actor: people.n1,
      };
      await runBatch(tx, new WorkspaceCache(), stalled.clientId, [step]);
      holding.resolve();
      await gate.promise;
    });
    const outcome = held.then(
      () => 'committed',
      () => 'undone',
    );
    await holding.promise;

    const startedAtMs = performance.now();
    const again = resultsOf(stalled.pushRaw(numbered(2, [note(ticket.ticketId, 'again')])));
    const pushes = others.map((other) => other.push(note(ticket.ticketId, 'meanwhile'), create(aNewTicket())));
    expect((await Promise.all([again, ...pushes])).flat().map(({ status }) => status)).toEqual(
      Array.from({ length: 5 }, () => 'applied'),
    );
    // The limit is 5 s; twice that is for a machine that is busy.
    expect(performance.now() - startedAtMs).toBeLessThan(10_000);
    gate.resolve();
    expect(await outcome).toBe('undone');
    const whole = (await wholeTickets(db)).get(ticket.ticketId);
    expect(whole?.messages.map(({ body }) => body).toSorted()).toEqual([
      'A internet caiu.',
      'again',
      'meanwhile',
      'meanwhile',
    ]);
  },
);
