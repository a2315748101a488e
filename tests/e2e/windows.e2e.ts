import type { ElectronApplication, Page } from '@playwright/test';
import { N1, N1_QUEUE, openTicket, rowOf, signIn, signInTo } from './support/agent.ts';
import { ApiPerson, SAMPLE_PASSWORD } from './support/api.ts';
import { expect, test } from './support/fixture.ts';
import { inMain } from './support/in-main.ts';
import { cutNetwork, restoreNetwork } from './support/network.ts';
import { outboxOf, windowOpenedBy } from './support/windows.ts';

const SUPERVISOR = 'Helena Duarte';
const ONLINE_AGAIN = { timeout: 40_000 };

/** A ticket at the top of N1's queue. */
async function aTicket(url: string, subject: string): Promise<{ readonly api: ApiPerson; readonly ticketId: string }> {
  const api = await ApiPerson.signIn(url, 'supervisor@aurora.example');
  return { api, ticketId: await api.createOnTop(N1_QUEUE, subject) };
}

/** The chosen ticket in a window of its own. */
async function ownWindow(app: ElectronApplication, page: Page, subject: string): Promise<Page> {
  const opened = await windowOpenedBy(app, () => page.keyboard.press('o'));
  await expect(opened.getByRole('heading', { name: subject })).toBeVisible();
  return opened;
}

async function openWallboard(app: ElectronApplication, page: Page): Promise<Page> {
  const opened = await windowOpenedBy(app, async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('w');
  });
  await expect(opened.getByRole('heading', { level: 1 })).toBeVisible();
  return opened;
}

test("what is done in one of a supervisor's windows shows in the other two, and a figure leads to its list", async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const subject = 'Loja sem sinal no centro';
  await aTicket(backend.url, subject);
  const { app, page } = await open({ userData, backendUrl: backend.url });
  await signInTo(page, subject, SUPERVISOR);
  const ticket = await ownWindow(app, page, subject);
  await expect(ticket).toHaveTitle(new RegExp(`^#\\d+ ${subject} · Patamar$`));
  const board = await openWallboard(app, page);
  await expect(board).toHaveTitle('Painel ao vivo · Patamar');
  const unowned = board.getByRole('button', { name: /^N1: \d+ · Sem responsável/ });
  const before = Number(/\d+(?= ·)/.exec((await unowned.getAttribute('aria-label')) ?? '')?.[0]);

  await ticket.keyboard.press('c');
  await expect(page.getByRole('region', { name: /^Chamado #/ })).toContainText(SUPERVISOR);
  await expect(unowned).toHaveAccessibleName(new RegExp(`^N1: ${before - 1} ·`));

  await page.keyboard.press('n');
  await page.keyboard.type('Equipe de campo avisada.');
  await page.keyboard.press('Control+Enter');
  await expect(ticket.getByText('Equipe de campo avisada.')).toBeVisible();

  await board.getByRole('button', { name: new RegExp(`^${SUPERVISOR}: 1 aberto`) }).press('Enter');
  await expect(page.getByRole('heading', { name: `${SUPERVISOR} · Abertos` })).toBeVisible();
  await expect(page.getByRole('option')).toHaveCount(1);
  await expect(rowOf(page, subject)).toBeVisible();
  // Asked for again, each comes to the front instead of a second time.
  await page.keyboard.press('j');
  await page.keyboard.press('o');
  await page.keyboard.press('g');
  await page.keyboard.press('w');
  await expect.poll(() => board.evaluate(() => document.hasFocus())).toBe(true);
  expect(app.windows().length).toBe(3);
});

test('when the window that syncs closes, what was done offline in another one is sent all the same', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const subject = 'Sem telefone desde ontem';
  const { api, ticketId } = await aTicket(backend.url, subject);
  const { app, page } = await open({ userData, backendUrl: backend.url });
  await signInTo(page, subject);
  const ticket = await ownWindow(app, page, subject);
  await cutNetwork(app);
  await ticket.keyboard.press('c');
  await expect(ticket.getByRole('contentinfo')).toContainText('1 não enviada');
  await expect(page.getByRole('contentinfo')).toContainText('1 não enviada');
  await page.close();
  await restoreNetwork(app);
  await expect(ticket.getByRole('contentinfo')).toContainText('Online', ONLINE_AGAIN);
  await expect(ticket.getByRole('contentinfo')).not.toContainText('não enviada', ONLINE_AGAIN);
  expect((await api.historyOf(ticketId)).toSorted()).toEqual(['claimed', 'created']);
});

test('a ticket window outlives the console, and whatever names a ticket opens the console anew', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const subject = 'Fatura cobrada duas vezes';
  const other = 'Antena caiu com o vento';
  const { api } = await aTicket(backend.url, subject);
  const otherId = await api.createOnTop(N1_QUEUE, other);
  const { app, page } = await open({ userData, backendUrl: backend.url });
  await signInTo(page, subject);
  const ticket = await ownWindow(app, page, subject);
  await page.close();

  // Its address says which ticket it is: it comes back from a reload as what it was.
  await ticket.reload();
  await expect(ticket.getByRole('heading', { name: subject })).toBeVisible();
  await ticket.keyboard.press('c');
  await expect(ticket.getByRole('region', { name: /^Chamado #/ })).toContainText(N1);
  const link = `patamar://ticket/${otherId}`;
  const again = await windowOpenedBy(app, () =>
    inMain(
      app,
      ({ app: electron }, url) => {
        electron.emit('second-instance', {}, ['patamar', url], '', null);
      },
      link,
    ),
  );
  await expect(again.getByRole('heading', { name: other })).toBeVisible();
  await expect(again.getByRole('navigation')).toBeVisible();
  expect(app.windows().length).toBe(2);
});

test('whichever window plans the alerts, the next one does when it closes', async ({
  open,
  backend,
  userData,
  desktop,
}) => {
  test.setTimeout(120_000);
  const { app, page } = await open({ userData, backendUrl: backend.url, env: desktop.env });
  await signIn(page, SUPERVISOR);
  await page.getByRole('option').first().waitFor();
  const board = await openWallboard(app, page);
  await expect(board.getByRole('heading', { name: /^N1/ })).toBeVisible();
  await page.close();
  // A P1 has 15 minutes to its first response and warns at three quarters: a few seconds from now.
  const api = await ApiPerson.signIn(backend.url, 'supervisor@aurora.example');
  const bornAtMs = Date.now() - 0.75 * 15 * 60_000 + 10_000;
  const ticketId = await api.createTicket(N1_QUEUE, { subject: 'Hospital sem rede', priority: 'P1' }, bornAtMs);
  await api.act('ticket.claim', { ticketId });
  const shown = await desktop.notification(/^N1-\d+: restam \d+ min úteis$/, 'Hospital sem rede');
  // The alert's ticket is shown by the console, which is opened for it.
  const console = await windowOpenedBy(app, () => desktop.act('click', shown.id));
  await expect(console.getByRole('heading', { name: 'Hospital sem rede' })).toBeVisible();
});

test('a reply begun in one window goes on in the other, and is sent once', async ({ open, backend, userData }) => {
  test.setTimeout(120_000);
  const subject = 'Internet oscila à tarde';
  const { api, ticketId } = await aTicket(backend.url, subject);
  const { app, page } = await open({ userData, backendUrl: backend.url });
  await signInTo(page, subject);
  const ticket = await ownWindow(app, page, subject);
  const here = page.getByRole('textbox', { name: 'Responder' });
  const there = ticket.getByRole('textbox', { name: 'Responder' });
  await here.pressSequentially('Bom dia, ');
  await expect(there).toHaveValue('Bom dia, ');
  await there.press('End');
  await there.pressSequentially('já vou verificar.');
  await expect(here).toHaveValue('Bom dia, já vou verificar.');
  await here.press('Control+Enter');
  await expect(there).toHaveValue('');
  await expect(here).toHaveValue('');
  await expect(ticket.getByText('Bom dia, já vou verificar.')).toHaveCount(1);
  await expect
    .poll(async () => (await api.rows('message')).filter((row) => row['ticketId'] === ticketId).length)
    .toBe(2);
  // What is on disk is what is on screen: nothing comes back in a window opened later.
  await ticket.close();
  await here.press('Escape');
  const later = await ownWindow(app, page, subject);
  await expect(later.getByRole('textbox', { name: 'Responder' })).toHaveValue('');
});

test('actions from two windows at once keep one order without a gap, and all arrive', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(180_000);
  const [subject, other] = ['Câmera fora do ar', 'Portão não abre'];
  const { api, ticketId } = await aTicket(backend.url, subject);
  const otherId = await api.createOnTop(N1_QUEUE, other);
  const { app, page } = await open({ userData, backendUrl: backend.url });
  await signInTo(page, subject);
  const window = await ownWindow(app, page, subject);
  await openTicket(page, other);
  await cutNetwork(app);
  const noteFrom = async (from: Page, name: string): Promise<void> => {
    await from.keyboard.press('n');
    for (let n = 1; n <= 8; n += 1) {
      await from.keyboard.type(`${name} ${n}`);
      await from.keyboard.press('Control+Enter');
      await expect(from.getByRole('textbox', { name: 'Nota interna' })).toHaveValue('');
      await expect(from.getByText(`${name} ${n}`, { exact: true })).toBeVisible();
    }
  };
  await Promise.all([noteFrom(page, 'console'), noteFrom(window, 'janela')]);
  const kept = await outboxOf(page);
  expect(kept.map(({ seq }) => seq)).toEqual(Array.from({ length: 16 }, (_, index) => index + 1));
  await restoreNetwork(app);
  await expect(page.getByRole('contentinfo')).not.toContainText('não enviada', ONLINE_AGAIN);
  const bodiesOf = async (id: string): Promise<readonly unknown[]> =>
    (await api.rows('message'))
      .filter((row) => row['ticketId'] === id && row['kind'] === 'note')
      .toSorted((a, b) => Number(a['writtenAtMs']) - Number(b['writtenAtMs']))
      .map((row) => row['body']);
  const counted = (name: string): string[] => Array.from({ length: 8 }, (_, index) => `${name} ${index + 1}`);
  expect(await bodiesOf(otherId)).toEqual(counted('console'));
  expect(await bodiesOf(ticketId)).toEqual(counted('janela'));
});

test('signing out, signing in, language and colours hold in every window', async ({ open, backend, userData }) => {
  test.setTimeout(120_000);
  const { app, page } = await open({ userData, backendUrl: backend.url });
  await signIn(page, SUPERVISOR);
  await page.getByRole('option').first().click();
  const board = await openWallboard(app, page);
  const ticket = await windowOpenedBy(app, () => page.keyboard.press('o'));
  await expect(ticket.getByRole('toolbar')).toBeVisible();

  const choose = async (name: RegExp): Promise<void> => {
    await page.getByRole('button', { name: /^(Conta e preferências|Account and preferences)/ }).click();
    await page.getByRole('menuitem', { name }).or(page.getByRole('menuitemradio', { name })).click();
    await page.keyboard.press('Escape');
  };
  await choose(/^English/);
  await expect(board.getByRole('heading', { name: 'Wallboard' })).toBeVisible();
  await expect(ticket.getByRole('toolbar', { name: 'Actions on the ticket' })).toBeVisible();
  await choose(/^Dark/);
  for (const other of [board, ticket]) await expect(other.locator('html')).toHaveAttribute('data-theme', 'dark');

  await choose(/^Sign out/);
  for (const window of [page, board, ticket]) {
    await expect(window.getByLabel(/^Password/)).toBeVisible();
    await expect(window).toHaveTitle('Patamar');
  }
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);

  await signIn(page, SUPERVISOR);
  await expect(board.getByRole('heading', { name: 'Wallboard' })).toBeVisible();
  await expect(ticket.getByRole('toolbar')).toBeVisible();
});

test('a session that is over is begun again from any window, for all of them', async ({ open, backend, userData }) => {
  test.setTimeout(120_000);
  const { app, page } = await open({ userData, backendUrl: backend.url });
  await signIn(page, SUPERVISOR);
  await page.getByRole('option').first().click();
  const ticket = await windowOpenedBy(app, () => page.keyboard.press('o'));
  await expect(ticket.getByRole('toolbar')).toBeVisible();
  await page.evaluate(async () => {
    const settings = (await window.patamar.invoke('settings:load')) as { account: { userId: string } };
    await window.patamar.invoke('secret:clear', { name: `session:${settings.account.userId}` });
  });
  // The pages hold the last of the session in memory.
  await Promise.all([page.reload(), ticket.reload()]);
  const begin = /^Entrar de novo/;
  for (const window of [page, ticket]) await expect(window.getByRole('button', { name: begin })).toBeVisible();
  await ticket.getByRole('button', { name: begin }).click();
  await ticket.getByLabel(/^Senha/).fill(SAMPLE_PASSWORD);
  await ticket.getByRole('dialog').getByRole('button', { name: 'Entrar', exact: true }).click();
  for (const window of [page, ticket]) {
    await expect(window.getByRole('contentinfo')).toContainText('Online', ONLINE_AGAIN);
    await expect(window.getByRole('button', { name: begin })).toBeHidden();
  }
});

test('an N1 agent is told why there is no wallboard', async ({ open, backend, userData }) => {
  test.setTimeout(90_000);
  const { app, page } = await open({ userData, backendUrl: backend.url });
  await signIn(page, N1);
  await page.keyboard.press('g');
  await page.keyboard.press('w');
  const why = 'O painel ao vivo é da supervisão e da administração.';
  await expect(page.getByText(why)).toBeVisible();
  expect(app.windows().length).toBe(1);
  // By a road of their own they get there, and are told the same.
  const board = await windowOpenedBy(app, () =>
    page.evaluate(() => window.patamar.invoke('window:open', { kind: 'wallboard' })),
  );
  await expect(board.getByText(why)).toBeVisible();
  await expect(board.getByRole('heading', { name: /^N1/ })).toBeHidden();
});
