import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { PROJECT_ROOT } from './project-root.ts';

const CLOSES_WITHIN_MS = 5_000;
// Chromium does not sandbox as root; for everyone else the sandbox is on, as in the installed app.
const isRoot = process.getuid?.() === 0;

export type ConsoleOptions = {
  /** The profile folder. Two consoles on one folder are one console. */
  readonly userData: string;
  readonly backendUrl: string;
  /** The system's language, as a BCP 47 tag; 'pt-BR' without one. */
  readonly locale?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** The folder of the app to start, with its package.json and out/; this project without one. */
  readonly appFolder?: string;
  /** Whether accounts are welcomed, as on a machine that nobody has set up; without it the profile says that they are not. */
  readonly welcomes?: boolean;
};

export type RunningConsole = {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Electron's main process. (Playwright's `app.process()` throws once it has ended.) */
  readonly process: ChildProcess;
};

/** Opens the built console (out/) in a real Electron window; resolves when its page has loaded. */
export async function launchConsole(options: ConsoleOptions): Promise<RunningConsole> {
  const {
    userData,
    backendUrl,
    locale = 'pt-BR',
    env = {},
    args = [],
    appFolder = PROJECT_ROOT,
    welcomes = false,
  } = options;
  if (!welcomes) await welcomeNobody(userData);
  const app = await _electron.launch({
    chromiumSandbox: !isRoot,
    // Playwright would pretend the system is light, over the app's own choice of theme.
    colorScheme: null,
    args: [appFolder, `--lang=${locale}`, ...args],
    env: {
      ...definedOnly(process.env),
      // Electron asks these, not --lang, for the languages the person prefers.
      LANGUAGE: locale.replace('-', '_'),
      LANG: `${locale.replace('-', '_')}.UTF-8`,
      PATAMAR_TEST: '1',
      PATAMAR_USER_DATA: userData,
      PATAMAR_BACKEND_URL: backendUrl,
      ...env,
    },
  });
  const child = app.process();
  try {
    const page = await app.firstWindow();
    await page.waitForLoadState('domcontentloaded');
    return { app, page, process: child };
  } catch (error) {
    // Left alone it would go on holding the profile.
    child.kill('SIGKILL');
    throw error;
  }
}

/** Sets a fresh profile up as for a machine that many share: nobody is welcomed on it. */
async function welcomeNobody(userData: string): Promise<void> {
  const file = path.join(userData, 'settings.json');
  if (existsSync(file)) return;
  await mkdir(userData, { recursive: true });
  await writeFile(file, JSON.stringify({ firstRun: { isOffered: false, seenBy: [] } }));
}

/** Quits as an agent would; kills what has not gone within five seconds. Harmless when it has ended already. */
export async function closeConsole({ app, process: child }: RunningConsole): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const force = setTimeout(() => child.kill('SIGKILL'), CLOSES_WITHIN_MS);
  const exit = once(child, 'exit');
  try {
    await app.close();
    await exit;
  } finally {
    clearTimeout(force);
  }
}

/** Ends it as a power cut would: no goodbye to any process of it. */
export async function killConsole({ process: child }: RunningConsole): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

/** Ends it with every process it has started (page, workers, Chromium's services), all at the same moment. */
export async function killGroup({ process: child }: RunningConsole): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  // Playwright starts Electron as the leader of a group of its own.
  process.kill(-child.pid, 'SIGKILL');
  await exit;
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
