import { randomUUID } from 'node:crypto';
import { N1_QUEUE, openTicket, signIn, signInTo } from './support/agent.ts';
import { ApiPerson } from './support/api.ts';
import { violations } from './support/axe.ts';
import { claimOffline } from './support/claim-offline.ts';
import { expect, test } from './support/fixture.ts';
import { Keyboard } from './support/keyboard.ts';
import { cutNetwork, restoreNetwork } from './support/network.ts';

const ONLINE_AGAIN = { timeout: 40_000 };

test('an agent opens a subticket without a network by keyboard, keeps the ticket, and does not resolve over it unawares', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(150_000);
  const subject = 'Condomínio sem sinal';
  const { app, page, keys } = await claimOffline(open, { backend, userData }, subject);

  await keys.press('b');
  const dialog = page.getByRole('dialog', { name: /^Abrir subchamado/ });
  await keys.expectOn(/O que se pede/);
  await keys.type('Ver a porta da OLT do condomínio.');
  expect(await violations(page)).toEqual([]);
  await keys.press('Control+Enter');
  await expect(dialog).toBeHidden();
  const panel = page.getByRole('list', { name: 'Subchamados' });
  await expect(panel).toContainText('Rascunho');
  await expect(panel).toContainText('Novo');
  // The ticket stays, with its customer's clocks.
  await expect(page.getByRole('heading', { name: subject })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Resolução, / })).toBeVisible();

  await restoreNetwork(app);
  await expect(panel).toContainText(/#\d+/, ONLINE_AGAIN);

  await keys.press('f');
  await keys.type('Porta trocada.');
  await keys.press('Control+Enter');
  const resolve = page.getByRole('dialog', { name: /Resolver/ });
  await expect(resolve).toContainText(/Há um subchamado aberto \(#\d+\)|são necessários|pelo menos 3/);
  await keys.tabTo(/Por que encerrar mesmo assim/);
  await keys.type('O cliente mudou de plano.');
  await keys.press('Control+Enter');
  await expect(page.getByText('Chamado resolvido')).toBeVisible();
});

test('a subticket that nobody has taken is taken back from its parent without a network, and the other queue loses it', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(150_000);
  const subject = 'Hotel sem sinal';
  const { app, page, keys, supervisor } = await claimOffline(open, { backend, userData }, subject);
  await keys.press('b');
  await keys.expectOn(/O que se pede/);
  await keys.type('Ver a porta da OLT do hotel.');
  await keys.press('Control+Enter');
  const panel = page.getByRole('list', { name: 'Subchamados' });
  await expect(panel).toContainText('Rascunho');
  await restoreNetwork(app);
  await expect(panel).toContainText(/#\d+/, ONLINE_AGAIN);

  await cutNetwork(app);
  await panel.getByRole('button', { name: /^Retirar: #\d+/ }).press('Enter');
  await expect(page.getByText('Subchamado retirado')).toBeVisible();
  await expect(panel).toContainText('Cancelado');
  await expect(panel.getByRole('button', { name: /^Retirar/ })).toHaveCount(0);
  expect(await violations(page), 'a subticket that was taken back').toEqual([]);
  await restoreNetwork(app);
  const statuses = async (): Promise<readonly unknown[]> =>
    (await supervisor.rows('ticket'))
      .filter((row) => row['parent'] !== undefined && row['subject'] === subject)
      .map((row) => row['status']);
  await expect.poll(statuses, ONLINE_AGAIN).toEqual(['cancelled']);
  await expect(page.getByText(/Precisa de atenção/)).toHaveCount(0);
});

test('in a subticket there are only notes to write, and one word of the search finds it', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(150_000);
  const n1 = await ApiPerson.signIn(backend.url, 'n1@aurora.example');
  const supervisor = await ApiPerson.signIn(backend.url, 'supervisor@aurora.example');
  const subject = 'Academia sem internet';
  const ticketId = await supervisor.createOnTop(N1_QUEUE, subject);
  const queue = (await supervisor.rows('queue')).find((row) => row['tier'] === 2);
  const opened = await n1.act('ticket.openSubticket', {
    ticketId,
    subticketId: randomUUID(),
    handoverId: randomUUID(),
    toQueueId: queue?.id,
    subject: 'Porta da academia',
    priority: 'P1',
    asked: 'Ver a porta.',
    formId: null,
    formVersion: null,
    answers: null,
  });
  expect(opened?.status).toBe('applied');
  const { page } = await open({ userData, backendUrl: backend.url });
  await signIn(page, 'Marcos Vinícius Almeida');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('subchamado porta da academia ');
  await openTicket(page, 'Porta da academia');
  await expect(page.getByRole('textbox', { name: 'Nota interna' })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Responder' })).toHaveCount(0);
  await expect(page.getByText('O cliente é respondido no chamado principal: aqui, só notas.')).toBeVisible();
});

test('the escalation form leaves the choice of a subticket, and its answers are the first that the other queue reads', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(150_000);
  const supervisor = await ApiPerson.signIn(backend.url, 'supervisor@aurora.example');
  const subject = 'Loja sem internet';
  await supervisor.createOnTop(N1_QUEUE, subject);
  const { page } = await open({ userData, backendUrl: backend.url });
  const keys = new Keyboard(page);
  await signInTo(page, subject);
  await keys.press('c');
  await expect(page.getByText('Chamado assumido')).toBeVisible();
  await keys.press('e');
  const dialog = page.getByRole('dialog', { name: /Escalonar/ });
  await dialog.getByRole('radio', { name: /Abrir subchamado/ }).press('Space');
  await expect(dialog).toContainText('O chamado fica com você');
  for (const answer of await dialog.getByRole('textbox').all()) {
    if ((await answer.inputValue()) === '') await answer.fill('Sem sinal na loja desde as 9h.');
  }
  await keys.press('Control+Enter');
  await expect(page.getByText('Subchamado aberto')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Subchamados' })).toContainText('N2', ONLINE_AGAIN);
  await expect(page.getByRole('heading', { name: subject })).toBeVisible();
});
