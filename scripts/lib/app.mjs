import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { createInterface } from 'node:readline';
import { ROOT, say } from './command-line.mjs';

/** What Chromium has to be told to run as root. It is for containers: nobody should work as root. */
export const ROOT_SWITCHES = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/**
 * The app as a child of this process. What main has to say appears here; the rest of its standard error, where Chromium
 * talks to itself, goes to `logFile`.
 */
export function startApp(executable, env, logFile) {
  const child = spawn(executable, [...ROOT_SWITCHES, ROOT], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: process.platform !== 'win32',
  });
  const log = fs.createWriteStream(logFile, { flags: 'a' });
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (line.startsWith('patamar: ')) say(line);
    else log.write(`${line}\n`);
  });
  return child;
}
