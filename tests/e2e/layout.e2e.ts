import { randomUUID } from 'node:crypto';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { N1_QUEUE, rowOf, signIn, signInTo } from './support/agent.ts';
import { ApiPerson } from './support/api.ts';
import { violations } from './support/axe.ts';
import { expect, test } from './support/fixture.ts';
import { inMain } from './support/in-main.ts';
import { windowOpenedBy } from './support/windows.ts';

const SUBJECT = 'Loja sem sinal no centro';

async function aTicketOnTop(url: string): Promise<void> {
  const api = await ApiPerson.signIn(url, 'supervisor@aurora.example');
  await api.createOnTop(N1_QUEUE, SUBJECT);
}

/** Refers that ticket to a vendor, who has not answered: a line of its own below the clocks. */
async function referToVendor(url: string): Promise<void> {
  const api = await ApiPerson.signIn(url, 'supervisor@aurora.example');
  const rows = await api.rows('ticket', 'vendor');
  const ticket = rows.find((row) => row['subject'] === SUBJECT);
  const vendor = rows.find((row) => row.table === 'vendor');
  const asked = { contract: '', reference: null, asked: 'Emendar a fibra', expectedAtMs: null, isWaiting: false };
  const args = { ticketId: ticket?.id, caseId: randomUUID(), vendorId: vendor?.id, ...asked };
  expect((await api.act('ticket.openVendorCase', args))?.status).toBe('applied');
}

async function sizeTo(page: Page, width: number, height: number): Promise<void> {
  await page.setViewportSize({ width, height });
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(width);
}

const widthOf = async (pane: Locator): Promise<number> => Number(await pane.getAttribute('aria-valuenow'));

/** What sticks out of the window to the right, by its tag and class. */
async function stickingOut(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((element) => {
        const { right, width } = element.getBoundingClientRect();
        return width > 1 && right > window.innerWidth + 1 && getComputedStyle(element).visibility !== 'hidden';
      })
      .map(({ tagName, className }) => `${tagName} ${className}`),
  );
}

/** Everything that the page's policy has refused since it was asked for first. */
function policyRefusals(page: Page): () => readonly string[] {
  const refused: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) refused.push(message.text());
  });
  return () => refused;
}

test('panes are sized by key and by pointer, put back by a double click, and are as wide after a restart', async ({
  open,
  backend,
  userData,
  consoles,
}) => {
  test.setTimeout(120_000);
  await aTicketOnTop(backend.url);
  const { page } = await open({ userData, backendUrl: backend.url });
  const refused = policyRefusals(page);
  await sizeTo(page, 1600, 900);
  await signInTo(page, SUBJECT);
  const list = page.getByRole('separator', { name: 'Largura da lista' });
  const context = page.getByRole('separator', { name: 'Largura do contexto' });
  const navigation = page.getByRole('separator', { name: 'Largura das filas' });
  const before = await widthOf(list);
  await list.press('ArrowRight');
  await list.press('Shift+ArrowRight');
  expect(await widthOf(list)).toBe(before + 80);
  expect((await page.getByRole('listbox').boundingBox())?.width).toBeCloseTo(before + 79, -1);

  const usual = await widthOf(context);
  const grip = await context.boundingBox();
  if (grip === null) throw new Error('the separator is not on screen');
  await page.mouse.move(grip.x + 4, 400);
  await page.mouse.down();
  await page.mouse.move(grip.x - 46, 420, { steps: 4 });
  await page.mouse.up();
  expect(await widthOf(context)).toBe(usual + 50);
  await context.dblclick();
  expect(await widthOf(context)).toBe(usual);
  await navigation.press('End');
  const widest = await widthOf(navigation);

  await consoles.closeAll();
  const again = await open({ userData, backendUrl: backend.url });
  await sizeTo(again.page, 1600, 900);
  await expect(again.page.getByRole('navigation')).toBeVisible();
  expect(await widthOf(again.page.getByRole('separator', { name: 'Largura da lista' }))).toBe(before + 80);
  expect(await widthOf(again.page.getByRole('separator', { name: 'Largura das filas' }))).toBe(widest);
  expect(refused()).toEqual([]);
});

test('the navigation folds to a rail by button and by key, keeps its names, and stays so after a reload', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const { page } = await open({ userData, backendUrl: backend.url });
  await sizeTo(page, 1280, 720);
  await signIn(page, 'Ana Beatriz Ferreira');
  const navigation = page.getByRole('navigation', { name: 'Filas' });
  const queue = navigation.getByRole('button', { name: /^N1 Atendimento: \d+ abertos, \d+ vencidos/ });
  await expect(queue).toBeVisible();
  const whole = (await navigation.boundingBox())?.width ?? 0;
  await page.getByRole('button', { name: 'Recolher as filas' }).click();
  const rail = (await navigation.boundingBox())?.width ?? 0;
  expect(rail).toBeLessThan(whole / 3);
  await queue.hover();
  await expect(page.getByRole('tooltip')).toContainText('N1 Atendimento');
  await page.reload();
  await expect(queue).toBeVisible();
  expect((await navigation.boundingBox())?.width).toBe(rail);
  await page.keyboard.press('Control+b');
  await expect(page.getByRole('button', { name: 'Recolher as filas' })).toBeVisible();
  expect((await navigation.boundingBox())?.width).toBe(whole);
  // The least window folds it by itself.
  await sizeTo(page, 1024, 640);
  expect((await navigation.boundingBox())?.width).toBe(rail);
});

test('a wide window has the customer, their other tickets and the facts beside the conversation; a narrow one as a tab', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const supervisor = await ApiPerson.signIn(backend.url, 'supervisor@aurora.example');
  const gilberto = (await supervisor.rows('customer')).find((row) => row['name'] === 'Gilberto Ramos');
  const ofGilberto = { customerId: gilberto?.id, priority: 'P1' };
  for (const subject of ['Sem TV no quarto', 'Telefone mudo na sala']) {
    await supervisor.createTicket(N1_QUEUE, { ...ofGilberto, subject }, Date.now() - 20 * 86_400_000);
  }
  const { app, page } = await open({ userData, backendUrl: backend.url });
  await sizeTo(page, 1600, 900);
  await signInTo(page, 'Sem TV no quarto');
  const context = page.getByRole('complementary', { name: 'Contexto do chamado' });
  await expect(context.getByRole('heading', { name: 'Gilberto Ramos' })).toBeVisible();
  await expect(context.getByRole('link', { name: 'gilberto.ramos@correio.example' })).toHaveAttribute(
    'href',
    /^mailto:/,
  );
  await expect(page.getByRole('tab', { name: 'Contexto' })).toHaveCount(0);
  await context.getByRole('button', { name: /^Abrir o chamado #\d+: Telefone mudo na sala/ }).click();
  await expect(page.getByRole('heading', { name: 'Telefone mudo na sala' })).toBeVisible();
  await expect(context.getByRole('button', { name: /Sem TV no quarto, Novo/ })).toBeVisible();

  await sizeTo(page, 1280, 720);
  await expect(context).toHaveCount(0);
  await page.getByRole('tab', { name: 'Contexto' }).click();
  await expect(page.getByRole('tabpanel').getByRole('heading', { name: 'Gilberto Ramos' })).toBeVisible();
  const own = await windowOpenedBy(app, () => page.keyboard.press('o'));
  await own.setViewportSize({ width: 1200, height: 800 });
  await expect(own.getByRole('complementary', { name: 'Contexto do chamado' })).toContainText('Gilberto Ramos');
});

test('at a zoom of 200 % there is list or ticket, with a way back by key and by button, and nothing is lost', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  await aTicketOnTop(backend.url);
  await referToVendor(backend.url);
  const { app, page } = await open({ userData, backendUrl: backend.url });
  await sizeTo(page, 1280, 800);
  await signInTo(page, SUBJECT);
  await page.keyboard.press('ArrowLeft');
  await zoomTo(app, 2);
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBeLessThan(700);
  const pane = page.getByRole('region', { name: /^Chamado #/ });
  const list = page.getByRole('listbox');
  await expect(list).toBeVisible();
  await expect(pane).toBeHidden();
  expect(await stickingOut(page)).toEqual([]);
  await list.focus();
  await page.keyboard.press('Enter');
  await expect(pane).toBeFocused();
  await expect(list).toBeHidden();
  expect(await stickingOut(page)).toEqual([]);
  const vendors = pane.getByRole('list', { name: 'Fornecedores' });
  expect((await vendors.boundingBox())?.height, 'a whole line').toBeGreaterThan(27);
  // The next ticket is shown where the agent is.
  await page.keyboard.press('j');
  await expect(pane).toBeFocused();
  await expect(page.getByRole('heading', { name: SUBJECT })).toHaveCount(0);
  await page.keyboard.press('r');
  await expect(page.getByRole('textbox', { name: 'Responder' })).toBeFocused();
  await expect(page.getByRole('textbox', { name: 'Responder' })).toBeInViewport();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(list).toBeFocused();
  await rowOf(page, SUBJECT).click();
  await expect(page.getByRole('heading', { name: SUBJECT })).toBeVisible();
  await page.getByRole('button', { name: 'Voltar à lista' }).click();
  await expect(list).toBeFocused();
  expect(await violations(page), 'list at 200 %').toEqual([]);
});

async function zoomTo(app: ElectronApplication, factor: number): Promise<void> {
  await inMain(
    app,
    ({ BrowserWindow }, zoom) => {
      for (const window of BrowserWindow.getAllWindows()) window.webContents.setZoomFactor(zoom);
    },
    factor,
  );
}

for (const theme of ['light', 'dark'] as const) {
  test(`nothing sticks out of the least window, and nothing is hard to see in high contrast, ${theme}`, async ({
    open,
    backend,
    userData,
  }) => {
    test.setTimeout(120_000);
    await aTicketOnTop(backend.url);
    const { page } = await open({ userData, backendUrl: backend.url });
    await sizeTo(page, 1024, 640);
    const look = { theme, contrast: 'more', density: 'compact' } as const;
    await page.evaluate((patch) => window.patamar.invoke('settings:save', patch), look);
    await page.reload();
    await expect(page.getByRole('button', { name: /Ana Beatriz Ferreira/ })).toBeVisible();
    expect(await violations(page), 'sign in').toEqual([]);
    expect(await stickingOut(page), 'sign in').toEqual([]);
    await signInTo(page, SUBJECT);
    expect(await violations(page), 'queue and ticket').toEqual([]);
    expect(await stickingOut(page), 'queue and ticket').toEqual([]);
    expect((await rowOf(page, SUBJECT).boundingBox())?.height).toBe(60);
    await page.getByRole('tab', { name: 'Contexto' }).click();
    expect(await violations(page), 'context').toEqual([]);
    await page.keyboard.press('e');
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await violations(page), 'escalation').toEqual([]);
    expect(await stickingOut(page), 'escalation').toEqual([]);
  });
}
