import { N1_QUEUE, signInTo } from './support/agent.ts';
import { ApiPerson } from './support/api.ts';
import { violations } from './support/axe.ts';
import { expect, test } from './support/fixture.ts';
import { Keyboard } from './support/keyboard.ts';
import { cutNetwork, restoreNetwork } from './support/network.ts';

test('an agent without a network promises the customer a time by keyboard, and keeps it', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const supervisor = await ApiPerson.signIn(backend.url, 'supervisor@aurora.example');
  const subject = 'Padaria sem sinal';
  await supervisor.createOnTop(N1_QUEUE, subject);
  const { app, page } = await open({ userData, backendUrl: backend.url });
  const keys = new Keyboard(page);
  await signInTo(page, subject);
  await keys.press('c');
  await expect(page.getByText('Chamado assumido')).toBeVisible();
  await cutNetwork(app);

  await keys.press('w');
  const dialog = page.getByRole('dialog', { name: /Prometer um prazo ao cliente/ });
  await keys.expectOn(/O que foi prometido/);
  await keys.type('Ligamos com a posição da rede.');
  await keys.press('Tab');
  await expect(dialog.getByRole('radio', { name: 'Em 1 h' })).toBeChecked();
  await page.keyboard.press('ArrowRight');
  await expect(dialog.getByRole('radio', { name: 'Em 4 h' })).toBeChecked();
  expect(await violations(page)).toEqual([]);
  await keys.press('Control+Enter');
  await expect(dialog).toBeHidden();
  const clock = page.getByRole('button', { name: /^Promessa ao cliente, No prazo, restam 4h/ });
  await expect(clock).toBeVisible();

  await keys.press('w');
  await expect(dialog).toContainText('Ligamos com a posição da rede.');
  await keys.tabTo(/Foi cumprida/);
  await keys.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: /^Promessa ao cliente, Cumprido/ })).toBeVisible();
  await page.getByRole('tab', { name: 'Histórico' }).click();
  await expect(page.getByRole('tabpanel')).toContainText(/prometeu ao cliente até .*: Ligamos com a posição da rede/);
  await expect(page.getByRole('tabpanel')).toContainText('cumpriu a promessa ao cliente');
  await restoreNetwork(app);
  await expect(page.getByRole('contentinfo')).toContainText('Online', { timeout: 40_000 });
  await expect(page.getByRole('contentinfo')).not.toContainText('não enviada');
});
