import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { healthSchema } from '../../src/shared/protocol/health.ts';
import { engines } from './support/test-database.ts';
import { addOrganization, addUser, parsed, startServer, type TestServer } from './support/test-server.ts';

describe.each(engines)('on %s', (engine) => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer({ engine, nowMs: () => 1_790_000_000_000 });
  });

  afterAll(() => server.close());

  test('a ready backend says what it is, and whether anybody can sign in', async () => {
    const before = parsed(healthSchema, await server.client.get('/v1/health'), 200);
    expect(before).toMatchObject({
      status: 'ready',
      engine,
      protocol: 1,
      isSample: false,
      needsAdministrator: true,
      serverTimeMs: 1_790_000_000_000,
    });
    await addOrganization(server.db, true);
    await addUser(server.db);
    const after = parsed(healthSchema, await server.client.get('/v1/health'), 200);
    expect(after).toMatchObject({ isSample: true, needsAdministrator: false });
  });

  test('a backend whose database does not answer is alive but not ready', async () => {
    let isBroken = false;
    const raw: typeof server.db.raw = (sql, params) =>
      isBroken ? Promise.reject(new Error('no answer')) : server.db.raw(sql, params);
    const broken = await startServer({ engine, db: { ...server.db, raw } });
    isBroken = true;
    expect((await broken.client.get('/v1/health')).status).toBe(503);
    expect(await broken.client.get('/v1/health?probe=live')).toMatchObject({ status: 200, body: { status: 'live' } });
    await broken.close();
  });

  test('the OpenAPI document names the routes, with their schemas', async () => {
    const { body } = await server.client.get('/v1/openapi.json');
    const paths = z.object({ openapi: z.literal('3.1.0'), paths: z.record(z.string(), z.unknown()) }).parse(body).paths;
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(['/v1/health', '/v1/auth/sign-in', '/v1/sync/push']));
    expect(JSON.stringify(paths['/v1/auth/sign-in'])).toContain('deviceName');
  });
});
