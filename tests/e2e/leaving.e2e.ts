import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { N1, N1_QUEUE, signIn, signInTo } from './support/agent.ts';
import { ApiPerson } from './support/api.ts';
import { violations } from './support/axe.ts';
import { expect, test } from './support/fixture.ts';
import { inMain } from './support/in-main.ts';
import { cutNetwork, restoreNetwork } from './support/network.ts';

async function askToLeave(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /Conta e preferências/ }).click();
  await page.getByRole('menuitem', { name: 'Sair' }).click();
  return page.getByRole('dialog', { name: 'Sair com trabalho não enviado?' });
}

test('who signs out with unsent work exports it, keeps it here, and finds it again at the next sign-in', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(150_000);
  const api = await ApiPerson.signIn(backend.url, 'n1@aurora.example');
  const subject = 'Sem telefone na recepção';
  const ticketId = await api.createOnTop(N1_QUEUE, subject);
  const { app, page } = await open({ userData, backendUrl: backend.url });
  await signInTo(page, subject);
  await cutNetwork(app);
  await page.keyboard.press('n');
  await page.keyboard.type('Ligar para a portaria antes.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('contentinfo')).toContainText('1 não enviada');
  await expect(page.getByRole('contentinfo')).toContainText('Offline', { timeout: 20_000 });

  const dialog = await askToLeave(page);
  await expect(dialog).toContainText('1 ação sua ainda não chegou ao servidor');
  await expect(dialog.getByRole('button', { name: 'Ficar' })).toBeFocused();
  await expect(dialog.getByRole('button', { name: 'Enviar antes' })).toHaveAttribute('aria-disabled', 'true');
  expect(await violations(page), 'leaving').toEqual([]);

  // Cancelled, nothing is written; chosen, the file is there and says what was done.
  const file = path.join(userData, 'exported.json');
  const before = await readdir(userData);
  await inMain(app, ({ dialog: native }) => {
    native.showSaveDialog = async () => ({ canceled: true, filePath: '' });
  });
  await dialog.getByRole('button', { name: 'Exportar para um arquivo…' }).click();
  await inMain(
    app,
    ({ dialog: native }, filePath) => {
      native.showSaveDialog = async () => ({ canceled: false, filePath });
    },
    file,
  );
  expect((await readdir(userData)).filter((name) => name.includes('export'))).toEqual(
    before.filter((name) => name.includes('export')),
  );
  await dialog.getByRole('button', { name: 'Exportar para um arquivo…' }).click();
  await expect(page.getByText('Arquivo salvo')).toBeVisible();
  const exported: unknown = JSON.parse(await readFile(file, 'utf8'));
  expect(exported).toMatchObject({
    account: { name: N1 },
    actions: [{ state: 'unsent', action: 'Nota interna', ticket: { subject }, text: 'Ligar para a portaria antes.' }],
  });

  await dialog.getByRole('button', { name: 'Sair e guardar aqui' }).click();
  await expect(page.getByText(/Guardado neste computador para n1@aurora\.example: 1 item/)).toBeVisible();
  await restoreNetwork(app);
  await signIn(page, N1);
  await expect
    .poll(
      async () => (await api.rows('message')).filter((row) => row['ticketId'] === ticketId).map((row) => row['body']),
      {
        timeout: 40_000,
      },
    )
    .toContain('Ligar para a portaria antes.');
  await expect(page.getByRole('contentinfo')).not.toContainText('não enviada');
});

test('who sends first leaves when everything has arrived, and who discards says so twice', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(150_000);
  const api = await ApiPerson.signIn(backend.url, 'n1@aurora.example');
  const subject = 'Ramal ocupado o dia todo';
  await api.createOnTop(N1_QUEUE, subject);
  const { app, page } = await open({ userData, backendUrl: backend.url });
  await signInTo(page, subject);
  await cutNetwork(app);
  await page.keyboard.press('c');
  await expect(page.getByRole('contentinfo')).toContainText('1 não enviada');
  const dialog = await askToLeave(page);
  await expect(dialog).toContainText('1 ação');
  await restoreNetwork(app);
  await expect(dialog).toContainText('Tudo chegou ao servidor', { timeout: 60_000 });
  await dialog.getByRole('button', { name: 'Ficar' }).click();

  await cutNetwork(app);
  await page.keyboard.press('u');
  await expect(page.getByRole('contentinfo')).toContainText('1 não enviada');
  const again = await askToLeave(page);
  await again.getByRole('button', { name: 'Sair e descartar' }).click();
  await again.getByRole('button', { name: 'Descartar de vez e sair' }).click();
  await expect(page.getByRole('form', { name: 'Entrar no Patamar' })).toBeVisible();
});
