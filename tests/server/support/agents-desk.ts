import { setPassword } from '../../../src/server/auth/accounts.ts';
import { ID, people, type PersonName, seedWorkspace } from '../../support/workspace.ts';
import { PatchClient } from './sync-client.ts';
import type { EngineName } from './test-database.ts';
import { PASSWORD, startServer, type TestServer } from './test-server.ts';

export type AgentsDesk = {
  readonly server: TestServer;
  /** The token of a person who is signed in. */
  token(name: PersonName): string;
  /** A new client of theirs. */
  as(name: PersonName): PatchClient;
  /** Signs a person in, or in again. */
  signIn(name: PersonName): Promise<void>;
};

/** A backend with the test workspace, and some of its people signed in. Its server is the caller's to close. */
export async function openAgentsDesk(engine: EngineName, names: readonly PersonName[]): Promise<AgentsDesk> {
  const server = await startServer({ engine });
  await seedWorkspace(server.db, Date.now());
  const tokens = new Map<PersonName, string>();
  const token = (name: PersonName): string => {
    const known = tokens.get(name);
    if (known === undefined) throw new Error(`${name} is not signed in`);
    return known;
  };
  const signIn = async (name: PersonName): Promise<void> => {
    tokens.set(name, (await server.client.signIn(people[name].email)).accessToken);
  };
  for (const name of names) {
    await setPassword(server.db, ID[name], people[name].email, PASSWORD);
    await signIn(name);
  }
  return { server, token, signIn, as: (name) => new PatchClient(server.client, token(name)) };
}
