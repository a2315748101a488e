import { randomInt, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { setPassword } from '../../src/server/auth/accounts.ts';
import { ACCESS_TOKEN_S } from '../../src/server/auth/tokens.ts';
import type { Config } from '../../src/server/config.ts';
import { migrate } from '../../src/server/db/migrate.ts';
import { openDatabase } from '../../src/server/db/open-database.ts';
import type { NamedAction } from '../support/any-mutation.ts';
import { brokenInvariants } from '../support/ticket-invariants.ts';
import { aNewTicket, ID, people, seedWorkspace } from '../support/workspace.ts';
import { MortalBackend } from './support/mortal-backend.ts';
import { asRepeats, RetryingClient } from './support/retrying-client.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { createPostgresDatabase, type EngineName, engines, silent } from './support/test-database.ts';
import { httpClient, PASSWORD } from './support/test-server.ts';
import { queuesOf, wholeTickets } from './support/whole-tickets.ts';

/** Ten together. PGlite takes three seconds to come back, the backend of a PostgreSQL one. */
const ROUNDS: Readonly<Record<EngineName, number>> = {
  pglite: Number(process.env['PATAMAR_KILL_ROUNDS'] ?? 3),
  postgres: Number(process.env['PATAMAR_KILL_ROUNDS'] ?? 7),
};
const CLIENTS = 4;
/** A long run outlives an access token. */
const TOKEN_GOOD_MS = (ACCESS_TOKEN_S * 1_000) / 3;

/** Where the backend under test keeps its rows, and the environment that tells it so. */
async function aPlace(
  engine: EngineName,
): Promise<{ database: Config['database']; environment: Record<string, string> }> {
  if (engine === 'pglite') {
    const folder = temporaryFolder();
    return { database: { engine, folder: join(folder, 'pglite') }, environment: { PATAMAR_DATA: folder } };
  }
  const { url, drop } = await createPostgresDatabase();
  onTestFinished(drop);
  return { database: { engine, url }, environment: { DATABASE_URL: url, PATAMAR_DATA: temporaryFolder() } };
}

/** A batch of what an agent does to a ticket; one of them is refused. */
function someActions(ticketId: string): readonly NamedAction[] {
  const attempt = { what: 'modem', outcome: 'failed', minutes: 5, note: '' };
  return [
    { name: 'ticket.note', args: { ticketId, messageId: randomUUID(), body: 'nota' } },
    { name: 'ticket.logAttempt', args: { ticketId, attemptId: randomUUID(), ...attempt } },
    { name: 'ticket.claim', args: { ticketId: randomUUID() } },
    { name: 'ticket.create', args: aNewTicket() },
  ].slice(0, randomInt(1, 5));
}

describe.each(engines)('kill -9 of a backend on %s', (engine) => {
  test(`${ROUNDS[engine]} times amid pushes loses nothing that was acknowledged, does nothing twice, and repeats are answered the same`, async () => {
    const { database, environment } = await aPlace(engine);
    const options = { database, minFreeBytes: 0, watchdogMs: 0 };
    const seeded = await openDatabase(options, silent);
    await migrate(seeded);
    await seedWorkspace(seeded, Date.now());
    await setPassword(seeded, ID.n1, people.n1.email, PASSWORD);
    await seeded.close();

    const backend = new MortalBackend(environment);
    await backend.start();
    onTestFinished(() => backend.kill());
    let { accessToken } = await httpClient(backend.url).signIn(people.n1.email);
    let signedInAtMs = performance.now();
    const clients = Array.from(
      { length: CLIENTS },
      () => new RetryingClient(() => ({ url: backend.url, token: accessToken })),
    );
    const answered = (): number => clients.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
    const shared = aNewTicket();
    await clients[0]?.push([{ name: 'ticket.create', args: shared }]);

    let isOver = false;
    let heard = Promise.withResolvers<void>();
    const working = clients.map(async (client) => {
      while (!isOver) {
        await client.push(someActions(shared.ticketId));
        heard.resolve();
        heard = Promise.withResolvers();
      }
    });
    for (let round = 0; round < ROUNDS[engine]; round += 1) {
      const enough = answered() + randomInt(1, 12);
      while (answered() < enough) await Promise.race([heard.promise, Promise.all(working)]);
      // With four clients at it there is always a push under way.
      await backend.kill();
      await backend.start();
      if (performance.now() - signedInAtMs < TOKEN_GOOD_MS) continue;
      ({ accessToken } = await httpClient(backend.url).signIn(people.n1.email));
      signedInAtMs = performance.now();
    }
    isOver = true;
    await Promise.all(working);
    expect(clients.reduce((sum, { failures }) => sum + failures, 0)).toBeGreaterThan(0);

    for (const client of clients) {
      for (const batch of client.acknowledged) {
        expect(await client.send(batch.mutations)).toEqual(asRepeats(batch));
      }
    }
    await backend.kill();

    const db = await openDatabase(options, silent);
    onTestFinished(() => db.close());
    const tickets = await wholeTickets(db);
    const queues = await queuesOf(db);
    for (const whole of tickets.values()) expect(brokenInvariants(whole, queues)).toEqual([]);
    const applied = clients.flatMap(({ acknowledged }) =>
      // A tier may try so many times; what the rule refused beyond that is not there.
      acknowledged.flatMap(({ mutations, results }) =>
        mutations.filter((_mutation, index) => results[index]?.error === undefined),
      ),
    );
    const named = (name: string): number => applied.filter((mutation) => mutation.name === name).length;
    const whole = tickets.get(shared.ticketId);
    expect(whole?.messages.length, 'the notes and the first message').toBe(named('ticket.note') + 1);
    expect(whole?.attempts.length, 'the attempts').toBe(named('ticket.logAttempt'));
    expect(tickets.size, 'the tickets').toBe(named('ticket.create'));
    for (const { clientId, acknowledged } of clients) {
      const seqs = acknowledged.flatMap(({ mutations }) => mutations.map(({ seq }) => seq));
      const decided = await db.raw<{ seq: number }>(
        'select seq from mutation_result where client_id = $1::uuid order by seq',
        [clientId],
      );
      expect(decided.map(({ seq }) => seq)).toEqual(seqs);
    }
  });
});
