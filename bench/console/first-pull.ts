import type { Page } from '@playwright/test';
import { type FirstPull, installProbe } from './page-probe.ts';

/** Has `signIn` press its button on an empty profile, and measures until the whole view is on this machine. */
export async function measureFirstPull(page: Page, signIn: () => Promise<void>): Promise<FirstPull> {
  await page.evaluate(installProbe);
  await page.evaluate(() => window.patamarBench.watchFirstPull());
  await signIn();
  return page.evaluate(() => window.patamarBench.firstPull());
}
