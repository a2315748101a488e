import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { openPglite } from '../../src/server/db/pglite.ts';
import { type Child, runNode } from './support/child-process.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { silent } from './support/test-database.ts';

const WATCHDOG = join(import.meta.dirname, '../../src/server/db/pglite-watchdog.ts');
const COMMITTING = join(import.meta.dirname, 'support/committing-program.ts');
const LIMIT_MS = 2_000;

function run(args: readonly string[]): Child {
  const child = runNode(args);
  onTestFinished(() => void child.process.kill('SIGKILL'));
  return child;
}

/** A process that waits, and the watchdog that watches it. */
function watched(): { victim: Child; watchdog: Child } {
  const victim = run(['-e', 'process.stdin.resume()']);
  return { victim, watchdog: run([WATCHDOG, String(victim.process.pid), String(LIMIT_MS)]) };
}

test('a server whose event loop is stuck is ended, in a sentence, and its folder can be opened again', async () => {
  const folder = join(temporaryFolder(), 'pglite');
  // Created before, since that holds the event loop for seconds on a busy machine.
  await (await openPglite({ folder, minFreeBytes: 0, watchdogMs: 0 }, silent)).close();
  const child = run([COMMITTING, folder, '6000']);
  await child.line(/open/);
  child.process.stdin?.write('1\nstick\n');
  const { signal, stderr } = await child.ended();
  expect(signal).toBe('SIGKILL');
  expect(stderr).toContain(`Patamar's server (process ${child.process.pid}) has not answered for 6 s`);
  const again = run([COMMITTING, folder]);
  await again.line(/open/);
  again.process.stdin?.write('2\n');
  await again.line(/kept 2/);
});

test('a process that pings is left alone for several limits, and ended once it does not', async () => {
  const { victim, watchdog } = watched();
  for (let pings = 0; pings < 60; pings += 1) {
    watchdog.process.stdin?.write('.');
    await delay(LIMIT_MS / 20);
  }
  expect(victim.process.signalCode).toBeNull();
  expect((await victim.ended()).signal).toBe('SIGKILL');
  expect((await watchdog.ended()).code).toBe(0);
});

test('a watchdog whose pipe closes goes, and harms nobody', async () => {
  const { victim, watchdog } = watched();
  watchdog.process.stdin?.write('.');
  watchdog.process.stdin?.end();
  expect(await watchdog.ended()).toEqual({ code: 0, signal: null, stderr: '' });
  expect(victim.process.exitCode).toBeNull();
  expect(victim.process.signalCode).toBeNull();
});
