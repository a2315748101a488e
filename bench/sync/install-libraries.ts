import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const LOCK = path.join(import.meta.dirname, 'package-lock.json');
/** A copy of the lock file that was installed last. */
const INSTALLED = path.join(import.meta.dirname, 'node_modules/.installed-lock.json');

/**
 * Installs the libraries that are measured beside Patamar into this folder, once for each lock file, and says so. They are
 * no dependencies of the project.
 *
 * @throws Error with npm's words when they cannot be had.
 */
export function installLibraries(say: (line: string) => void): void {
  const lock = readFileSync(LOCK, 'utf8');
  if (existsSync(INSTALLED) && readFileSync(INSTALLED, 'utf8') === lock) return;
  say('Installing the libraries to compare with into bench/sync (npm ci).');
  const { status, stderr } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm ci failed in bench/sync:\n${stderr}`);
  writeFileSync(INSTALLED, lock);
}
