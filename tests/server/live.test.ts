import { expect, test } from 'vitest';
import type { Database } from '../../src/server/db/database.ts';
import { aNewTicket, ID } from '../support/workspace.ts';
import { openLive } from './support/live-reader.ts';
import { engines } from './support/test-database.ts';
import { startTwoBackends } from './support/two-backends.ts';

const create = (queueId: string): { name: string; args: unknown } => ({
  name: 'ticket.create',
  args: aNewTicket({ queueId }),
});

/** Cuts every listening connection of a database, as a restarted proxy does. Answers how many there were. */
async function cutListeners(db: Database): Promise<number> {
  const rows = await db.raw(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = 'patamar-listen' and datname = current_database()`,
  );
  return rows.length;
}

test.each(engines)(
  'a push to one backend pokes who listens at the other and sees that queue, and nobody else, on %s',
  async (engine) => {
    const { servers, token, as } = await startTwoBackends(engine);
    const there = servers[1].client.url;
    const [colleague, supervisor, outsider] = [
      await openLive(there, await token('n1b')),
      await openLive(there, await token('supervisor')),
      await openLive(there, await token('n3')),
    ];
    const author = await as('n1', 0);
    for (let pokes = 1; pokes <= 3; pokes += 1) {
      await author.push(create(ID.queue1));
      await Promise.all([colleague.untilPokes(pokes), supervisor.untilPokes(pokes)]);
    }
    // The next poke that the outsider hears is the one for them: those before were not.
    expect(outsider.pokes).toBe(1);
    await (await as('n3', 0)).push(create(ID.queue3));
    await outsider.untilPokes(1);
    await supervisor.untilPokes(4);
    expect([colleague.pokes, outsider.pokes]).toEqual([4, 2]);
  },
);

test.runIf(engines.includes('postgres'))(
  'a listening connection that is cut is made again, pokes everybody at once, and hears what is said from then on',
  async () => {
    const { servers, db, token, as } = await startTwoBackends('postgres');
    const streams = [
      await openLive(servers[0].client.url, await token('n1')),
      await openLive(servers[1].client.url, await token('n1b')),
      await openLive(servers[1].client.url, await token('n3')),
    ];
    for (let cut = 0; cut < 3; cut += 1) {
      const before = streams.map(({ pokes }) => pokes);
      expect(await cutListeners(db)).toBe(2);
      // Nobody wrote anything: these pokes say that something may have been missed.
      await Promise.all(streams.map((stream, index) => stream.untilPokes(before[index] ?? 0)));
    }
    const before = streams.map(({ pokes }) => pokes);
    await (await as('n1b', 0)).push(create(ID.queue1));
    await Promise.all([streams[0]?.untilPokes(before[0] ?? 0), streams[1]?.untilPokes(before[1] ?? 0)]);
  },
);

test.each(engines)('a push that changes nothing pokes nobody, on %s', async (engine) => {
  const { servers, token, as } = await startTwoBackends(engine);
  const stream = await openLive(servers[0].client.url, await token('n1'));
  const author = await as('n1');
  const mutations = [{ seq: 1, ...create(ID.queue1), performedAtMs: 1 }];
  await author.pushRaw(mutations);
  await stream.untilPokes(1);
  // A repeat and a refusal; the poke after them is the next one heard.
  await author.pushRaw(mutations);
  await author.pushRaw([{ seq: 2, name: 'ticket.claim', args: {}, performedAtMs: 1 }]);
  await author.pushRaw([{ seq: 3, ...create(ID.queue1), performedAtMs: 1 }]);
  await stream.untilPokes(2);
  expect(stream.pokes).toBe(3);
});
