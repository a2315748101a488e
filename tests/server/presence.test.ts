import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { PresenceEvent } from '../../src/shared/protocol/presence.ts';
import { problemSchema } from '../../src/shared/protocol/problem.ts';
import { aNewTicket, ANSWERS, ID, type PersonName } from '../support/workspace.ts';
import { openLive, type LiveReader } from './support/live-reader.ts';
import type { PatchClient } from './support/sync-client.ts';
import { engines, type EngineName } from './support/test-database.ts';
import type { Answer } from './support/test-server.ts';
import { startTwoBackends, type TwoBackends } from './support/two-backends.ts';

const START_MS = Date.UTC(2026, 10, 23, 12);

type Room = TwoBackends & {
  /** A person's word about one of their windows, at the first backend or the second. */
  say(name: PersonName, where: object, backend?: number): Promise<Answer>;
  /** A person's live stream, at the first backend or the second. */
  hear(name: PersonName, backend?: number): Promise<LiveReader>;
  createTicket(name: PersonName, queueId: string): Promise<string>;
  client(name: PersonName): PatchClient;
  later(ms: number): void;
};

async function aRoom(engine: EngineName): Promise<Room> {
  let nowMs = START_MS;
  const room = await startTwoBackends(engine, () => nowMs);
  const clients = new Map<PersonName, PatchClient>();
  for (const name of ['n1', 'n1b', 'n2', 'n3', 'supervisor'] as const) clients.set(name, await room.as(name));
  const client = (name: PersonName): PatchClient => {
    const found = clients.get(name);
    if (found === undefined) throw new Error(`no client of ${name}`);
    return found;
  };
  return {
    ...room,
    client,
    say: async (name, where, backend = 0) =>
      (room.servers[backend] ?? room.servers[0]).client.post(
        '/v1/sync/presence',
        { clientId: client(name).clientId, ...where },
        await room.token(name),
      ),
    hear: async (name, backend = 0) =>
      openLive((room.servers[backend] ?? room.servers[0]).client.url, await room.token(name)),
    async createTicket(name, queueId) {
      const args = aNewTicket({ queueId });
      await client(name).push({ name: 'ticket.create', args });
      return args.ticketId;
    },
    later(ms) {
      nowMs += ms;
    },
  };
}

const here = (ticketId: string, ...at: readonly [PersonName, 'viewing' | 'answering'][]): PresenceEvent => ({
  ticketId,
  people: at.map(([name, state]) => ({ userId: ID[name], state })),
});

test.each(engines)(
  'who is at a ticket is told at every backend to those who see its queue, and to nobody else, on %s',
  async (engine) => {
    const { say, hear, createTicket } = await aRoom(engine);
    const ticketId = await createTicket('n1', ID.queue1);
    const theirs = await createTicket('n3', ID.queue3);
    const [colleague, supervisor, outsider] = [await hear('n1b', 1), await hear('supervisor', 1), await hear('n3', 1)];
    expect((await say('n1', { ticketId, state: 'viewing' })).status).toBe(204);
    await Promise.all([colleague.untilPresence(0), supervisor.untilPresence(0)]);
    await say('n1', { ticketId, state: 'answering' });
    await Promise.all([colleague.untilPresence(1), supervisor.untilPresence(1)]);
    await say('n1b', { ticketId, state: 'viewing' }, 1);
    await Promise.all([colleague.untilPresence(2), supervisor.untilPresence(2)]);
    await say('n1', { ticketId: null, state: 'viewing' });
    await colleague.untilPresence(3);
    expect(colleague.presence).toEqual([
      here(ticketId, ['n1', 'viewing']),
      here(ticketId, ['n1', 'answering']),
      here(ticketId, ['n1', 'answering'], ['n1b', 'viewing']),
      here(ticketId, ['n1b', 'viewing']),
    ]);
    // The next word that the outsider hears is the one for them: those before were not.
    await say('supervisor', { ticketId: theirs, state: 'viewing' });
    await outsider.untilPresence(0);
    expect(outsider.presence).toEqual([here(theirs, ['supervisor', 'viewing'])]);
  },
);

test.each(engines)('who connects is told who is where in their view, at either backend, on %s', async (engine) => {
  const { say, hear, createTicket } = await aRoom(engine);
  const [ours, theirs] = [await createTicket('n1', ID.queue1), await createTicket('n3', ID.queue3)];
  await say('n1', { ticketId: ours, state: 'answering' });
  await say('n3', { ticketId: theirs, state: 'viewing' });
  for (const backend of [0, 1]) {
    const [colleague, supervisor] = [await hear('n1b', backend), await hear('supervisor', backend)];
    await colleague.untilPresence(0);
    await supervisor.untilPresence(1);
    expect(colleague.presence).toEqual([here(ours, ['n1', 'answering'])]);
    expect(supervisor.presence).toHaveLength(2);
  }
});

test.each(engines)(
  'a window that is silent for 45 s is forgotten, one that is renewed is not, on %s',
  async (engine) => {
    const { say, hear, createTicket, later } = await aRoom(engine);
    const ticketId = await createTicket('n1', ID.queue1);
    const colleague = await hear('n1b', 1);
    await say('n1', { ticketId, state: 'viewing' });
    await say('supervisor', { ticketId, state: 'viewing' });
    await colleague.untilPresence(1);
    later(30_000);
    await say('supervisor', { ticketId, state: 'viewing' });
    later(16_000);
    await colleague.untilPresence(2);
    expect(colleague.presence.at(-1)).toEqual(here(ticketId, ['supervisor', 'viewing']));
    later(46_000);
    await colleague.untilPresence(3);
    expect(colleague.presence.at(-1)).toEqual(here(ticketId));
  },
);

test.each(engines)(
  'a person with several windows is there once, and answers when one of them does, on %s',
  async (engine) => {
    const { say, hear, createTicket } = await aRoom(engine);
    const [first, second] = [await createTicket('n1', ID.queue1), await createTicket('n1', ID.queue1)];
    const colleague = await hear('n1b');
    await say('n1', { windowId: 'a', ticketId: first, state: 'viewing' });
    await colleague.untilPresence(0);
    await say('n1', { windowId: 'b', ticketId: first, state: 'answering' });
    await colleague.untilPresence(1);
    // A window is at one ticket: going to another leaves the first.
    await say('n1', { windowId: 'b', ticketId: second, state: 'viewing' });
    await colleague.untilPresence(3);
    expect(colleague.presence.slice(0, 2)).toEqual([here(first, ['n1', 'viewing']), here(first, ['n1', 'answering'])]);
    expect(colleague.presence.slice(2)).toEqual(
      expect.arrayContaining([here(first, ['n1', 'viewing']), here(second, ['n1', 'viewing'])]),
    );
  },
);

test.each(engines)(
  'a ticket that is escalated away and accepted takes its presence out of the view it leaves, on %s',
  async (engine) => {
    const { say, hear, createTicket, client } = await aRoom(engine);
    const ticketId = await createTicket('n1', ID.queue1);
    const [n1, n2] = [await hear('n1', 1), await hear('n2', 1)];
    await say('supervisor', { ticketId, state: 'viewing' });
    await n1.untilPresence(0);
    const handoverId = randomUUID();
    const answers = { formId: ID.form12, formVersion: 1, answers: ANSWERS };
    await client('n1').push({
      name: 'ticket.escalate',
      args: { ticketId, handoverId, fromTier: 1, toQueueId: ID.queue2, ...answers },
    });
    await n2.untilPresence(0);
    // Until somebody accepts it, who escalated it is at it like anybody else.
    expect((await say('n1', { ticketId, state: 'viewing' })).status).toBe(204);
    await Promise.all([n1.untilPresence(1), n2.untilPresence(1)]);
    await client('n2').push({ name: 'ticket.accept', args: { ticketId, handoverId } });
    await n1.untilPresence(2);
    expect(n1.presence.at(-1)).toEqual(here(ticketId));
    expect(n2.presence[0]).toEqual(here(ticketId, ['supervisor', 'viewing']));
    // Who was at it and sees it no longer is told so, and is at none from then on.
    const answer = await say('n1', { ticketId, state: 'viewing' });
    expect([answer.status, problemSchema.parse(answer.body).code]).toEqual([404, 'not_found']);
  },
);

test.each(engines)('hostile words are refused and change nothing, on %s', async (engine) => {
  const { say, servers, token, createTicket, client, hear } = await aRoom(engine);
  const ticketId = await createTicket('n1', ID.queue1);
  const theirs = await createTicket('n3', ID.queue3);
  await client('n3').pull();
  const supervisor = await hear('supervisor');
  const { post } = servers[0].client;
  const good = { ticketId, state: 'viewing' };
  const told = async (answer: Answer | Promise<Answer>): Promise<readonly unknown[]> => {
    const { status, body } = await answer;
    return [status, problemSchema.parse(body).code];
  };
  expect(await told(post('/v1/sync/presence', { clientId: randomUUID(), ...good }))).toEqual([401, 'auth.token']);
  expect(await told(say('n1', { ...good, clientId: client('n3').clientId }))).toEqual([403, 'sync.client']);
  expect(await told(say('n1', { ticketId: theirs, state: 'viewing' }))).toEqual([404, 'not_found']);
  expect(await told(say('n1', { ticketId: randomUUID(), state: 'viewing' }))).toEqual([404, 'not_found']);
  for (const wrong of [
    { ticketId: 'x', state: 'viewing' },
    { ticketId, state: 'asleep' },
    { ticketId },
    { state: 'viewing' },
    { ...good, windowId: 'a b' },
    { ...good, windowId: 'x'.repeat(41) },
    { ...good, clientId: 7 },
  ]) {
    expect(await told(say('n1', wrong))).toEqual([400, 'validation']);
  }
  expect(await told(say('n1', { ...good, more: 'x'.repeat(2_000) }))).toEqual([413, 'too_large']);
  expect(await told(servers[0].client.get('/v1/sync/presence', await token('n1')))).toEqual([
    405,
    'method_not_allowed',
  ]);
  // Nothing of it was told: the first word heard is this one.
  await say('n1', good);
  await supervisor.untilPresence(0);
  expect(supervisor.presence).toEqual([here(ticketId, ['n1', 'viewing'])]);
});

test('who talks without end is told to wait, and colleagues are not', async () => {
  const { say, createTicket } = await aRoom('pglite');
  const ticketId = await createTicket('n1', ID.queue1);
  const answers = await Promise.all(Array.from({ length: 260 }, () => say('n1', { ticketId, state: 'viewing' })));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(20);
  expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await say('n1b', { ticketId, state: 'viewing' })).status).toBe(204);
});
