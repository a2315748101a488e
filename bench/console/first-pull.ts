import type { Page } from '@playwright/test';
import { signIn } from '../../tests/e2e/support/agent.ts';
import { type FirstPull, installProbe } from './page-probe.ts';

/** The supervisor of the sample, who sees every queue. */
export const SUPERVISOR = 'Helena Duarte';

/** Signs in on an empty profile and measures until the whole view is on this machine. */
export async function measureFirstPull(page: Page): Promise<FirstPull> {
  await page.evaluate(installProbe);
  await page.evaluate(() => window.patamarBench.watchFirstPull());
  await signIn(page, SUPERVISOR);
  return page.evaluate(() => window.patamarBench.firstPull());
}
