import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { say, Stop, which } from './command-line.mjs';
import { stopGently } from './processes.mjs';

const SCREEN = '1440x900x24';
const READY_WITHIN_MS = 15_000;

/** Whether windows can be opened here without a display of our own. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

/**
 * Starts a screen that nobody sees, and a D-Bus session where there is none.
 *
 * @returns `{ env, stop }`: what a program needs in its environment to use them, and what ends them.
 * @throws Stop when Xvfb is missing or does not come up.
 */
export async function virtualDisplay() {
  if (which('Xvfb') === null) {
    throw new Stop('There is no display here and no Xvfb: install it (apt-get install xvfb), or set DISPLAY.');
  }
  const children = [];
  const env = {};
  // For a script that ends without a word: nothing of ours stays behind.
  process.once('exit', () => children.forEach((child) => child.kill('SIGKILL')));
  const xvfb = start(children, 'Xvfb', ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp'], 3);
  const number = await firstLine(xvfb, 3, 'Xvfb');
  env['DISPLAY'] = `:${number}`;
  if (!process.env['DBUS_SESSION_BUS_ADDRESS'] && which('dbus-daemon') !== null) {
    const bus = start(children, 'dbus-daemon', ['--session', '--nofork', '--nosyslog', '--print-address=1'], 1);
    env['DBUS_SESSION_BUS_ADDRESS'] = await firstLine(bus, 1, 'dbus-daemon');
  }
  return {
    env,
    async stop() {
      await Promise.all(children.map((child) => stopGently(child, 2_000)));
    },
  };
}

/** Runs `body(env)` with a display: the one that is there, or one of our own for as long as it takes. */
export async function withDisplay(body) {
  if (hasDisplay()) return body({});
  const display = await virtualDisplay();
  say(`No display here: using a virtual screen of ${SCREEN} (${display.env['DISPLAY']}).`);
  try {
    return await body(display.env);
  } finally {
    await display.stop();
  }
}

function start(children, command, args, descriptor) {
  const stdio = ['ignore', 'ignore', 'ignore', 'ignore'];
  stdio[descriptor] = 'pipe';
  // A process group of its own: a Ctrl-C must not take the screen away before the windows on it have closed.
  const child = spawn(command, args, { stdio, detached: true });
  children.push(child);
  return child;
}

async function firstLine(child, descriptor, name) {
  const lines = createInterface({ input: child.stdio[descriptor] });
  const { promise, resolve, reject } = Promise.withResolvers();
  const late = setTimeout(() => reject(new Stop(`${name} gave no sign of life in 15 seconds.`)), READY_WITHIN_MS);
  lines.once('line', resolve);
  child.once('error', (error) => reject(new Stop(`${name} cannot be started: ${error.message}.`)));
  child.once('exit', (code) => reject(new Stop(`${name} ended at once with code ${code}.`)));
  try {
    return (await promise).trim();
  } finally {
    clearTimeout(late);
  }
}
