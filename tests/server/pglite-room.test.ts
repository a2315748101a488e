import { join } from 'node:path';
import { expect, test } from 'vitest';
import { setupCode } from '../../src/server/auth/first-administrator.ts';
import type { Database } from '../../src/server/db/database.ts';
import { migrate } from '../../src/server/db/migrate.ts';
import { openPglite } from '../../src/server/db/pglite.ts';
import { assertRoom } from '../../src/server/db/room.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { openTestDatabase, silent } from './support/test-database.ts';
import { startServer } from './support/test-server.ts';

test('an embedded database knows the free room of its disk', async () => {
  const db = await openPglite({ folder: join(temporaryFolder(), 'pglite'), minFreeBytes: 0, watchdogMs: 0 }, silent);
  const free = (await db.freeBytes()) ?? 0;
  expect(free).toBeGreaterThan(1_048_576);
  await expect(assertRoom(db, free * 2)).rejects.toMatchObject({ code: 'storage.full', status: 503 });
  await assertRoom(db, 1_048_576);
  await db.close();
});

test('a backend without room refuses to write and goes on reading, until there is room', async () => {
  let free = 100;
  const opened = await openTestDatabase('pglite');
  const db: Database = { ...opened, freeBytes: () => Promise.resolve(free) };
  await migrate(db);
  const server = await startServer({ engine: 'pglite', db, config: { minFreeBytes: 200 } });
  const body = {
    setupCode: await setupCode(db),
    name: 'Rui',
    email: 'rui@example.com',
    password: 'a long enough one',
    organization: 'Loja',
  };
  const refused = await server.client.post('/v1/auth/first-administrator', body);
  expect(refused).toMatchObject({ status: 503, body: { code: 'storage.full' } });
  expect(refused.headers.get('retry-after')).toBe('60');
  expect((await server.client.get('/v1/health')).status).toBe(200);
  free = 200;
  expect((await server.client.post('/v1/auth/first-administrator', body)).status).toBe(201);
  await server.close();
  await opened.close();
});
