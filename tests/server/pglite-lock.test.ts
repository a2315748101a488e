import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { lockFolder } from '../../src/server/db/folder-lock.ts';
import { ownIdentity, type ProcessIdentity } from '../../src/server/db/process-identity.ts';
import { type Child, runNode } from './support/child-process.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const PROGRAM = join(import.meta.dirname, 'support/committing-program.ts');
/** Tries each of many folders at a moment that all such programs have in common, and says which it got. */
const LOCKING = `
  import { lockFolder } from ${JSON.stringify(join(import.meta.dirname, '../../src/server/db/folder-lock.ts'))};
  const [startAtMs, ...folders] = process.argv.slice(1);
  const got = [];
  for (const [round, folder] of folders.entries()) {
    while (performance.timeOrigin + performance.now() < Number(startAtMs) + round * 30);
    if (lockFolder(folder, () => undefined).ok) got.push(round);
  }
  process.stdout.write('got ' + JSON.stringify(got) + '\\n');
  process.stdin.resume();
`;
const neverLost = (): never => {
  throw new Error('The lock was lost');
};

function open(folder: string): Child {
  const child = runNode([PROGRAM, join(folder, 'pglite')]);
  onTestFinished(() => void child.process.kill('SIGKILL'));
  return child;
}

/** Leaves a lock as a process would that died with it. */
function plant(folder: string, holder: Partial<ProcessIdentity>, ageMs = 0): void {
  const path = join(folder, 'lock.json');
  writeFileSync(path, JSON.stringify({ nonce: 'planted', ...ownIdentity(), ...holder }));
  const date = new Date(Date.now() - ageMs);
  utimesSync(path, date, date);
}

test('a second process on the same folder is refused in a sentence that names the first, which goes on', async () => {
  const folder = temporaryFolder();
  const first = open(folder);
  await first.line(/open/);
  const second = await open(folder).ended();
  expect(second.code).toBe(1);
  expect(second.stderr).toContain(`Another Patamar server (process ${first.process.pid} on `);
  expect(second.stderr).not.toContain('\n');
  first.process.stdin?.write('1\n');
  await first.line(/kept 1/);
});

test('the lock of a process that was killed is taken over', async () => {
  const folder = temporaryFolder();
  const first = open(folder);
  await first.line(/open/);
  first.process.kill('SIGKILL');
  await first.ended();
  expect(existsSync(join(folder, 'lock.json'))).toBe(true);
  await open(folder).line(/open/);
});

test('of processes that find a dead lock in the same moment, one gets it', async () => {
  const folders = Array.from({ length: 40 }, temporaryFolder);
  for (const folder of folders) plant(folder, { startedAt: 'never' });
  const startAtMs = String(Date.now() + 1_000);
  const children = Array.from({ length: 4 }, () =>
    runNode(['--input-type=module', '-e', LOCKING, startAtMs, ...folders]),
  );
  onTestFinished(() => children.forEach((child) => child.process.kill('SIGKILL')));
  const said = await Promise.all(children.map((child) => child.line(/got (\[.*\])\n/)));
  const got = said.flatMap(([, rounds = '']) => z.array(z.int()).parse(JSON.parse(rounds)));
  expect(got.toSorted((a, b) => a - b)).toEqual(folders.map((_, round) => round));
});

test('a lock that is released leaves nothing and can be taken again', () => {
  const folder = temporaryFolder();
  for (let round = 0; round < 2; round += 1) {
    const lock = lockFolder(folder, neverLost);
    expect(lock.ok).toBe(true);
    if (lock.ok) lock.value.release();
    expect(readdirSync(folder)).toEqual([]);
  }
});

test('a live process keeps its lock however old it is', () => {
  const folder = temporaryFolder();
  plant(folder, {}, 86_400_000);
  expect(lockFolder(folder, neverLost)).toMatchObject({ ok: false, error: { code: 'held' } });
});

test.each([
  ['a process number that was given again', { startedAt: 'another' }],
  ['an earlier run of the machine', { boot: 'another' }],
])('the lock of %s is taken over', (_name, holder) => {
  const folder = temporaryFolder();
  plant(folder, holder);
  const lock = lockFolder(folder, neverLost);
  expect(lock.ok).toBe(true);
  expect(JSON.parse(readFileSync(join(folder, 'lock.json'), 'utf8'))).toMatchObject({ pid: process.pid });
  expect(readdirSync(folder)).toEqual(['lock.json']);
  if (lock.ok) lock.value.release();
});

test('the lock of another container is believed while it beats, and taken over when it has stopped', () => {
  const folder = temporaryFolder();
  plant(folder, { host: 'another', boot: 'another' }, 20_000);
  expect(lockFolder(folder, neverLost).ok).toBe(false);
  plant(folder, { host: 'another', boot: 'another' }, 40_000);
  const lock = lockFolder(folder, neverLost);
  expect(lock.ok).toBe(true);
  if (lock.ok) lock.value.release();
});

test('a lock file that a power cut left empty is nobody’s', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'lock.json'), '');
  const lock = lockFolder(folder, neverLost);
  expect(lock.ok).toBe(true);
  if (lock.ok) lock.value.release();
});

test('a process that died while taking over leaves its claim to the next', () => {
  const folder = temporaryFolder();
  plant(folder, { startedAt: 'dead' });
  const successor = { nonce: 'successor', ...ownIdentity() };
  writeFileSync(join(folder, 'lock.json.planted'), JSON.stringify({ ...successor, startedAt: 'dead too' }));
  const lock = lockFolder(folder, neverLost);
  expect(lock.ok).toBe(true);
  if (lock.ok) lock.value.release();
  expect(readdirSync(folder)).toEqual([]);
  plant(folder, { startedAt: 'dead' });
  writeFileSync(join(folder, 'lock.json.planted'), JSON.stringify(successor));
  expect(lockFolder(folder, neverLost).ok).toBe(false);
});
