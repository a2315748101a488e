import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds wrong with the screen as it is, each with where; when what is coming onto it has come, for nobody reads it before. */
export async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(async () => {
    const coming = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(coming.map(({ finished }) => finished));
  });
  // Legacy mode: the other opens a page of its own, which Electron does not have.
  const { violations: found, passes } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(LEVELS).analyze();
  // A screen on which nothing at all was checked would be free of violations too.
  expect(passes.length).toBeGreaterThan(5);
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
