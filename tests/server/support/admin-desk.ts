import { randomUUID } from 'node:crypto';
import { setPassword } from '../../../src/server/auth/accounts.ts';
import { applyAsSystem } from '../../../src/server/sync/apply.ts';
import type { User } from '../../../src/shared/domain/workspace.ts';
import { signInAnswerSchema } from '../../../src/shared/protocol/auth.ts';
import { problemSchema, type ProblemDocument } from '../../../src/shared/protocol/problem.ts';
import { people, seedWorkspace } from '../../support/workspace.ts';
import type { EngineName } from './test-database.ts';
import { type Answer, parsed, PASSWORD, startServer, type TestServer } from './test-server.ts';

export type Row = Readonly<Record<string, unknown>> & { readonly id: string };
export type Item = { readonly row: Row; readonly version: string; readonly uses: object };

const admin = (name: string): User => ({
  ...people.supervisor,
  id: randomUUID(),
  name,
  email: `${name}@test.example`,
  role: 'admin',
});
export const actors = { n1: people.n1, supervisor: people.supervisor, rita: admin('rita'), olga: admin('olga') };
export type Name = keyof typeof actors;
const NAMES = ['n1', 'supervisor', 'rita', 'olga'] as const;
/** Where they are signed in. */
export const DEVICE = 'Balcão 3';

/** A backend with the test workspace, two administrators (rita and olga), and the rows that they save over REST. */
export class AdminDesk {
  readonly server: TestServer;
  readonly tokens: ReadonlyMap<Name, string>;

  private constructor(server: TestServer, tokens: ReadonlyMap<Name, string>) {
    this.server = server;
    this.tokens = tokens;
  }

  /** `nowMs`: the backend's clock. */
  static async open(engine: EngineName, nowMs: () => number): Promise<AdminDesk> {
    const server = await startServer({ engine, nowMs });
    const atMs = nowMs();
    await seedWorkspace(server.db, atMs);
    const rows = [actors.rita, actors.olga].map((row) => ({ name: 'user.save', args: { row }, performedAtMs: atMs }));
    await applyAsSystem(server.db, { clientId: randomUUID(), user: people.system }, rows, { nowMs: atMs });
    const tokens = new Map<Name, string>();
    for (const name of NAMES) {
      const { id, email } = actors[name];
      await setPassword(server.db, id, email, PASSWORD);
      const answer = await server.client.post('/v1/auth/sign-in', { email, password: PASSWORD, deviceName: DEVICE });
      tokens.set(name, parsed(signInAnswerSchema, answer, 200).accessToken);
    }
    return new AdminDesk(server, tokens);
  }

  async list(path: string, as: Name = 'rita'): Promise<Item[]> {
    const answer = await this.server.client.get(`/v1/admin/${path}`, this.tokens.get(as));
    if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return (answer.body as { items: Item[] }).items;
  }

  /** Saves a row: a new one where `version` is null. */
  put(path: string, row: Row, version: string | null, as: Name = 'rita'): Promise<Answer> {
    return this.server.client.request('PUT', `/v1/admin/${path}/${row.id}`, {
      body: JSON.stringify(row),
      headers: {
        'content-type': 'application/json',
        ...(version === null ? { 'if-none-match': '*' } : { 'if-match': `"${version}"` }),
      },
      token: this.tokens.get(as) ?? '',
    });
  }
}

/** The body of an answer that must have taken the row. */
export function saved(answer: Answer): { readonly item: Item; readonly oneTimePassword: string | null } {
  if (answer.status >= 300) throw new Error(`not saved: ${JSON.stringify(answer.body)}`);
  return answer.body as { readonly item: Item; readonly oneTimePassword: string | null };
}

export function refused(answer: Answer): ProblemDocument {
  return problemSchema.parse(answer.body);
}
