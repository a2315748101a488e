import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Browser, type Page } from '@playwright/test';
import { z } from 'zod';
import type { ConsoleOptions } from './console.ts';
import { PROJECT_ROOT } from './project-root.ts';

/** The Electron that the electron package names. */
export const ELECTRON = String(createRequire(import.meta.url)('electron'));

/** What Electron has to be told to run as root, where Chromium does not sandbox. */
export const ROOT_NEEDS = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export type SpawnedConsole = {
  /** Attaches to the page. To be closed before the next one is made. */
  connect(): Promise<{ readonly browser: Browser; readonly page: Page }>;
  /** Minimises its window; resolves when Electron says that it is. Of one that was started with MINIMISES. */
  minimise(): Promise<void>;
  stop(): Promise<void>;
};

/** Switches for a console that can be minimised from here: main is not reached otherwise. */
export const MINIMISES = ['-r', path.join(import.meta.dirname, 'minimised-by-signal.cjs')];

/**
 * Opens the console as a program of its own, without the switches Playwright starts one with (it keeps hidden windows'
 * timers running and notices no crash). Main cannot be reached; the page can, through its debugging port.
 */
export async function spawnConsole({
  userData,
  backendUrl,
  env = {},
  args = [],
}: ConsoleOptions): Promise<SpawnedConsole> {
  const child = spawn(ELECTRON, [...args, ...ROOT_NEEDS, '--remote-debugging-port=0', PROJECT_ROOT], {
    env: {
      ...process.env,
      PATAMAR_TEST: '1',
      PATAMAR_USER_DATA: userData,
      PATAMAR_BACKEND_URL: backendUrl,
      ...env,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const listeners: ((line: string) => void)[] = [];
  const { promise: address, resolve, reject } = Promise.withResolvers<string>();
  createInterface({ input: child.stderr }).on('line', (line) => {
    const found = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (found !== undefined) resolve(found);
    for (const listener of listeners) listener(line);
  });
  child.once('exit', () => reject(new Error('the console ended before it could be reached')));
  const endpoint = await address;
  return {
    async minimise() {
      const { promise, resolve: minimised } = Promise.withResolvers<void>();
      listeners.push((line) => {
        if (line === 'window minimised: true') minimised();
      });
      // A window manager that has only just begun may not have heard the first time.
      const again = setInterval(() => child.kill('SIGUSR2'), 500);
      await promise;
      clearInterval(again);
    },
    async connect() {
      await pageIsUp(new URL(endpoint).port);
      const browser = await chromium.connectOverCDP(endpoint);
      const [context] = browser.contexts();
      const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
      if (page === undefined) throw new Error('the console has no window');
      await page.waitForLoadState('domcontentloaded');
      return { browser, page };
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

const targetsSchema = z.array(z.object({ type: z.string(), url: z.string() }));
const UP_WITHIN_MS = 15_000;

/** Attaching to a page that is only just being made hangs. */
async function pageIsUp(port: string): Promise<void> {
  const untilMs = Date.now() + UP_WITHIN_MS;
  for (;;) {
    const response = await fetch(`http://127.0.0.1:${port}/json/list`);
    const targets = targetsSchema.parse(await response.json());
    if (targets.some(({ type, url }) => type === 'page' && url.startsWith('app://'))) return;
    if (Date.now() > untilMs) throw new Error(`no page came up: ${JSON.stringify(targets)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
