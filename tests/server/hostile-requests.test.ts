import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { setPassword } from '../../src/server/auth/accounts.ts';
import type { SignInAnswer } from '../../src/shared/protocol/auth.ts';
import { problemSchema } from '../../src/shared/protocol/problem.ts';
import { nested } from '../support/any-json.ts';
import { aNewTicket, ID, people, type PersonName, seedWorkspace } from '../support/workspace.ts';
import { PatchClient } from './support/sync-client.ts';
import { engines } from './support/test-database.ts';
import { type Answer, PASSWORD, startServer, type TestServer } from './support/test-server.ts';
import { digestOf } from './support/whole-tickets.ts';

const START_MS = Date.UTC(2026, 10, 23, 12);
const NIL = '00000000-0000-0000-0000-000000000000';

type Cookie = { scopes: Record<string, Record<string, unknown>> } & Record<string, unknown>;

describe.each(engines)('hostile requests, on %s', (engine) => {
  let server: TestServer;
  let nowMs = START_MS;
  let mine: PatchClient;
  let theirs: PatchClient;
  const signedIn = new Map<PersonName, SignInAnswer>();
  let before = '';

  beforeAll(async () => {
    server = await startServer({ engine, nowMs: () => nowMs });
    await seedWorkspace(server.db, nowMs);
    for (const name of ['n1', 'n3'] as const) {
      await setPassword(server.db, ID[name], people[name].email, PASSWORD);
      signedIn.set(name, await server.client.signIn(people[name].email));
    }
    mine = new PatchClient(server.client, token('n1'));
    theirs = new PatchClient(server.client, token('n3'));
    await mine.push({ name: 'ticket.create', args: aNewTicket() });
    await theirs.push({ name: 'ticket.create', args: aNewTicket({ queueId: ID.queue3, subject: 'only for N3' }) });
    await mine.pull();
    await theirs.pull();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    before = await digestOf(server.db);
  });

  const token = (name: PersonName): string => signedIn.get(name)?.accessToken ?? '';
  const pullWith = (cookie: string, clientId = mine.clientId): Promise<Answer> =>
    server.client.post('/v1/sync/pull', { clientId, cookie }, token('n1'));
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const myCookie = (): Cookie => JSON.parse(Buffer.from(mine.cookie ?? '', 'base64url').toString()) as Cookie;

  /** What an answer says, whether it tells anything of the inside, and whether the database is as it was. */
  async function told(answer: Answer): Promise<object> {
    const problem = problemSchema.parse(answer.body);
    const text = JSON.stringify(answer.body);
    return {
      status: answer.status,
      code: problem.code,
      type: answer.headers.get('content-type'),
      inside: /only for N3|select |scope_|node_modules|\.ts:|password_hash/.exec(text)?.[0] ?? null,
      isUntouched: (await digestOf(server.db)) === before,
    };
  }
  const refusedAs = (status: number, code: string): object => ({
    status,
    code,
    type: 'application/problem+json',
    inside: null,
    isUntouched: true,
  });

  const raw = (path: string, body: string, headers: Record<string, string> = {}): Promise<Answer> =>
    server.client.request('POST', path, {
      body,
      headers: { 'content-type': 'application/json', ...headers },
      token: token('n1'),
    });

  const action = { seq: 2, name: 'ticket.note', args: {}, performedAtMs: 1 };
  const push = (clientId: string, mutations: unknown): string => JSON.stringify({ clientId, mutations });
  const deep = (open: string, close: string): string => `${open.repeat(10_000)}1${close.repeat(10_000)}`;
  const someId = randomUUID();

  test.each<[string, string]>([
    ['nothing', ''],
    ['half a document', push(someId, [action]).slice(0, -7)],
    ['two documents', '{}{}'],
    ['text', 'hello'],
    ['a list', '[]'],
    ['null', 'null'],
    ['no mutations', push(someId, [])],
    ['mutations that are no list', push(someId, { 0: action })],
    ['a client that is no UUID', push(`${someId}'; drop table client`, [action])],
    ['a client that is a list', JSON.stringify({ clientId: [someId], mutations: [action] })],
    ['seq 0', push(someId, [{ ...action, seq: 0 }])],
    ['a negative seq', push(someId, [{ ...action, seq: -1 }])],
    ['a seq beyond what is exact', push(someId, [{ ...action, seq: 2 ** 53 }])],
    ['a seq of text', push(someId, [{ ...action, seq: '1' }])],
    ['a time before 1970', push(someId, [{ ...action, performedAtMs: -1 }])],
    ['a time that is no number', push(someId, [{ ...action, performedAtMs: null }])],
    ['a name that is too long', push(someId, [{ ...action, name: 'x'.repeat(81) }])],
    ['lists 10,000 deep', deep('[', ']')],
    ['objects 10,000 deep', deep('{"a":', '}')],
    ['arguments 65 deep', push(someId, [{ ...action, args: nested(65) }])],
    ['a prototype', `{"clientId":"${someId}","mutations":[],"__proto__":{"isAdmin":true}}`],
    ['a prototype in arguments', push(someId, [action]).replace('"args":{}', '"args":{"__proto__":{"x":1}}')],
    [
      'a constructor with a prototype',
      push(someId, [action]).replace('"args":{}', '"args":{"constructor":{"prototype":{}}}'),
    ],
  ])('a push of %s is refused', async (_what, body) => {
    expect(await told(await raw('/v1/sync/push', body))).toEqual(refusedAs(400, 'validation'));
  });

  test.each<[string, unknown]>([
    ['a limit of 0', { clientId: someId, cookie: null, limit: 0 }],
    ['a limit of half', { clientId: someId, cookie: null, limit: 0.5 }],
    ['a limit too large', { clientId: someId, cookie: null, limit: 5_001 }],
    ['a cookie that is an object', { clientId: someId, cookie: {} }],
    ['a cookie too large', { clientId: someId, cookie: 'x'.repeat(20_001) }],
    ['no cookie', { clientId: someId }],
  ])('a pull with %s is refused', async (_what, body) => {
    expect(await told(await raw('/v1/sync/pull', JSON.stringify(body)))).toEqual(refusedAs(400, 'validation'));
  });

  test.each<[string, (cookie: Cookie) => unknown]>([
    ['nothing in it', () => null],
    ['a number', () => 7],
    ['another account', (cookie) => ({ ...cookie, user: ID.n3 })],
    ['no scopes', ({ scopes: _scopes, ...rest }) => rest],
    ['a scope of a kind that is not', (cookie) => ({ ...cookie, scopes: { workspace: { at: 'head' } } })],
    ['a negative version', (cookie) => withPosition(cookie, { at: 'tail', base: -1, ver: -5, id: '' })],
    ['a version that is not whole', (cookie) => withPosition(cookie, { at: 'tail', base: 0.5, ver: 1, id: '' })],
    ['a version beyond what is exact', (cookie) => withPosition(cookie, { at: 'tail', base: 2 ** 60, ver: 1, id: '' })],
    ['an id that is none', (cookie) => withPosition(cookie, { at: 'tail', base: 0, ver: 0, id: "x' or 1=1" })],
    ['an id that is none, filling', (cookie) => withPosition(cookie, { at: 'fill', upTo: 0, lane: 0, id: 'zz' })],
    ['a lane that is not', (cookie) => withPosition(cookie, { at: 'fill', upTo: 0, lane: 2, id: '' })],
    ['a lane of text', (cookie) => withPosition(cookie, { at: 'fill', upTo: 0, lane: '0', id: '' })],
    ['a negative lastSeq', (cookie) => ({ ...cookie, lastSeq: -1 })],
  ])('a made-up cookie with %s is refused', async (_what, change) => {
    expect(await told(await pullWith(encode(change(myCookie()))))).toEqual(refusedAs(400, 'sync.cookie'));
  });

  test('a cookie that is no JSON, or lists 7,000 deep, is refused', async () => {
    const lists = Buffer.from('['.repeat(7_000) + ']'.repeat(7_000)).toString('base64url');
    for (const cookie of ['', 'x', '\u0000', 'eyJ', Buffer.from([255, 254, 0]).toString('base64url'), lists]) {
      expect(await told(await pullWith(cookie))).toEqual(refusedAs(400, 'sync.cookie'));
    }
  });

  const withPosition = (cookie: Cookie, position: Record<string, unknown>): Cookie => ({
    ...cookie,
    scopes: { ...cookie.scopes, [`queue:${ID.queue1}`]: position },
  });

  test.each<[string, (cookie: Cookie) => unknown]>([
    [
      'scopes that are not theirs',
      (cookie) => withOwn(cookie, { [`queue:${ID.queue3}`]: atStart, 'queue:x': atStart, '': atStart }),
    ],
    ['tables that are not', (cookie) => withOwn(cookie, { app_user: atStart, session: atStart, constructor: atStart })],
    ['a view that is not theirs', (cookie) => ({ ...cookie, view: `admin:${ID.queue3}` })],
    ['no scope at all', (cookie) => ({ ...cookie, scopes: {} })],
    ['another epoch', (cookie) => ({ ...cookie, epoch: randomUUID() })],
    ['a version far ahead', (cookie) => withPosition(cookie, { at: 'tail', base: 2 ** 52, ver: 2 ** 52, id: '' })],
    ['a first sync far ahead', (cookie) => withPosition(cookie, { at: 'fill', upTo: 2 ** 52, lane: 1, id: '' })],
    ['the first id there is', (cookie) => withPosition(cookie, { at: 'fill', upTo: 0, lane: 0, id: NIL })],
    [
      'a ticket cut where it was not',
      (cookie) => withPosition(cookie, { at: 'fill', upTo: 0, lane: 0, id: NIL, part: ['zzz', ''] }),
    ],
  ])('a made-up cookie with %s brings their own view and nothing else', async (_what, change) => {
    const reader = new PatchClient(server.client, token('n1'));
    reader.cookie = encode(change(myCookie()));
    await reader.pull(3);
    const own = new Set(mine.rows.keys());
    expect([...reader.rows.keys()].filter((key) => !own.has(key))).toEqual([]);
    expect(await digestOf(server.db)).toBe(before);
  });

  const atStart = { at: 'fill', upTo: 0, lane: 0, id: '' };
  const withOwn = (cookie: Cookie, scopes: Cookie['scopes']): Cookie => ({
    ...cookie,
    scopes: { ...cookie.scopes, ...scopes },
  });

  test('a cookie from a later state of the database, as after a backup was put back, starts the view anew', async () => {
    const ahead = withPosition(myCookie(), { at: 'tail', base: 1_000, ver: 1_000, id: '' });
    const reader = new PatchClient(server.client, token('n1'));
    reader.cookie = encode(ahead);
    expect(await reader.pullPage()).toMatchObject({ reset: true });
    await reader.pull();
    expect(reader.rows).toEqual(mine.rows);
  });

  test("another account's client is refused, for push and for pull", async () => {
    const mutations = [{ ...action, seq: 2 }];
    expect(await told(await raw('/v1/sync/push', push(theirs.clientId, mutations)))).toEqual(
      refusedAs(403, 'sync.client'),
    );
    expect(await told(await raw('/v1/sync/push', push(theirs.clientId.toUpperCase(), mutations)))).toEqual(
      refusedAs(403, 'sync.client'),
    );
    expect(await told(await pullWith(mine.cookie ?? '', theirs.clientId))).toEqual(refusedAs(403, 'sync.client'));
    expect(await told(await pullWith(theirs.cookie ?? ''))).toEqual(refusedAs(400, 'sync.cookie'));
  });

  test.each(['0', '2', '1.0', 'one', '', '1, 2'])(
    'protocol "%s" is refused before anything is done',
    async (version) => {
      const headers = { 'patamar-protocol': version };
      const body = push(mine.clientId, [{ ...action, args: { body: 'x' } }]);
      expect(await told(await raw('/v1/sync/push', body, headers))).toEqual(refusedAs(426, 'protocol.unsupported'));
      const live = await server.client.request('GET', '/v1/sync/live', { headers, token: token('n1') });
      expect(await told(live)).toEqual(refusedAs(426, 'protocol.unsupported'));
    },
  );

  test('a token that is made up, changed, of the other kind, signed with another secret or past its time is refused', async () => {
    const answer = signedIn.get('n1');
    const [claims = '', signature = ''] = token('n1').split('.');
    const read = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
    const asAdmin = encode({ ...read, u: ID.supervisor });
    const forged = createHmac('sha256', 'guess').update(`access:${claims}`).digest('base64url');
    const tokens = [
      'x',
      `${claims}.`,
      `.${signature}`,
      `${asAdmin}.${signature}`,
      `${claims}.${forged}`,
      answer?.refreshToken ?? '',
    ];
    for (const bad of tokens) expect(await told(await tryToken(bad))).toEqual(refusedAs(401, 'auth.token'));
    onTestFinished(() => {
      nowMs = START_MS;
    });
    nowMs = START_MS + 3_600_000;
    expect(await told(await tryToken(token('n1')))).toEqual(refusedAs(401, 'auth.token'));
  });

  const tryToken = (bad: string): Promise<Answer> =>
    server.client.post(
      '/v1/sync/push',
      { clientId: mine.clientId, mutations: [{ ...action, args: { body: 'x' } }] },
      bad,
    );
});

test.each(engines)(
  'a ticket cannot be made over one that is there by another spelling of its id, on %s',
  async (engine) => {
    const server = await startServer({ engine });
    onTestFinished(() => server.close());
    await seedWorkspace(server.db, Date.now());
    for (const name of ['n1', 'n3'] as const) await setPassword(server.db, ID[name], people[name].email, PASSWORD);
    const [thief, owner] = await Promise.all(
      (['n1', 'n3'] as const).map(
        async (name) => new PatchClient(server.client, (await server.client.signIn(people[name].email)).accessToken),
      ),
    );
    const theirs = aNewTicket({ ticketId: 'abcdef00-0000-4000-8000-0000000000ab', queueId: ID.queue3 });
    await owner?.push({ name: 'ticket.create', args: theirs });
    const before = await server.db.raw('select * from ticket');
    const over = aNewTicket({ ticketId: theirs.ticketId.toUpperCase() });
    const [result] = (await thief?.push({ name: 'ticket.create', args: over })) ?? [];
    expect(result).toMatchObject({ status: 'rejected', error: { code: 'validation' } });
    expect(await server.db.raw('select * from ticket')).toEqual(before);
  },
);
