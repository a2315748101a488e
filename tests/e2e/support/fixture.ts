import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base } from '@playwright/test';
import { DesktopBus } from '../../support/desktop-bus.ts';
import { startBackend, type Backend } from './backend.ts';
import { closeConsole, launchConsole, type ConsoleOptions, type RunningConsole } from './console.ts';
import { removeFolder } from './remove-folder.ts';

type Consoles = {
  open(options: ConsoleOptions): Promise<RunningConsole>;
  closeAll(): Promise<void>;
};

export type Fixtures = {
  /** An empty profile folder, removed afterwards. */
  readonly userData: string;
  readonly consoles: Consoles;
  /** Opens consoles that are closed afterwards, whatever happens. */
  readonly open: Consoles['open'];
  /** The real backend on an empty data folder. */
  readonly backend: Backend;
  /** A desktop whose notifications and sleep the test sees and makes. */
  readonly desktop: DesktopBus;
};

/** Playwright's test with what a console test needs; each is made only for the tests that name it. */
export const test = base.extend<Fixtures>({
  userData: async ({}, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'patamar-profile-'));
    await use(folder);
    await removeFolder(folder);
  },
  // Names the profile so that it is removed only after the consoles on it have gone; so do backend and desktop below.
  consoles: async ({ userData: _userData }, use) => {
    const opened: RunningConsole[] = [];
    const consoles: Consoles = {
      async open(options) {
        const running = await launchConsole(options);
        opened.push(running);
        return running;
      },
      async closeAll() {
        for (const running of opened.splice(0)) await closeConsole(running);
      },
    };
    await use(consoles);
    await consoles.closeAll();
  },
  open: async ({ consoles }, use) => use((options) => consoles.open(options)),
  backend: async ({ consoles }, use) => {
    const backend = await startBackend();
    await use(backend);
    await consoles.closeAll();
    await backend.stop();
  },
  desktop: async ({ consoles }, use) => {
    const desktop = await DesktopBus.start();
    await use(desktop);
    // Chromium aborts when its bus goes.
    await consoles.closeAll();
    await desktop.stop();
  },
});

export { expect } from '@playwright/test';
