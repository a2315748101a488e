/**
 * Makes the screenshots of the README from the real window on a fresh sample workspace:
 * `npm run screenshots`, after `npm run build`, on a display (or under xvfb-run). Writes docs/screenshots.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { signIn } from '../tests/e2e/support/agent.ts';
import { type Backend, startBackend } from '../tests/e2e/support/backend.ts';
import { closeConsole, launchConsole } from '../tests/e2e/support/console.ts';
import { windowOpenedBy } from '../tests/e2e/support/windows.ts';

const FOLDER = join(import.meta.dirname, '../docs/screenshots');

type Look = { readonly locale: 'en' | 'pt-BR'; readonly theme: 'light' | 'dark' };

/** Opens a console on an empty profile, in a language and theme, for as long as `work` takes. */
async function onConsole(
  backend: Backend,
  { locale, theme }: Look,
  work: (page: Page, app: ElectronApplication) => Promise<void>,
): Promise<void> {
  const userData = await mkdtemp(join(tmpdir(), 'patamar-shots-'));
  const running = await launchConsole({ userData, backendUrl: backend.url, locale });
  try {
    const { page, app } = running;
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.evaluate((patch) => window.patamar.invoke('settings:save', patch), { theme, language: locale });
    await page.reload();
    await work(page, app);
  } finally {
    await closeConsole(running);
    await rm(userData, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Sign-in, queue and escalation form as an agent of the first line sees them; in the dark only the queue. */
async function takeFirstLine(backend: Backend, look: Look): Promise<void> {
  const suffix = `${look.locale.toLowerCase()}${look.theme === 'dark' ? '-dark' : ''}`;
  await onConsole(backend, look, async (page) => {
    await page.getByRole('button', { name: /Ana Beatriz Ferreira/ }).waitFor();
    if (look.theme === 'light') await shoot(page, `sign-in-${suffix}`);
    await signIn(page, 'Ana Beatriz Ferreira');
    await page.getByRole('option').nth(5).click();
    await page.getByRole('toolbar').waitFor();
    // The counts of the queues come a little after the lists.
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /Atendimento.*\d/ })
      .waitFor();
    await shoot(page, `queue-${suffix}`);
    if (look.theme === 'dark') return;
    await page.keyboard.press('e');
    await page.getByRole('dialog').waitFor();
    await shoot(page, `escalation-${suffix}`);
  });
}

/** A ticket that waits to be accepted, as the second line sees it. */
async function takeHandover(backend: Backend, look: Look): Promise<void> {
  await onConsole(backend, look, async (page) => {
    await signIn(page, 'Marcos Vinícius Almeida');
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /N2 Redes/ })
      .click();
    const waiting = page
      .getByRole('option')
      .filter({ has: page.getByLabel(/aguardando aceite|waiting to be accepted/i) });
    await waiting.first().click();
    await page.getByRole('toolbar').waitFor();
    await shoot(page, `ticket-${look.locale.toLowerCase()}`);
  });
}

/** The wallboard in its own window, as a supervisor has it on the wall. */
async function takeWallboard(backend: Backend, look: Look): Promise<void> {
  await onConsole(backend, look, async (page, app) => {
    await signIn(page, 'Helena Duarte');
    await page.getByRole('option').first().waitFor();
    const board = await windowOpenedBy(app, async () => {
      await page.keyboard.press('g');
      await page.keyboard.press('w');
    });
    await board.setViewportSize({ width: 1440, height: 900 });
    await board.getByRole('heading', { name: /^N1/ }).waitFor();
    await board.getByText(/^(Ao vivo|Live)$/).waitFor();
    await shoot(board, `wallboard-${look.locale.toLowerCase()}${look.theme === 'dark' ? '-dark' : ''}`);
  });
}

async function shoot(page: Page, name: string): Promise<void> {
  // Fonts and the pointer's traces: a picture shows the screen at rest.
  await page.mouse.move(0, 0);
  // Without a notification service alerts show as notices; with one, as on any desktop, they do not.
  const notices = page.getByRole('region', { name: /Avisos|Notices/ }).getByRole('button');
  // In one go: a notice that goes by itself meanwhile must not be waited for.
  await notices.evaluateAll((buttons) => {
    for (const button of buttons) if (button instanceof HTMLElement) button.click();
  });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
}

const backend = await startBackend();
try {
  for (const locale of ['en', 'pt-BR'] as const) {
    await takeFirstLine(backend, { locale, theme: 'light' });
    await takeFirstLine(backend, { locale, theme: 'dark' });
    await takeHandover(backend, { locale, theme: 'light' });
    await takeWallboard(backend, { locale, theme: locale === 'en' ? 'dark' : 'light' });
  }
} finally {
  await backend.stop();
}
