import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { setAccountActive } from '../../src/server/auth/accounts.ts';
import { setupCode } from '../../src/server/auth/first-administrator.ts';
import type { Database } from '../../src/server/db/database.ts';
import {
  endedSessionsAnswerSchema,
  meAnswerSchema,
  peopleAnswerSchema,
  signInAnswerSchema,
  type SignInAnswer,
} from '../../src/shared/protocol/auth.ts';
import { engines, openTestDatabase } from './support/test-database.ts';
import {
  addOrganization,
  addUser,
  type Answer,
  aUser,
  type Client,
  parsed,
  PASSWORD,
  startServer,
  type TestServer,
} from './support/test-server.ts';

const START_MS = Date.UTC(2026, 10, 23, 12);
const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;

describe.each(engines)('on %s', (engine) => {
  let server: TestServer;
  let client: Client;
  let nowMs = START_MS;
  const ana = aUser({ email: 'ana@example.com' });

  beforeAll(async () => {
    server = await startServer({ engine, nowMs: () => nowMs });
    ({ client } = server);
    await addUser(server.db, ana);
  });

  beforeEach(() => {
    nowMs += DAY_MS;
  });

  afterAll(() => server.close());

  const refresh = (refreshToken: string): Promise<Answer> => client.post('/v1/auth/refresh', { refreshToken });
  const refreshed = async (refreshToken: string): Promise<SignInAnswer> =>
    parsed(signInAnswerSchema, await refresh(refreshToken), 200);
  const me = (token?: string): Promise<Answer> => client.get('/v1/auth/me', token);

  test('who signs in gets tokens and who they are', async () => {
    const { accessToken, expiresInS, user } = await client.signIn('ana@example.com');
    expect(user).toEqual(ana);
    expect(expiresInS).toBe(900);
    expect(parsed(meAnswerSchema, await me(accessToken), 200).user).toEqual(ana);
  });

  test('the e-mail is taken whatever its case and with blanks around it', async () => {
    expect((await client.signIn('  Ana@Example.COM ')).user.id).toBe(ana.id);
  });

  test('a wrong password and an unknown e-mail get the same answer', async () => {
    const wrong = await client.post('/v1/auth/sign-in', { email: 'ana@example.com', password: 'wrong' });
    const unknown = await client.post('/v1/auth/sign-in', { email: 'nobody@example.com', password: PASSWORD });
    expect(wrong).toMatchObject({ status: 401, body: { code: 'auth.credentials' } });
    expect(unknown.body).toEqual(wrong.body);
    expect(unknown.status).toBe(wrong.status);
  });

  test('no token, a forged one, one of another kind and an expired one are refused', async () => {
    const { accessToken, refreshToken } = await client.signIn('ana@example.com');
    const [claims = '', mac = ''] = accessToken.split('.');
    const others = Buffer.from(claims, 'base64url').toString().replace(ana.id, aUser().id.replace(/1$/, '2'));
    const forged = `${Buffer.from(others).toString('base64url')}.${mac}`;
    for (const token of [undefined, 'x', `${claims}.`, forged, refreshToken]) {
      const answer = await me(token);
      expect(answer).toMatchObject({ status: 401, body: { code: 'auth.token' } });
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
    nowMs += 899 * SECOND_MS;
    expect((await me(accessToken)).status).toBe(200);
    nowMs += SECOND_MS;
    expect((await me(accessToken)).status).toBe(401);
  });

  test('each refresh gives the next token, and the session goes on', async () => {
    const first = await client.signIn('ana@example.com');
    let token = first.refreshToken;
    for (let round = 0; round < 3; round += 1) {
      nowMs += DAY_MS;
      const next = await refreshed(token);
      expect(next.refreshToken).not.toBe(token);
      expect((await me(next.accessToken)).status).toBe(200);
      token = next.refreshToken;
    }
  });

  test('a token whose answer was lost is taken again for 30 s, as often as need be', async () => {
    const { refreshToken } = await client.signIn('ana@example.com');
    const lost = await refreshed(refreshToken);
    nowMs += 20 * SECOND_MS;
    const lostToo = await refreshed(refreshToken);
    nowMs += 10 * SECOND_MS;
    const got = await refreshed(refreshToken);
    expect(new Set([lost.refreshToken, lostToo.refreshToken, got.refreshToken]).size).toBe(3);
    nowMs += DAY_MS;
    expect((await refresh(got.refreshToken)).status).toBe(200);
  });

  test('a token that comes back later ends the session for everybody who holds it', async () => {
    const { refreshToken } = await client.signIn('ana@example.com');
    const { refreshToken: stolen, accessToken } = await refreshed(refreshToken);
    nowMs += 31 * SECOND_MS;
    expect(await refresh(refreshToken)).toMatchObject({ status: 401, body: { code: 'auth.session' } });
    expect((await refresh(stolen)).status).toBe(401);
    expect((await me(accessToken)).status).toBe(401);
  });

  test('a token before the last one is reuse even within 30 s', async () => {
    const first = await client.signIn('ana@example.com');
    const second = await refreshed(first.refreshToken);
    const third = await refreshed(second.refreshToken);
    expect((await refresh(first.refreshToken)).status).toBe(401);
    expect((await refresh(third.refreshToken)).status).toBe(401);
  });

  test('one token refreshed many times at once gives tokens that all work for 30 s', async () => {
    const { refreshToken } = await client.signIn('ana@example.com');
    const answers = await Promise.all(Array.from({ length: 8 }, () => refreshed(refreshToken)));
    for (const { refreshToken: next } of answers) expect((await refresh(next)).status).toBe(200);
  });

  test('a token that was never given out ends nothing', async () => {
    const { refreshToken } = await client.signIn('ana@example.com');
    const [sessionId = '', , mac = ''] = refreshToken.split('.');
    expect((await refresh(`${sessionId}.${'A'.repeat(43)}.${mac}`)).status).toBe(401);
    expect((await refresh(refreshToken)).status).toBe(200);
  });

  test('signing out ends the session at once, and again is no error', async () => {
    const { accessToken, refreshToken } = await client.signIn('ana@example.com');
    expect((await me(accessToken)).status).toBe(200);
    expect((await client.post('/v1/auth/sign-out', { refreshToken })).status).toBe(204);
    expect((await me(accessToken)).status).toBe(401);
    expect((await refresh(refreshToken)).status).toBe(401);
    expect((await client.post('/v1/auth/sign-out', { refreshToken })).status).toBe(204);
  });

  test('a session unused for 90 days is over', async () => {
    const { refreshToken } = await client.signIn('ana@example.com');
    nowMs += 90 * DAY_MS;
    expect((await refresh(refreshToken)).status).toBe(401);
  });

  test('who may no longer sign in is out within seconds, and back when allowed', async () => {
    const bruno = aUser({ id: '0192f0c1-0000-7000-8000-000000000002', email: 'bruno@example.com' });
    await addUser(server.db, bruno);
    const { accessToken, refreshToken } = await client.signIn(bruno.email);
    await setAccountActive(server.db, bruno.id, false);
    nowMs += 5 * SECOND_MS;
    expect((await me(accessToken)).status).toBe(401);
    expect((await refresh(refreshToken)).status).toBe(401);
    expect((await client.post('/v1/auth/sign-in', { email: bruno.email, password: PASSWORD })).status).toBe(401);
    await setAccountActive(server.db, bruno.id, true);
    expect((await client.signIn(bruno.email)).user).toEqual(bruno);
  });

  test('tokens outlive a restart, since their secret is in the database', async () => {
    const { accessToken, refreshToken } = await client.signIn('ana@example.com');
    const restarted = await startServer({ engine, db: server.db, nowMs: () => nowMs });
    expect((await restarted.client.get('/v1/auth/me', accessToken)).status).toBe(200);
    expect((await restarted.client.post('/v1/auth/refresh', { refreshToken })).status).toBe(200);
    await restarted.close();
  });

  test('guessing is slowed down per e-mail, with the time to wait', async () => {
    const slow = await startServer({ engine, db: server.db, config: { signInsPerMinute: 3 }, nowMs: () => nowMs });
    const guess = (email: string): Promise<Answer> => slow.client.post('/v1/auth/sign-in', { email, password: 'x' });
    for (let round = 0; round < 3; round += 1) expect((await guess('ana@example.com')).status).toBe(401);
    const limited = await guess(' ANA@example.com');
    expect(limited).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await guess('bruno@example.com')).status).toBe(401);
    await slow.close();
  });

  test('neither passwords nor tokens are stored as they are', async () => {
    const { accessToken, refreshToken } = await client.signIn('ana@example.com');
    const rows = await server.db.raw(
      `select row_to_json(s)::text as text from session s union all select row_to_json(u)::text from app_user u`,
    );
    const stored = JSON.stringify(rows);
    expect(stored).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
    for (const secret of [PASSWORD, accessToken, refreshToken]) expect(stored).not.toContain(secret);
  });

  test('people are listed on a sample workspace only', async () => {
    expect((await client.get('/v1/auth/people')).status).toBe(404);
    await addOrganization(server.db, true);
    const { people } = parsed(peopleAnswerSchema, await client.get('/v1/auth/people'), 200);
    expect(people).toContainEqual({ name: ana.name, email: ana.email, role: 'agent', tiers: [1] });
  });
});

describe.each(engines)('who changes their password on %s', (engine) => {
  let server: TestServer;
  let client: Client;
  const NEXT = 'a new one that is long';

  beforeEach(async () => {
    server = await startServer({ engine, config: { signInsPerMinute: 5 } });
    ({ client } = server);
    await addUser(server.db);
    return () => server.close();
  });

  const change = (token: string, currentPassword: string, newPassword = NEXT): Promise<Answer> =>
    client.post('/v1/auth/password', { currentPassword, newPassword }, token);
  const me = (token: string): Promise<Answer> => client.get('/v1/auth/me', token);

  test('signs in with the new one only, stays signed in here, and is signed out everywhere else', async () => {
    const here = await client.signIn('ana@example.com');
    const elsewhere = await client.signIn('ana@example.com');
    expect((await me(elsewhere.accessToken)).status).toBe(200);
    const { ended } = parsed(endedSessionsAnswerSchema, await change(here.accessToken, PASSWORD), 200);
    expect(ended).toBe(1);
    expect((await me(elsewhere.accessToken)).status).toBe(401);
    expect((await client.post('/v1/auth/refresh', { refreshToken: elsewhere.refreshToken })).status).toBe(401);
    expect((await me(here.accessToken)).status).toBe(200);
    expect((await client.post('/v1/auth/refresh', { refreshToken: here.refreshToken })).status).toBe(200);
    const old = await client.post('/v1/auth/sign-in', { email: 'ana@example.com', password: PASSWORD });
    expect(old).toMatchObject({ status: 401, body: { code: 'auth.credentials' } });
    expect((await client.signIn('ana@example.com', NEXT)).user.name).toBe('Ana Lima');
  });

  test('is refused with a wrong current password, a short new one, or without a session, and nothing changes', async () => {
    const { accessToken } = await client.signIn('ana@example.com');
    const elsewhere = await client.signIn('ana@example.com');
    expect(await change(accessToken, 'wrong')).toMatchObject({ status: 403, body: { code: 'auth.password' } });
    expect(await change(accessToken, PASSWORD, 'short')).toMatchObject({ status: 400, body: { code: 'validation' } });
    expect(await change('x', PASSWORD)).toMatchObject({ status: 401, body: { code: 'auth.token' } });
    expect((await me(elsewhere.accessToken)).status).toBe(200);
    await client.signIn('ana@example.com');
  });

  test('cannot be guessed: more tries than the limit are refused, the right one too', async () => {
    const { accessToken } = await client.signIn('ana@example.com');
    for (let tries = 0; tries < 5; tries += 1) expect((await change(accessToken, 'wrong')).status).toBe(403);
    expect(await change(accessToken, PASSWORD)).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
  });

  test('changes it once when two do so at the same moment', async () => {
    const { accessToken } = await client.signIn('ana@example.com');
    const answers = await Promise.all(
      ['one that is long', 'two that is long'].map((next) => change(accessToken, PASSWORD, next)),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 403]);
  });

  test('leaves other people signed in', async () => {
    const rui = aUser({ id: '0192f0c1-0000-7000-8000-000000000002', name: 'Rui', email: 'rui@example.com' });
    await addUser(server.db, rui);
    const { accessToken } = await client.signIn('ana@example.com');
    const other = await client.signIn('rui@example.com');
    await change(accessToken, PASSWORD);
    expect((await me(other.accessToken)).status).toBe(200);
  });

  test('ends the other sessions without changing it, too', async () => {
    const here = await client.signIn('ana@example.com');
    const elsewhere = await client.signIn('ana@example.com');
    const answer = await client.post('/v1/auth/sign-out-others', {}, here.accessToken);
    expect(parsed(endedSessionsAnswerSchema, answer, 200)).toEqual({ ended: 1 });
    expect((await me(elsewhere.accessToken)).status).toBe(401);
    expect((await me(here.accessToken)).status).toBe(200);
    await client.signIn('ana@example.com');
  });
});

describe.each(engines)('an empty backend on %s', (engine) => {
  let db: Database;
  let server: TestServer;
  const body = { name: 'Rui', email: 'Rui@Example.com', password: 'a long enough one', organization: 'Loja' };

  beforeEach(async () => {
    db = await openTestDatabase(engine);
    server = await startServer({ engine, db });
    return async () => {
      await server.close();
      await db.close();
    };
  });

  const create = (setup: string, overrides: Partial<typeof body> = {}): Promise<Answer> =>
    server.client.post('/v1/auth/first-administrator', { ...body, ...overrides, setupCode: setup });

  test('lets whoever knows the setup code create the first administrator, once', async () => {
    const code = (await setupCode(db)) ?? '';
    expect(code).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/);
    expect(await setupCode(db)).toBe(code);
    expect(await create('AAAA-AAAA')).toMatchObject({ status: 403, body: { code: 'auth.setup_code' } });
    const { user, accessToken } = parsed(signInAnswerSchema, await create(code.toLowerCase()), 201);
    expect(user).toMatchObject({ name: 'Rui', email: 'rui@example.com', role: 'admin', isActive: true });
    expect((await server.client.get('/v1/auth/me', accessToken)).status).toBe(200);
    expect((await server.client.signIn('rui@example.com', body.password)).user).toEqual(user);
    expect(await create(code)).toMatchObject({ status: 409, body: { code: 'auth.setup_done' } });
    expect(await setupCode(db)).toBeNull();
  });

  test('has one administrator when several are created at once', async () => {
    const code = (await setupCode(db)) ?? '';
    const answers = await Promise.all([1, 2, 3, 4].map((n) => create(code, { email: `r${n}@example.com` })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409, 409]);
    expect(await db.raw('select id from app_user')).toHaveLength(1);
  });

  test.each([{ password: 'too short' }, { email: 'no address' }, { name: ' ' }, { organization: '' }])(
    'refuses an administrator with %j',
    async (overrides) => {
      const code = (await setupCode(db)) ?? '';
      expect(await create(code, overrides)).toMatchObject({ status: 400, body: { code: 'validation' } });
    },
  );
});
