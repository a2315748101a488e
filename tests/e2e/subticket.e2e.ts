import { N1_QUEUE, signInTo } from './support/agent.ts';
import { ApiPerson } from './support/api.ts';
import { violations } from './support/axe.ts';
import { claimOffline } from './support/claim-offline.ts';
import { expect, test } from './support/fixture.ts';
import { Keyboard } from './support/keyboard.ts';
import { restoreNetwork } from './support/network.ts';

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
  await expect(panel).toContainText(/N2-\d+/, ONLINE_AGAIN);

  await keys.press('f');
  await keys.type('Porta trocada.');
  await keys.press('Control+Enter');
  const resolve = page.getByRole('dialog', { name: /Resolver/ });
  await expect(resolve).toContainText(/Há um subchamado aberto \(\d+\)|são necessários|pelo menos 3/);
  await keys.tabTo(/Por que encerrar mesmo assim/);
  await keys.type('O cliente mudou de plano.');
  await keys.press('Control+Enter');
  await expect(page.getByText('Chamado resolvido')).toBeVisible();
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
