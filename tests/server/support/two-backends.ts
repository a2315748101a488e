import { onTestFinished } from 'vitest';
import { setPassword } from '../../../src/server/auth/accounts.ts';
import type { Database } from '../../../src/server/db/database.ts';
import { migrate } from '../../../src/server/db/migrate.ts';
import { openPostgres } from '../../../src/server/db/postgres.ts';
import { ID, people, type PersonName, seedWorkspace } from '../../support/workspace.ts';
import { PatchClient } from './sync-client.ts';
import { createPostgresDatabase, type EngineName, openTestDatabase, silent } from './test-database.ts';
import { PASSWORD, startServer, type TestServer } from './test-server.ts';

const WITH_PASSWORDS: readonly PersonName[] = ['n1', 'n1b', 'n2', 'n3', 'supervisor'];

export type TwoBackends = {
  readonly servers: readonly [TestServer, TestServer];
  /** The connections of the first. */
  readonly db: Database;
  token(name: PersonName): Promise<string>;
  /** A new client of a person, at the first backend or the second. */
  as(name: PersonName, backend?: number): Promise<PatchClient>;
};

/**
 * The test workspace in a database of its own, with two backends over it: on PostgreSQL each with connections of its
 * own, as two processes have. All of it is closed after the test.
 */
export async function startTwoBackends(engine: EngineName, nowMs: () => number = Date.now): Promise<TwoBackends> {
  const [first, second] = await openTwice(engine);
  await seedWorkspace(first, nowMs());
  for (const name of WITH_PASSWORDS) await setPassword(first, ID[name], people[name].email, PASSWORD);
  const start = (db: Database): Promise<TestServer> => startServer({ engine, db, nowMs });
  const servers: [TestServer, TestServer] = [await start(first), await start(second)];
  onTestFinished(async () => {
    for (const server of servers) await server.close();
  });
  const tokens = new Map<PersonName, string>();
  async function token(name: PersonName): Promise<string> {
    const known = tokens.get(name) ?? (await servers[0].client.signIn(people[name].email)).accessToken;
    tokens.set(name, known);
    return known;
  }
  return {
    servers,
    db: first,
    token,
    as: async (name, backend = 0) => new PatchClient((servers[backend % 2] ?? servers[0]).client, await token(name)),
  };
}

async function openTwice(engine: EngineName): Promise<readonly [Database, Database]> {
  if (engine === 'pglite') {
    const db = await openTestDatabase(engine);
    onTestFinished(() => db.close());
    return [db, db];
  }
  const { url, drop } = await createPostgresDatabase();
  onTestFinished(drop);
  const [first, second] = [await openPostgres(url, silent), await openPostgres(url, silent)];
  // What is registered last is done first: the database is dropped when nobody has it open.
  onTestFinished(async () => {
    await first.close();
    await second.close();
  });
  await migrate(first);
  return [first, second];
}
