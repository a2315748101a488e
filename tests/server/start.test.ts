import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Child, runNode } from './support/child-process.ts';
import { portOf } from './support/port-of.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { createPostgresDatabase, engines } from './support/test-database.ts';
import { httpClient } from './support/test-server.ts';

const MAIN = join(import.meta.dirname, '../../src/server/main.ts');

function start(environment: Readonly<Record<string, string>>): Child {
  const child = runNode([MAIN], {
    PATAMAR_PORT: '0',
    PATAMAR_SAMPLE: '0',
    PATAMAR_LOG_LEVEL: 'silent',
    ...environment,
  });
  onTestFinished(() => void child.process.kill('SIGKILL'));
  return child;
}

/** What a start that fails says; it must be one line, without a stack. */
async function refusal(environment: Readonly<Record<string, string>>): Promise<string> {
  const { code, stderr } = await start(environment).ended();
  expect(code).toBe(1);
  expect(stderr.trimEnd()).not.toContain('\n');
  return stderr;
}

test('an empty backend starts, prints its address and the setup code, is used, stops on SIGTERM and keeps all of it', async () => {
  const folder = temporaryFolder();
  const first = start({ PATAMAR_DATA: folder });
  const [, url = ''] = await first.line(/answers at (http:\S+)/);
  const [, code = ''] = await first.line(/setup code (\S+)/);
  const body = {
    setupCode: code,
    name: 'Rui',
    email: 'rui@example.com',
    password: 'a long enough one',
    organization: 'Loja',
  };
  expect((await httpClient(url).post('/v1/auth/first-administrator', body)).status).toBe(201);
  first.process.kill('SIGTERM');
  expect(await first.ended()).toMatchObject({ code: 0, stderr: '' });
  expect(existsSync(join(folder, 'lock.json'))).toBe(false);

  const second = start({ PATAMAR_DATA: folder });
  const [, urlAgain = ''] = await second.line(/answers at (http:\S+)/);
  expect((await httpClient(urlAgain).signIn(body.email, body.password)).user.name).toBe('Rui');
});

test('a stop ends live streams instead of waiting for them', async () => {
  const child = start({ PATAMAR_DATA: temporaryFolder() });
  const [, url = ''] = await child.line(/answers at (http:\S+)/);
  const [, code = ''] = await child.line(/setup code (\S+)/);
  const body = {
    setupCode: code,
    name: 'Rui',
    email: 'rui@example.com',
    password: 'a long enough one',
    organization: 'Loja',
  };
  await httpClient(url).post('/v1/auth/first-administrator', body);
  const { accessToken } = await httpClient(url).signIn(body.email, body.password);
  const stream = await fetch(`${url}/v1/sync/live`, { headers: { authorization: `Bearer ${accessToken}` } });
  expect(stream.status).toBe(200);
  child.process.kill('SIGTERM');
  // An end that was sent. A connection that is cut, as after 10 s, rejects here.
  await stream.text();
  expect(await child.ended()).toMatchObject({ code: 0, stderr: '' });
});

test.runIf(engines.includes('postgres'))('two backends share one PostgreSQL and one setup code', async () => {
  const { url, drop } = await createPostgresDatabase();
  onTestFinished(drop);
  const both = [start({ DATABASE_URL: url }), start({ DATABASE_URL: url })];
  const codes = await Promise.all(both.map((child) => child.line(/setup code (\S+)/)));
  expect(codes[0]?.[1]).toBe(codes[1]?.[1]);
  for (const child of both) {
    child.process.kill('SIGINT');
    expect(await child.ended()).toMatchObject({ code: 0, stderr: '' });
  }
});

test('every bad value is told at once', async () => {
  const { code, stderr } = await start({ PATAMAR_PORT: 'x', PATAMAR_SAMPLE: 'x' }).ended();
  expect(code).toBe(1);
  expect(stderr.trimEnd().split('\n')).toHaveLength(2);
});

test('a data folder that cannot be a folder is told', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(await refusal({ PATAMAR_DATA: file })).toContain('set PATAMAR_DATA to another folder');
});

test('a PostgreSQL that does not answer is told, without its password', async () => {
  const said = await refusal({ DATABASE_URL: 'postgres://patamar:hunter2@127.0.0.1:1/patamar' });
  expect(said).toContain('Nothing answers as PostgreSQL at 127.0.0.1:1');
  expect(said).not.toContain('hunter2');
});

test('a port in use is told, and the folder is free again', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await once(other, 'listening');
  const port = portOf(other);
  const folder = temporaryFolder();
  expect(await refusal({ PATAMAR_DATA: folder, PATAMAR_PORT: String(port) })).toContain(
    `Port ${port} of 127.0.0.1 is in use`,
  );
  expect(existsSync(join(folder, 'lock.json'))).toBe(false);
});
