import { afterAll, beforeAll, expect, test } from 'vitest';
import { addUser, type Answer, startServer, type TestServer } from './support/test-server.ts';

let server: TestServer;
let token: string;

const calendar = {
  timeZone: 'America/Sao_Paulo',
  weekly: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['08:00', '18:00']]])),
};

beforeAll(async () => {
  server = await startServer({ engine: 'pglite' });
  const user = await addUser(server.db);
  token = (await server.client.signIn(user.email)).accessToken;
});

afterAll(() => server.close());

const preview = (body: unknown): Promise<Answer> => server.client.post('/v1/sla/preview', body, token);

test('a target is answered with its deadline, in UTC', async () => {
  // A Friday at 17:00; an hour is left on it, the other is on Monday.
  const answer = await preview({ calendar, start: '2026-11-27T17:00:00', targetMs: 7_200_000 });
  expect(answer).toMatchObject({ status: 200, body: { deadline: '2026-11-30T12:00:00.000Z' } });
});

test('a span is answered with the business time in it', async () => {
  const answer = await preview({ calendar, start: '2026-11-27T17:00:00', end: '2026-11-30T09:00:00' });
  expect(answer).toMatchObject({ status: 200, body: { elapsedMs: 7_200_000 } });
});

test('a value that makes no sense is a validation problem that names it', async () => {
  const answer = await preview({ calendar, start: 'yesterday', targetMs: 1 });
  expect(answer).toMatchObject({
    status: 400,
    body: { code: 'validation', reason: 'bad-instant', details: [{ path: 'start' }] },
  });
});

test('a body of another shape is a validation problem', async () => {
  expect(await preview({ start: 7 })).toMatchObject({ status: 400, body: { code: 'validation' } });
});

test('a preview needs a token', async () => {
  const body = { calendar, start: '2026-11-27T17:00:00', targetMs: 1 };
  expect(await server.client.post('/v1/sla/preview', body)).toMatchObject({
    status: 401,
    body: { code: 'auth.token' },
  });
});
