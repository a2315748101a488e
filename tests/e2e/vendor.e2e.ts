import { violations } from './support/axe.ts';
import { claimOffline } from './support/claim-offline.ts';
import { expect, test } from './support/fixture.ts';
import { restoreNetwork } from './support/network.ts';

test('an agent without a network refers a ticket to a vendor by keyboard, writes its answer down and resolves', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const subject = 'Fibra rompida na avenida';
  const { app, page, keys } = await claimOffline(open, { backend, userData }, subject);

  await keys.press('z');
  const dialog = page.getByRole('dialog', { name: /^Fornecedor/ });
  await keys.expectOn(/O que se pede/);
  await keys.type('Emendar a fibra na altura do 1200.');
  expect(await violations(page)).toEqual([]);
  await keys.press('Control+Enter');
  await expect(dialog).toBeHidden();
  const panel = page.getByRole('list', { name: 'Fornecedores' });
  await expect(panel).toContainText('Aguardando resposta');
  await expect(page.getByRole('button', { name: /^Fornecedor, No prazo/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Aguardando fornecedor/ })).toBeVisible();

  // Nobody resolves over an answer that is owed.
  await keys.press('f');
  await keys.type('A fibra foi emendada.');
  await keys.press('Control+Enter');
  await expect(page.getByRole('alert')).toContainText('retire o pedido para poder resolver');
  await page.keyboard.press('Escape');

  await keys.press('z');
  await keys.expectOn(/Resposta do fornecedor/);
  await keys.type('Fibra emendada às 15h.');
  await keys.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(panel).toContainText('Respondido');
  await expect(page.getByRole('button', { name: /^Aberto/ })).toBeVisible();
  await keys.press('f', 'Control+Enter');
  await expect(page.getByText('Chamado resolvido')).toBeVisible();
  await restoreNetwork(app);
  await expect(page.getByRole('contentinfo')).toContainText('Online', { timeout: 40_000 });
  await expect(page.getByRole('contentinfo')).not.toContainText('não enviada');
});
