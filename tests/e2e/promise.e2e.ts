import { violations } from './support/axe.ts';
import { claimOffline } from './support/claim-offline.ts';
import { expect, test } from './support/fixture.ts';
import { restoreNetwork } from './support/network.ts';

test('an agent without a network promises the customer a time by keyboard, and keeps it', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const subject = 'Padaria sem sinal';
  const { app, page, keys } = await claimOffline(open, { backend, userData }, subject);

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
