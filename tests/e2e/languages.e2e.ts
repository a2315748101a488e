import type { Page } from '@playwright/test';
import { textsIn as textsOfMain } from '../../src/main/texts.ts';
import { N1, N1_QUEUE } from './support/agent.ts';
import { ApiPerson, SAMPLE_PASSWORD } from './support/api.ts';
import { expect, test } from './support/fixture.ts';
import { cutNetwork } from './support/network.ts';
import { buildPseudoConsole } from './support/pseudo-console.ts';
import { removeFolder } from './support/remove-folder.ts';
import { unmarkedTexts } from './support/unmarked-text.ts';
import { windowOpenedBy } from './support/windows.ts';

/** Words of react-aria's own catalogues, which has a hidden button for screen readers at both ends of a menu. */
const OF_THE_LIBRARY = { 'pt-BR': 'Descartar', en: 'Dismiss' } as const;

const ADMINISTRATOR = 'Roberto Siqueira';

let pseudoFolder = '';

test.beforeAll(async () => {
  test.setTimeout(120_000);
  pseudoFolder = await buildPseudoConsole();
});

test.afterAll(async () => removeFolder(pseudoFolder));

/** More alerts than the sample has. */
const MOST_ALERTS = 99;

/** What main says by itself, where there is no notification service: its texts are not among those that are marked. */
function noticesOfMain(language: 'pt-BR' | 'en', queueNames: readonly string[]): readonly string[] {
  const { lateAlerts, together, andMore } = textsOfMain(language);
  const kinds = ['risk', 'breached', 'both', 'news'] as const;
  return Array.from({ length: MOST_ALERTS }, (_, index) => index + 1).flatMap((count) => [
    lateAlerts(count),
    andMore(count),
    ...['', ...queueNames].flatMap((queue) => kinds.map((what) => together(what, count, queue))),
  ]);
}

/** What people of the sample wrote and named, and what main says of it. */
async function knownTexts(url: string, language: 'pt-BR' | 'en'): Promise<readonly string[]> {
  const supervisor = await ApiPerson.signIn(url, 'supervisor@aurora.example');
  const queueNames = (await supervisor.rows('queue')).map(({ name }) => String(name));
  const tables = [
    'organization',
    'user',
    'queue',
    'customer',
    'category',
    'form',
    'policy',
    'calendar',
    'cannedReply',
    'macro',
    'routingRule',
    'attemptPolicy',
    'followUpRule',
    'vendor',
  ];
  const parts = ['ticket', 'message', 'attempt', 'handover', 'event', 'attachment', 'vendorCase', 'subticket'];
  const texts = textsIn(await supervisor.rows(...tables, ...parts));
  // Queues are called by the part of their name that does not say the tier, under a heading that does.
  const withoutTier = texts.map((text) => text.replace(/^N\d /u, ''));
  return [...texts, ...withoutTier, ...noticesOfMain(language, queueNames), OF_THE_LIBRARY[language]];
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

async function signIn(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.locator('input[type="password"]').fill(SAMPLE_PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation')).toBeVisible();
}

for (const language of ['pt-BR', 'en'] as const) {
  test(`every text on screen comes from the catalogue, ${language}`, async ({ open, backend, userData }) => {
    test.setTimeout(180_000);
    const known = await knownTexts(backend.url, language);
    const { app, page } = await open({ userData, backendUrl: backend.url, locale: language, appFolder: pseudoFolder });
    const check = async (screen: string, shown: Page = page): Promise<void> =>
      expect.soft(await unmarkedTexts(shown, known, language), screen).toEqual([]);

    await expect(page.getByRole('button', { name: new RegExp(N1) })).toBeVisible();
    await check('sign in');
    await signIn(page, N1);
    await check('desk, nothing chosen');
    await page.getByRole('button', { name: new RegExp(N1_QUEUE) }).click();
    await page.getByRole('option').first().click();
    await expect(page.getByRole('toolbar')).toBeVisible();
    await check('ticket');
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      await check(`ticket, tab ${(await tab.textContent()) ?? ''}`);
    }
    await page.getByRole('listbox').focus();
    for (const key of ['e', 's', 'f', 'Control+n', '?']) {
      await page.keyboard.press(key);
      await expect(page.getByRole('dialog')).toBeVisible();
      await check(`dialog of ${key}`);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
    }
    await page
      .locator('nav')
      .getByRole('button', { name: new RegExp(N1) })
      .click();
    await expect(page.getByRole('menu')).toBeVisible();
    await check('account menu');
    await page.keyboard.press('Escape');
    const ticket = await windowOpenedBy(app, () => page.keyboard.press('o'));
    await expect(ticket.getByRole('toolbar')).toBeVisible();
    await check('window of a ticket', ticket);
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog')).toBeVisible();
    await check('palette');
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await page.keyboard.type('boleto');
    await expect(page.locator('mark').first()).toBeVisible();
    await check('search');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+,');
    for (const section of await page.locator('button[id^="settings-"]').all()) {
      await section.click();
      await check(`settings, ${(await section.textContent()) ?? ''}`);
    }
    await page.keyboard.press('Escape');
    await cutNetwork(app);
    await page.keyboard.press('c');
    await expect(page.getByRole('banner').or(page.getByRole('status')).first()).toBeVisible();
    await check('desk, offline');
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    await expect(page.getByRole('dialog')).toBeVisible();
    await check('outbox');
  });

  test(`every text of the administration and of the wallboard comes from the catalogue, ${language}`, async ({
    open,
    backend,
    userData,
  }) => {
    test.setTimeout(180_000);
    const known = await knownTexts(backend.url, language);
    const { app, page } = await open({ userData, backendUrl: backend.url, locale: language, appFolder: pseudoFolder });
    const check = async (screen: string, shown: Page = page): Promise<void> =>
      expect.soft(await unmarkedTexts(shown, known, language), screen).toEqual([]);

    await signIn(page, ADMINISTRATOR);
    await expect(page.getByRole('option').first()).toBeVisible();
    const board = await windowOpenedBy(app, async () => {
      await page.keyboard.press('g');
      await page.keyboard.press('w');
    });
    await expect(board.getByRole('heading', { name: /N1/ })).toBeVisible();
    await check('wallboard', board);
    await page.keyboard.press('g');
    await page.keyboard.press('d');
    await expect(page.getByRole('tab').first()).toBeVisible();
    for (const section of await page.getByRole('tab').all()) {
      await section.click();
      await expect(page.getByRole('tabpanel').locator('li, tr').first()).toBeVisible();
      await check(`administration, ${(await section.textContent()) ?? ''}`);
    }
  });
}
