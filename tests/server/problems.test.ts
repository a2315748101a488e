import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { problemSchema } from '../../src/shared/protocol/problem.ts';
import { type Answer, type Client, startServer, type TestServer } from './support/test-server.ts';

let server: TestServer;
let client: Client;

beforeAll(async () => {
  server = await startServer({ engine: 'pglite' });
  ({ client } = server);
});

afterAll(() => server.close());

/** Status and code of an answer that is a problem document. */
function problemOf({ status, headers, body }: Answer): string {
  const problem = problemSchema.parse(body);
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(problem).toMatchObject({ status, type: `urn:patamar:problem:${problem.code}` });
  return `${status} ${problem.code}`;
}

const json = { 'content-type': 'application/json' };
const signIn = (body: string, headers: Record<string, string> = json): Promise<Answer> =>
  client.request('POST', '/v1/auth/sign-in', { body, headers });

test('an unknown address is not found', async () => {
  expect(problemOf(await client.get('/v1/nothing?token=secret'))).toBe('404 not_found');
});

test('a known address with another method says which it takes', async () => {
  const answer = await client.get('/v1/auth/sign-in');
  expect(problemOf(answer)).toBe('405 method_not_allowed');
  expect(answer.headers.get('allow')).toBe('POST');
});

test('a body that does not fit says what is wrong with which field', async () => {
  const answer = await signIn(JSON.stringify({ email: 7 }));
  expect(problemOf(answer)).toBe('400 validation');
  const paths = problemSchema.parse(answer.body).details?.map(({ path }) => path);
  expect(paths).toEqual(['email', 'password']);
});

test.each([
  ['not JSON', '{"email":'],
  ['nothing', ''],
  ['null', 'null'],
  ['an array', '[]'],
  ['nested too deep', '['.repeat(100_000)],
  ['nested too deep where nobody looks', `{"email":"a","password":"b","more":${'['.repeat(70)}${']'.repeat(70)}}`],
  ['after a prototype', '{"__proto__":{"isAdmin":true},"email":"a","password":"b"}'],
  ['text with NUL', '{"email":"a\\u0000@b.c","password":"b"}'],
])('a body that is %s is a validation problem', async (_name, body) => {
  expect(problemOf(await signIn(body))).toBe('400 validation');
});

test('brackets within text do not count as nesting', async () => {
  expect(problemOf(await signIn(JSON.stringify({ email: '["{'.repeat(60), password: '\\"[[' })))).toBe(
    '401 auth.credentials',
  );
});

test('a body above the limit is too large', async () => {
  expect(problemOf(await signIn(JSON.stringify({ email: 'x'.repeat(1_100_000) })))).toBe('413 too_large');
});

test('a body of another type is not taken', async () => {
  expect(problemOf(await signIn('email=a', { 'content-type': 'application/x-www-form-urlencoded' }))).toBe(
    '415 unsupported_media',
  );
});

test('an address that cannot be decoded is a validation problem', async () => {
  expect(problemOf(await client.get('/v1/%ff'))).toBe('400 validation');
});

test('what is not HTTP is answered as a problem all the same', async () => {
  const { hostname, port } = new URL(client.url);
  const socket = connect(Number(port), hostname);
  socket.end('HELO patamar\r\n\r\n');
  const answer = await text(socket);
  expect(answer).toContain('400 Bad Request');
  expect(answer).toContain('"code":"validation"');
});

test('a protocol that is not spoken is refused on sync addresses only', async () => {
  const headers = { 'patamar-protocol': '2' };
  const refused = await client.request('POST', '/v1/sync/pull', { headers });
  expect(problemOf(refused)).toBe('426 protocol.unsupported');
  expect(refused.headers.get('patamar-protocol')).toBe('1');
  expect((await client.request('GET', '/v1/health', { headers })).status).toBe(200);
  expect((await client.request('POST', '/v1/sync/pull')).status).not.toBe(426);
});

test('a fault of the backend says nothing of its cause', async () => {
  const broken = await startServer({
    engine: 'pglite',
    db: {
      ...server.db,
      raw: (sql, params) =>
        sql.includes('app_user') ? Promise.reject(new Error('secret cause')) : server.db.raw(sql, params),
    },
  });
  const answer = await broken.client.post('/v1/auth/sign-in', { email: 'ana@example.com', password: 'x' });
  expect(problemOf(answer)).toBe('500 internal');
  expect(JSON.stringify(answer.body)).not.toContain('secret cause');
  await broken.close();
});

test.each([
  ['53100', 'storage.full'],
  ['57014', 'unavailable'],
  ['40P01', 'unavailable'],
  ['ECONNREFUSED', 'unavailable'],
])('the database error %s is told as %s', async (sqlState, code) => {
  const failure = Object.assign(new Error('database'), { code: sqlState });
  const broken = await startServer({
    engine: 'pglite',
    db: {
      ...server.db,
      raw: (sql, params) => (sql.includes('app_user') ? Promise.reject(failure) : server.db.raw(sql, params)),
    },
  });
  const answer = await broken.client.post('/v1/auth/sign-in', { email: 'ana@example.com', password: 'x' });
  expect(problemOf(answer)).toBe(`503 ${code}`);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  await broken.close();
});

const preflight = (origin: string): Promise<Answer> =>
  client.request('OPTIONS', '/v1/auth/sign-in', {
    headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
  });

test('the console may ask across origins, any other page may not', async () => {
  const allowed = await preflight('app://patamar');
  expect(allowed.headers.get('access-control-allow-origin')).toBe('app://patamar');
  expect(allowed.headers.get('access-control-max-age')).toBe('7200');
  expect(allowed.headers.get('access-control-allow-headers')).toContain('patamar-protocol');
  for (const origin of ['https://evil.example', 'http://localhost:5173']) {
    expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull();
  }
});

test('a console served from localhost may ask while developing', async () => {
  const dev = await startServer({ engine: 'pglite', db: server.db, config: { isDev: true } });
  const allowed = await dev.client.request('GET', '/v1/health', { headers: { origin: 'http://localhost:5173' } });
  expect(allowed.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
  const refused = await dev.client.request('GET', '/v1/health', {
    headers: { origin: 'http://localhost.evil.example' },
  });
  expect(refused.headers.get('access-control-allow-origin')).toBeNull();
  await dev.close();
});

test('answers are neither cached nor sniffed', async () => {
  const { headers } = await client.get('/v1/health');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});
