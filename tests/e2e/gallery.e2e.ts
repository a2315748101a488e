import type { Page } from '@playwright/test';
import { violations } from './support/axe.ts';
import { expect, test as base } from './support/fixture.ts';
import { type RunningGallery, startGallery } from './support/gallery.ts';

/** What drew the pictures in tests/e2e/baselines. Another one smooths letters its own way. */
const DRAWN_BY = { platform: 'linux', chromium: 130 } as const;
const SIZE = { width: 1200, height: 1060 };

const LOOKS = [
  { name: 'light', look: { theme: 'light' } },
  { name: 'dark', look: { theme: 'dark' } },
  { name: 'light-more', look: { theme: 'light', contrast: 'more' } },
  { name: 'dark-more', look: { theme: 'dark', contrast: 'more' } },
  { name: 'light-compact-en', look: { theme: 'light', density: 'compact', language: 'en' } },
] as const;

// On one screen: each would start a gallery of its own.
base.describe.configure({ mode: 'default' });

const test = base.extend<object, { readonly gallery: RunningGallery }>({
  gallery: [
    async ({}, use) => {
      const gallery = await startGallery();
      await use(gallery);
      await gallery.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

/** The gallery in a look, its fonts there. */
async function show(page: Page, url: string, look: Readonly<Record<string, string>>): Promise<void> {
  await page.goto(`${url}?${new URLSearchParams(look).toString()}`);
  await expect(page.getByRole('region', { name: 'quotes' })).toBeVisible();
  await page.evaluate(async () => document.fonts.ready);
}

/** Whether this runtime draws as the pictures were drawn; says in the report why they are not looked at where not. */
async function canCompare(page: Page): Promise<boolean> {
  const chromium = Number(await page.evaluate(() => /Chrome\/(\d+)/.exec(navigator.userAgent)?.[1]));
  const can = process.platform === DRAWN_BY.platform && chromium === DRAWN_BY.chromium;
  if (!can) {
    const description = `pictures not compared: drawn by Chromium ${DRAWN_BY.chromium} on ${DRAWN_BY.platform}, this is ${chromium} on ${process.platform}`;
    test.info().annotations.push({ type: 'skipped', description });
  }
  return can;
}

test('every component looks as it did, and is free of axe violations, in every theme', async ({
  open,
  gallery,
  userData,
}) => {
  test.setTimeout(240_000);
  const env = { ELECTRON_RENDERER_URL: gallery.url };
  const { page } = await open({ userData, backendUrl: 'http://127.0.0.1:9', env });
  await page.setViewportSize(SIZE);
  const isComparing = await canCompare(page);
  for (const { name, look } of LOOKS) {
    await show(page, gallery.url, look);
    expect(await violations(page), name).toEqual([]);
    // The first button has the focus, to be seen too.
    await page.keyboard.press('Tab');
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('Tab');
    if (isComparing) await expect(page).toHaveScreenshot(`gallery-${name}.png`, { maxDiffPixelRatio: 0.005 });
  }
});

for (const { name, look } of LOOKS.filter(({ name: one }) => one === 'light' || one === 'dark-more')) {
  test(`what opens over the rest looks as it did, and is free of axe violations, ${name}`, async ({
    open,
    gallery,
    userData,
  }) => {
    test.setTimeout(120_000);
    const env = { ELECTRON_RENDERER_URL: gallery.url };
    const { page } = await open({ userData, backendUrl: 'http://127.0.0.1:9', env });
    await page.setViewportSize({ width: 720, height: 420 });
    const isComparing = await canCompare(page);
    await show(page, gallery.url, look);
    await page.getByRole('button', { name: 'Novo chamado' }).last().press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await violations(page), 'dialog').toEqual([]);
    if (isComparing) await expect(page).toHaveScreenshot(`dialog-${name}.png`, { maxDiffPixelRatio: 0.005 });
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Mais ações' }).press('Enter');
    await expect(page.getByRole('menu')).toBeVisible();
    expect(await violations(page), 'menu').toEqual([]);
    if (isComparing) await expect(page).toHaveScreenshot(`menu-${name}.png`, { maxDiffPixelRatio: 0.005 });
  });
}
