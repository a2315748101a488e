import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { openQueue, openTicket, rowOf, signIn } from './support/agent.ts';
import { ApiPerson } from './support/api.ts';
import { closeConsole, killConsole } from './support/console.ts';
import { expect, test } from './support/fixture.ts';
import { inMain } from './support/in-main.ts';
import { isVisible } from './support/main-calls.ts';
import { cutNetwork, restoreNetwork } from './support/network.ts';

const N1 = 'Ana Beatriz Ferreira';
const N1_QUEUE = 'N1 Atendimento';
const N2_QUEUE = 'N2 Redes';
/** The most overdue of its queue, so at its top. */
const LONG_AGO_MS = Date.now() - 20 * 86_400_000;

/** What the supervisor's history of a ticket says, in order. */
async function historyOf(url: string, ticketId: string): Promise<readonly string[]> {
  const supervisor = await ApiPerson.signIn(url, 'supervisor@aurora.example');
  return supervisor.historyOf(ticketId);
}

/** Fills and sends the escalation form, by keyboard from its first field to its end. */
async function escalateByKeyboard(page: Page, queue: string): Promise<void> {
  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog', { name: /Escalonar chamado/ });
  await expect(dialog.getByRole('button', { name: new RegExp(queue) })).toBeVisible();
  await dialog.getByLabel(/O que acontece/).fill('Sem sinal desde as 8h, LED vermelho');
  await dialog.getByLabel(/Impacto/).fill('Loja parada');
  await expect(dialog.getByLabel(/O que já foi tentado/)).toHaveValue(/Reiniciou o modem/);
  await dialog.getByLabel(/O que se pede/).fill('Verificar a porta da OLT');
  await dialog.getByLabel(/O que se pede/).press('Tab');
  await dialog.getByRole('button', { name: 'Escalonar para N2' }).press('Enter');
  await expect(dialog).toBeHidden();
}

test('an N1 agent works offline through a restart, and N2 receives it all, once and in order', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const url = backend.url;
  const api = await ApiPerson.signIn(url, 'n1@aurora.example');
  const subject = 'Loja sem sinal na avenida';
  const ticketId = await api.createTicket(N1_QUEUE, { subject, priority: 'P1' }, LONG_AGO_MS);

  const first = await open({ userData, backendUrl: url });
  await signIn(first.page, N1);
  await openQueue(first.page, N1_QUEUE);
  await openTicket(first.page, subject);

  await cutNetwork(first.app);
  const { page } = first;
  await page.keyboard.press('c');
  await expect(page.getByRole('contentinfo')).toContainText('Offline');
  await expect(page.getByRole('contentinfo')).toContainText('1 não enviada');

  await page.keyboard.press('r');
  await page.keyboard.type('Bom dia, já estou verificando.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Será enviada quando você estiver online de novo')).toBeVisible();
  await page.keyboard.press('Escape');

  await page.keyboard.press('n');
  await page.keyboard.type('Cliente irritado, ligar antes do meio-dia.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('contentinfo')).toContainText('3 não enviadas');
  await page.keyboard.press('Escape');

  await page.keyboard.press('t');
  await page.getByLabel('O que foi tentado').fill('Reiniciou o modem');
  await page.getByRole('button', { name: 'Registrar', exact: true }).press('Enter');
  await expect(page.getByRole('contentinfo')).toContainText('4 não enviadas');

  // The backend is gone too, so that the next start finds nothing to talk to.
  await backend.kill();
  await closeConsole(first);
  const second = await open({ userData, backendUrl: url });
  await openQueue(second.page, N1_QUEUE);
  await openTicket(second.page, subject);
  await expect(second.page.getByRole('contentinfo')).toContainText('4 não enviadas');
  await expect(second.page.getByText('Bom dia, já estou verificando.')).toBeVisible();
  await escalateByKeyboard(second.page, N2_QUEUE);
  await expect(second.page.getByRole('contentinfo')).toContainText('5 não enviadas');
  await expect(rowOf(second.page, subject)).toBeHidden();

  await backend.start();
  await expect(second.page.getByRole('contentinfo')).toContainText('Online', { timeout: 40_000 });
  await expect(second.page.getByRole('contentinfo')).not.toContainText('não enviada', { timeout: 40_000 });
  expect(await historyOf(url, ticketId)).toEqual(['created', 'claimed', 'replied', 'noted', 'attempted', 'escalated']);
  await closeConsole(second);

  const profile = await mkdtemp(path.join(tmpdir(), 'patamar-profile-'));
  const n2 = await open({ userData: profile, backendUrl: url });
  const n2Name = /Camila Barros|Larissa Teixeira|Marcos Vinícius Almeida/;
  await signIn(
    n2.page,
    (await n2.page.getByRole('button', { name: n2Name }).first().textContent())?.match(n2Name)?.[0] ?? '',
  );
  await openQueue(n2.page, N2_QUEUE);
  await openTicket(n2.page, subject);
  await expect(n2.page.getByText('Verificar a porta da OLT')).toBeVisible();
  await n2.page.keyboard.press('a');
  await expect(n2.page.getByText('Escalonamento aceito')).toBeVisible();
  await n2.page.keyboard.press('f');
  const resolve = n2.page.getByRole('dialog', { name: /Resolver chamado/ });
  await resolve.getByLabel(/O que resolveu/).fill('Porta da OLT trocada');
  await resolve.getByRole('button', { name: 'Resolver', exact: true }).click();
  await expect(n2.page.getByText('Chamado resolvido')).toBeVisible();
  await expect(n2.page.getByRole('contentinfo')).not.toContainText('não enviada');
  await expect
    .poll(() => historyOf(url, ticketId))
    .toEqual(['created', 'claimed', 'replied', 'noted', 'attempted', 'escalated', 'accepted', 'resolved']);
});

test('two consoles stay in step, and who comes second is told who was first, with nothing lost', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const url = backend.url;
  const colleague = await ApiPerson.signIn(url, 'carlos.souza@aurora.example');
  const subject = 'Boleto não chega há dois meses';
  const ticketId = await colleague.createTicket(N1_QUEUE, { subject, priority: 'P1' }, LONG_AGO_MS);
  const { app, page } = await open({ userData, backendUrl: url });
  await signIn(page, N1);
  await openQueue(page, N1_QUEUE);
  await openTicket(page, subject);

  // A colleague's note appears by itself.
  const messageId = crypto.randomUUID();
  await colleague.act('ticket.note', { ticketId, messageId, body: 'Conferi o cadastro.' });
  await expect(page.getByText('Conferi o cadastro.')).toBeVisible();

  await cutNetwork(app);
  await page.keyboard.press('c');
  await expect(page.getByRole('contentinfo')).toContainText('1 não enviada');
  await colleague.act('ticket.claim', { ticketId });
  await restoreNetwork(app);
  await expect(page.getByRole('contentinfo')).toContainText('1 precisa de atenção', { timeout: 40_000 });
  await page.getByRole('button', { name: /Sincronização/ }).click();
  const panel = page.getByRole('dialog', { name: 'Sincronização' });
  await expect(panel).toContainText('Carlos Eduardo Souza assumiu este chamado antes');
  await panel.getByRole('button', { name: 'Descartar' }).click();
  await panel.getByRole('button', { name: 'Descartar de vez' }).click();
  await expect(panel.getByText('assumiu este chamado antes')).toBeHidden();
  await expect(panel).toContainText('Tudo enviado');
});

test('what was kept is there after the app is killed', async ({ open, backend, userData }) => {
  test.setTimeout(90_000);
  const api = await ApiPerson.signIn(backend.url, 'n1@aurora.example');
  const subject = 'Modem reinicia sozinho à noite';
  const ticketId = await api.createTicket(N1_QUEUE, { subject, priority: 'P1' }, LONG_AGO_MS);
  const first = await open({ userData, backendUrl: backend.url });
  await signIn(first.page, N1);
  await openQueue(first.page, N1_QUEUE);
  await openTicket(first.page, subject);
  await cutNetwork(first.app);
  await first.page.keyboard.press('c');
  await expect(first.page.getByRole('contentinfo')).toContainText('1 não enviada');
  await killConsole(first);
  const second = await open({ userData, backendUrl: backend.url });
  await expect(second.page.getByRole('contentinfo')).toContainText('Online', { timeout: 40_000 });
  await expect(second.page.getByRole('contentinfo')).not.toContainText('não enviada', { timeout: 40_000 });
  expect(await historyOf(backend.url, ticketId)).toEqual(['created', 'claimed']);
});

test('an agent is told natively when a ticket of theirs nears its deadline, window hidden, and the click opens it', async ({
  open,
  backend,
  userData,
  desktop,
}) => {
  test.setTimeout(90_000);
  const running = await open({ userData, backendUrl: backend.url, env: desktop.env });
  const { page } = running;
  await signIn(page, N1);
  // A P1 has 15 minutes to its first response and warns at three quarters: a few seconds from now.
  const api = await ApiPerson.signIn(backend.url, 'n1@aurora.example');
  const subject = 'Hospital sem telefone';
  const bornAtMs = Date.now() - 0.75 * 15 * 60_000 + 8_000;
  const ticketId = await api.createTicket(N1_QUEUE, { subject, priority: 'P1' }, bornAtMs);
  await api.act('ticket.claim', { ticketId });
  await expect(rowOf(page, subject)).toBeVisible();
  await inMain(running.app, ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const shown = await desktop.notification(/^N1-\d+: restam 4 min úteis$/, subject);
  await desktop.act('click', shown.id);
  await expect.poll(() => isVisible(running)).toBe(true);
  await expect(page.getByRole('heading', { name: subject })).toBeVisible();
});

test('the console speaks English and Portuguese, switched while it runs', async ({ open, backend, userData }) => {
  const { page } = await open({ userData, backendUrl: backend.url, locale: 'en-US' });
  await signIn(page, N1);
  await expect(page.getByRole('button', { name: /New ticket/ })).toBeVisible();
  await page.getByRole('button', { name: /Account and preferences/ }).click();
  await page
    .getByRole('menuitem', { name: /Português/ })
    .or(page.getByRole('menuitemradio', { name: /Português/ }))
    .click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: /Novo chamado/ })).toBeVisible();
});
