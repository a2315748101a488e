import { signIn } from './support/agent.ts';
import { ApiPerson } from './support/api.ts';
import { expect, test } from './support/fixture.ts';
import { cutNetwork, restoreNetwork } from './support/network.ts';

test('an administrator makes a vendor, changes it, takes it out of use, and is told what cannot be and what needs the network', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const api = await ApiPerson.signIn(backend.url, 'admin@aurora.example');
  const stored = async (name: string): Promise<Record<string, unknown> | undefined> =>
    (await api.rows('vendor')).find((row) => row['name'] === name);
  const { app, page } = await open({ userData, backendUrl: backend.url });
  await signIn(page, 'Roberto Siqueira');
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await page.getByRole('tab', { name: 'Fornecedores' }).click();

  await test.step('a name and a time that can be read are asked for', async () => {
    await page.getByRole('button', { name: 'Novo fornecedor' }).press('Enter');
    await expect(page.getByLabel('Nome')).toBeFocused();
    await page.getByLabel('Prazo de resposta').fill('logo');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByLabel('Nome')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByLabel('Prazo de resposta')).toHaveAttribute('aria-invalid', 'true');
    expect((await api.rows('vendor')).map((row) => row['name'])).not.toContain('');
  });

  await test.step('it is made, and offered from then on', async () => {
    await page.getByLabel('Nome').fill('Antenas Serra');
    await page.getByLabel('Contrato').fill('AS-9');
    await page.getByLabel('Prazo de resposta').fill('4h');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('button', { name: /^Antenas Serra/ })).toContainText('4h');
    await expect
      .poll(() => stored('Antenas Serra'))
      .toMatchObject({ contractRef: 'AS-9', answerMs: 14_400_000, isActive: true });
  });

  await test.step('it is changed, and taken out of use', async () => {
    await page.getByRole('button', { name: /^Antenas Serra/ }).press('Enter');
    await page.getByLabel('Contato').fill('0800 000 0009');
    await page.getByRole('checkbox', { name: 'Em uso' }).press('Space');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => stored('Antenas Serra')).toMatchObject({ contact: '0800 000 0009', isActive: false });
    await expect(page.getByRole('button', { name: /^Antenas Serra/ })).toBeHidden();
  });

  await test.step('without the network nothing can be changed, which is said; with it it can again', async () => {
    await cutNetwork(app);
    await page.getByRole('tab', { name: 'Pessoas' }).click();
    await page.getByRole('tab', { name: 'Fornecedores' }).click();
    await expect(page.getByText(/Alterar precisa da rede/)).toBeVisible();
    await page.getByRole('button', { name: /^Torres do Norte/ }).click();
    await expect(page.getByLabel('Nome')).toBeDisabled();
    await restoreNetwork(app);
    await expect(page.getByText(/Alterar precisa da rede/)).toBeHidden();
    await expect(page.getByLabel('Nome')).toBeEnabled();
  });
});
