import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  newOperatorToken,
  readOperatorFile,
  removeOperatorFile,
  writeOperatorFile,
} from '../../src/server/import/operator.ts';
import { anXesTrace, xesLogXml } from '../support/xes-builder.ts';
import { startServer, type TestServer } from './support/test-server.ts';

/** The token of `startServer`. */
const OPERATOR_TOKEN = 'an operator token of the tests';
const PROGRAM = join(import.meta.dirname, '../../src/server/import/main.ts');

const folder = mkdtempSync(join(tmpdir(), 'patamar-import-test-'));
const dataDir = join(folder, 'data');
const good = join(folder, 'good.xes.gz');
const bad = join(folder, 'bad.xes');
const empty = join(folder, 'empty.xes');
const log = xesLogXml(
  anXesTrace('1-1', 'Accepted/In Progress', 'Queued/Awaiting Assignment V5 3rd', 'Completed/Resolved V5 3rd'),
  anXesTrace('1-2', 'Accepted/Wait - User'),
);

type Ended = { readonly code: number; readonly stdout: string; readonly stderr: string };

async function run(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const env = { ...process.env, PATAMAR_DATA: dataDir, PATAMAR_SAMPLE: '0', DATABASE_URL: '', ...environment };
  const child = spawn(process.execPath, [PROGRAM, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: child.exitCode ?? -1, stdout, stderr };
}

let server: TestServer;
let url: string;

beforeAll(async () => {
  writeFileSync(good, gzipSync(log));
  writeFileSync(bad, log.replace('Wait - User', 'Wait - Forever'));
  writeFileSync(empty, '');
  server = await startServer({ engine: 'pglite' });
  url = server.client.url;
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const send = (body: Uint8Array | string, authorization = `Bearer ${OPERATOR_TOKEN}`): Promise<Response> =>
  fetch(`${url}/v1/operator/import`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/octet-stream' },
    body: Buffer.from(body),
  });

test.each([
  ['a file that is not there', () => join(folder, 'none.xes'), /^There is no file .*none\.xes\.\n$/],
  ['a folder', () => folder, / is a folder: name the file of the log\.\n$/],
  ['an empty file', () => empty, / is empty\.\n$/],
])('%s is refused in one sentence', async (_what, path, sentence) => {
  const { code, stdout, stderr } = await run([path()]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(sentence);
});

test('without a file, or with an option nobody knows, the program says how it is called', async () => {
  for (const args of [[], [good, '--fast'], [good, bad]]) {
    expect(await run(args)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('Usage: npm run import'),
    });
  }
});

test('the program imports into a folder of its own, reports as JSON alone, and adds nothing the second time', async () => {
  const first = await run([good, '--json']);
  expect(first.code).toBe(0);
  expect(JSON.parse(first.stdout)).toMatchObject({
    tickets: 2,
    events: 4,
    alreadyThere: 0,
    highestTier: { '1': 1, '2': 0, '3': 1 },
  });
  expect(first.stderr).toContain('Importing 100 %: 2 incidents, 4 events');
  // Left by a backend that was killed: nobody answers there.
  writeOperatorFile(dataDir, { url: 'http://127.0.0.1:9', token: newOperatorToken() });
  const second = await run([good]);
  expect(second.code).toBe(0);
  expect(second.stdout).toContain('0 tickets, 0 events');
  expect(second.stdout).toContain('2 tickets were there already');
  const third = await run([bad, '--json']);
  expect(third.code).toBe(1);
  expect(third.stderr).toContain(
    'Line 35, column 1: event 1 of incident "1-2" has the unknown lifecycle:transition "Wait - Forever"',
  );
  expect(JSON.parse(third.stdout)).toMatchObject({
    error: { code: 'unknown_value', line: 35, trace: '1-2', event: 1 },
  });
});

test('while a backend has the folder, the program has that backend do the work', async () => {
  writeOperatorFile(dataDir, { url, token: OPERATOR_TOKEN });
  const { code, stdout } = await run([good, '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ tickets: 2, imported: { tickets: 2, events: 4 } });
  expect(await server.db.raw('select count(*)::int as count from ticket')).toEqual([{ count: 2 }]);
  const refused = await run([bad]);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('Line 35, column 1: event 1 of incident "1-2" has the unknown lifecycle:transition');
  expect(refused.stderr.match(/Line 35/g)).toHaveLength(1);
});

test('the route answers progress and a report, line by line', async () => {
  const answer = await send(log);
  expect(answer.headers.get('content-type')).toContain('application/x-ndjson');
  const lines = (await answer.text())
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(lines[0]).toMatchObject({ progress: { phase: 'reading' } });
  expect(lines.at(-1)).toMatchObject({ report: { tickets: 2, events: 4 } });
});

test('the route is for who has the token of this run', async () => {
  for (const authorization of ['', 'Bearer x', `Bearer ${newOperatorToken()}`]) {
    const answer = await send(log, authorization);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: 'auth.token' });
  }
});

test('a log is sent as bytes, and nothing else is taken', async () => {
  const answer = await server.client.request('POST', '/v1/operator/import', {
    body: '{}',
    headers: { 'content-type': 'application/json' },
    token: OPERATOR_TOKEN,
  });
  expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported_media' } });
});

test('a second import waits for the first to end', async () => {
  const answers = await Promise.all([send(log), send(log), send(log)]);
  const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
  expect(statuses[0]).toBe(200);
  expect(statuses).toContain(409);
  await Promise.all(answers.map((answer) => answer.text()));
  const after = await send(log);
  expect(after.status).toBe(200);
  // Read to its end: a backend does not stop while somebody listens.
  await after.text();
});

test("the operator's file is its owner's alone and goes with the backend", () => {
  writeOperatorFile(dataDir, { url, token: OPERATOR_TOKEN });
  expect(readOperatorFile(dataDir)).toEqual({ url, token: OPERATOR_TOKEN });
  // Windows has no such modes: there a folder of the user's own keeps others out.
  const mode = process.platform === 'win32' ? 0o600 : statSync(join(dataDir, 'operator.json')).mode & 0o777;
  expect(mode).toBe(0o600);
  removeOperatorFile(dataDir);
  removeOperatorFile(dataDir);
  expect(readOperatorFile(dataDir)).toBeNull();
});
