import { existsSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { screens, takeOwnScreen } from './tests/e2e/support/screens.ts';

// Where Electron itself could not be had, npm test makes a trial runtime (scripts/electron-runtime.mjs). The electron package
// and Playwright take it by this variable, so that `playwright test` works alone too.
const trialRuntime = path.join(import.meta.dirname, '.runtime');
const hasElectron = existsSync(path.join(import.meta.dirname, 'node_modules/electron/dist/version'));
if (!hasElectron && existsSync(trialRuntime)) process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= trialRuntime;

// Playwright's workers read this file too.
takeOwnScreen();

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.e2e.ts',
  globalSetup: path.join(import.meta.dirname, 'tests/e2e/support/sample-for-all.ts'),
  outputDir: 'test-results',
  // One set for all: gallery.e2e.ts compares only where they can be compared.
  snapshotPathTemplate: '{testDir}/baselines/{arg}{ext}',
  timeout: 60_000,
  // Each test starts an app and often a backend. On one screen two at a time would compete for the focus.
  workers: screens().length,
  // Each test has a profile and a backend of its own; by the file, the last long one would keep the other screens waiting.
  fullyParallel: true,
  // Two windows, and the simulation beside them, share two processors.
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env['CI']),
  // Electron itself dies at its start once in some hundred launches (SIGSEGV before the first window). What passes only the
  // second time is listed as flaky at the end.
  retries: process.env['CI'] ? 1 : 0,
  reporter: [['list']],
});
