import { tmpdir } from 'node:os';
import type { z } from 'zod';
import { buildApp } from '../../../src/server/app.ts';
import { setPassword } from '../../../src/server/auth/accounts.ts';
import type { Config } from '../../../src/server/config.ts';
import type { Database } from '../../../src/server/db/database.ts';
import type { App } from '../../../src/server/route-context.ts';
import { createWorkspaceRows } from '../../../src/server/sync/create-workspace.ts';
import type { User } from '../../../src/shared/domain/workspace.ts';
import { signInAnswerSchema, type SignInAnswer } from '../../../src/shared/protocol/auth.ts';
import { portOf } from './port-of.ts';
import { openTestDatabase, silent, type EngineName } from './test-database.ts';

const STOP_MS = 2_000;
export const PASSWORD = 'correct horse battery';

/** An answer over HTTP. `body` is the parsed JSON, or the text of what is not JSON. */
export type Answer = { readonly status: number; readonly headers: Headers; readonly body: unknown };

/** A small HTTP client of a backend. */
export type Client = {
  readonly url: string;
  request(method: string, path: string, options?: RequestOptions): Promise<Answer>;
  get(path: string, token?: string): Promise<Answer>;
  post(path: string, body: unknown, token?: string): Promise<Answer>;
  /** Signs in as a person of `addUser` and answers the tokens. */
  signIn(email: string, password?: string): Promise<SignInAnswer>;
};

type RequestOptions = {
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: string;
};

export type TestServer = {
  readonly app: App;
  readonly db: Database;
  readonly client: Client;
  close(): Promise<void>;
};

type ServerOptions = {
  readonly engine: EngineName;
  /** A database that is open already, and stays the caller's to close. */
  readonly db?: Database;
  readonly config?: Partial<Config>;
  readonly nowMs?: () => number;
};

/** A configuration as by default, but on any free port and with no limit that gets in a test's way. */
export function aConfig(overrides: Partial<Config> = {}): Config {
  return {
    host: '127.0.0.1',
    port: 0,
    dataDir: tmpdir(),
    database: { engine: 'pglite', folder: null },
    isSample: false,
    logLevel: 'silent',
    trustProxy: false,
    minFreeBytes: 0,
    watchdogMs: 0,
    isDev: false,
    webhook: null,
    signInsPerMinute: 10_000,
    ...overrides,
  };
}

/** Starts a backend that listens, over a database of its own. */
export async function startServer({ engine, db: given, config, nowMs = Date.now }: ServerOptions): Promise<TestServer> {
  const db = given ?? (await openTestDatabase(engine));
  const app = await buildApp({
    config: aConfig(config),
    db,
    nowMs,
    log: silent,
    createWorkspace: createWorkspaceRows,
    operatorToken: 'an operator token of the tests',
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const port = portOf(app.server);
  return {
    app,
    db,
    client: httpClient(`http://127.0.0.1:${port}`),
    close: async () => {
      // As main.ts does: fetch may hold a connection open on which it never asked anything.
      const cut = setTimeout(() => app.server.closeAllConnections(), STOP_MS);
      await app.close();
      clearTimeout(cut);
      if (given === undefined) await db.close();
    },
  };
}

/** A client of a backend at an address. */
export function httpClient(url: string): Client {
  async function request(
    method: string,
    path: string,
    { body, headers = {}, token }: RequestOptions = {},
  ): Promise<Answer> {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }
  const post: Client['post'] = (path, body, token) =>
    request('POST', path, {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
      ...(token === undefined ? {} : { token }),
    });
  return {
    url,
    request,
    post,
    get: (path, token) => request('GET', path, token === undefined ? {} : { token }),
    signIn: async (email, password = PASSWORD) =>
      parsed(signInAnswerSchema, await post('/v1/auth/sign-in', { email, password }), 200),
  };
}

/** The body of an answer that must have this status and shape. */
export function parsed<T>(schema: z.ZodType<T>, answer: Answer, status: number): T {
  if (answer.status !== status)
    throw new Error(`Expected ${status}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
  return schema.parse(answer.body);
}

/** A first-line agent; a test names only what it is about. */
export function aUser(overrides: Partial<User> = {}): User {
  return {
    id: '0192f0c1-0000-7000-8000-000000000001',
    name: 'Ana Lima',
    email: 'ana@example.com',
    role: 'agent',
    tiers: [1],
    queueIds: [],
    isActive: true,
    ...overrides,
  };
}

/** Writes a person's `user` row and gives them the password `PASSWORD`. */
export async function addUser(db: Database, user: User = aUser()): Promise<User> {
  await db.raw(`insert into workspace_row (kind, id, row) values ('user', $1, $2::jsonb)`, [
    user.id,
    JSON.stringify(user),
  ]);
  await setPassword(db, user.id, user.email, PASSWORD);
  return user;
}

/** Writes the organization row. */
export async function addOrganization(db: Database, isSample: boolean): Promise<void> {
  const organization = { id: '0192f0c1-0000-7000-8000-0000000000ff', name: 'Teste', isSample };
  await db.raw(`insert into workspace_row (kind, id, row) values ('organization', $1, $2::jsonb)`, [
    organization.id,
    JSON.stringify(organization),
  ]);
}
