import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { N1, N1_QUEUE, openQueue, rowOf, signIn, signInTo } from './support/agent.ts';
import { ApiPerson, SAMPLE_PASSWORD } from './support/api.ts';
import { violations } from './support/axe.ts';
import { closeConsole } from './support/console.ts';
import { expect, test } from './support/fixture.ts';
import { inMain } from './support/in-main.ts';
import { cutNetwork, restoreNetwork } from './support/network.ts';
import { outboxOf } from './support/windows.ts';

const EMAIL = 'n1@aurora.example';
const ONLINE_AGAIN = { timeout: 40_000 };

async function openSettings(page: Page, section?: string): Promise<void> {
  await expect(page.getByRole('navigation', { name: /^(Filas|Queues)$/ })).toBeVisible({ timeout: 20_000 });
  await page.keyboard.press('Control+,');
  await expect(page.getByRole('region', { name: /^(Configurações|Settings)$/ })).toBeVisible();
  if (section === undefined) return;
  await page.getByRole('button', { name: section, exact: true }).click();
  await expect(page.getByRole('heading', { level: 2, name: section })).toBeVisible();
}

/** Answers main's question where to save with a path, or with the person's thinking better of it. */
async function answerSaveDialog(app: ElectronApplication, filePath: string): Promise<void> {
  await inMain(
    app,
    ({ dialog }, chosen) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
    },
    filePath,
  );
}

test('by keyboard alone the settings open and are walked, and Esc gives the desk back as it was', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const subject = 'Elevador sem telefone';
  const api = await ApiPerson.signIn(backend.url, EMAIL);
  await api.createOnTop(N1_QUEUE, subject);
  const { page } = await open({ userData, backendUrl: backend.url });
  await signInTo(page, subject);
  await page.keyboard.press('n');
  await page.keyboard.type('Rascunho que fica');
  await page.keyboard.press('Control+,');
  const first = page.getByRole('button', { name: 'Aparência', exact: true });
  await expect(first).toBeFocused();
  await expect(page.getByRole('listbox')).toBeHidden();
  for (const [key, title] of [
    ['ArrowDown', 'Notificações'],
    ['ArrowDown', 'Este computador'],
    ['ArrowDown', 'Sobre e diagnóstico'],
    ['ArrowDown', 'Sobre e diagnóstico'],
    ['ArrowUp', 'Este computador'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible();
    await expect(page.getByRole('button', { name: title, exact: true })).toBeFocused();
  }
  // What the desk would do with them is not done: nothing is claimed, chosen or written.
  for (const key of ['c', 'j', 'k', 'r', 'e']) await page.keyboard.press(key);
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(await outboxOf(page)).toEqual([]);
  await page.keyboard.press('Escape');
  const note = page.getByRole('textbox', { name: /Nota interna/ });
  await expect(note).toBeFocused();
  await expect(note).toHaveValue('Rascunho que fica');
  await expect(rowOf(page, subject)).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('heading', { name: N1_QUEUE })).toBeVisible();

  // A queue that is picked beside the settings is what one wants to see.
  await openSettings(page);
  await openQueue(page, 'Todos os chamados');
  await expect(page.getByRole('listbox')).toBeFocused();
});

test('language, colours, contrast and density hold at once, and after a restart', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const first = await open({ userData, backendUrl: backend.url });
  await signIn(first.page, N1);
  await openSettings(first.page);
  const { page } = first;
  await page.getByRole('radio', { name: 'English' }).press('Space');
  await expect(page.getByRole('heading', { level: 2, name: 'Appearance' })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Queues' })).toBeVisible();
  await page.getByRole('radio', { name: 'Dark' }).press('Space');
  await page.getByRole('radio', { name: 'High' }).press('Space');
  await page.getByRole('radio', { name: 'Compact' }).press('Space');
  const root = async (of: Page): Promise<unknown> =>
    of.evaluate(() => {
      const { lang, dataset } = document.documentElement;
      const { theme, contrast, density } = dataset;
      return { lang, theme, contrast, density };
    });
  const chosen = { lang: 'en', theme: 'dark', contrast: 'more', density: 'compact' };
  await expect.poll(() => root(page)).toEqual(chosen);
  await closeConsole(first);

  const second = await open({ userData, backendUrl: backend.url });
  await expect.poll(() => root(second.page)).toEqual(chosen);
  await openSettings(second.page);
  for (const name of ['English', 'Dark', 'High', 'Compact']) {
    await expect(second.page.getByRole('radio', { name })).toBeChecked();
  }
});

test('a test alert is a real one, and a desktop without notifications is said to block it', async ({
  open,
  backend,
  userData,
  desktop,
}) => {
  test.setTimeout(120_000);
  const first = await open({ userData, backendUrl: backend.url, env: desktop.env });
  await signIn(first.page, N1);
  await openSettings(first.page, 'Notificações');
  await first.page.getByRole('button', { name: 'Mostrar um alerta de teste' }).click();
  await desktop.notification('Alerta de teste');
  await expect(first.page.getByText('O sistema recebeu o alerta')).toBeVisible();
  await first.page.getByRole('checkbox', { name: 'Prazo perto de vencer' }).press('Space');
  await first.page.getByRole('checkbox', { name: 'Ligar o horário de silêncio' }).press('Space');
  for (const label of ['Das', 'Às']) await first.page.getByLabel(label, { exact: true }).fill('00:00');
  await first.page.getByRole('button', { name: 'Mostrar um alerta de teste' }).click();
  await expect(first.page.getByText('um alerta de verdade esperaria')).toBeVisible();
  await closeConsole(first);

  const env = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' };
  const { page } = await open({ userData, backendUrl: backend.url, env });
  await openSettings(page, 'Notificações');
  await expect(page.getByRole('checkbox', { name: 'Prazo perto de vencer' })).not.toBeChecked();
  await expect(page.getByLabel('Das', { exact: true })).toHaveValue('00:00');
  await page.getByRole('button', { name: 'Mostrar um alerta de teste' }).click();
  await expect(page.getByText('O sistema não mostrou o alerta')).toBeVisible();
});

test('the app starts with the session and stays in the tray where that is chosen', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const config = path.join(userData, 'config');
  const { page } = await open({ userData, backendUrl: backend.url, env: { XDG_CONFIG_HOME: config } });
  await signIn(page, N1);
  await openSettings(page, 'Este computador');
  const choice = page.getByRole('checkbox', { name: 'Abrir o Patamar ao entrar no computador' });
  await expect(choice).not.toBeChecked();
  await choice.press('Space');
  await expect(choice).toBeChecked();
  const entry = path.join(config, 'autostart/patamar.desktop');
  expect(await readFile(entry, 'utf8')).toMatch(/^\[Desktop Entry\]\nType=Application\n[^]*\nExec="\//);
  await choice.press('Space');
  await expect(choice).not.toBeChecked();
  await expect(readFile(entry)).rejects.toThrow('ENOENT');

  const staying = page.getByRole('checkbox', { name: 'Ao fechar a janela, continuar na bandeja' });
  await expect(staying).toBeChecked();
  await staying.press('Space');
  await expect(staying).not.toBeChecked();
  await expect
    .poll(async () => readFile(path.join(userData, 'settings.json'), 'utf8'))
    .toContain('"closesToTray": false');
});

test('saved diagnostics hold what helps, and nothing that anybody is called or has written', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const marker = 'QZX7731';
  const api = await ApiPerson.signIn(backend.url, EMAIL);
  const message = { id: crypto.randomUUID(), body: `mensagem ${marker}` };
  await api.createTicket(
    N1_QUEUE,
    { subject: `Assunto ${marker}`, priority: 'P1', message },
    Date.now() - 20 * 86_400_000,
  );
  const { app, page } = await open({ userData, backendUrl: backend.url });
  await signInTo(page, marker);
  await cutNetwork(app);
  await page.keyboard.press('n');
  await page.keyboard.type(`nota ${marker}`);
  const attached = { name: `${marker}.txt`, mimeType: 'text/plain', buffer: Buffer.from(marker) };
  await page.locator('input[type=file]').setInputFiles([attached]);
  await expect(page.getByText(attached.name)).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('contentinfo')).toContainText('1 não enviada');
  await openSettings(page, 'Sobre e diagnóstico');
  const save = page.getByRole('button', { name: 'Salvar o diagnóstico…' });
  // First where it cannot be written: the log, which is in the file, then has a line with the path.
  await answerSaveDialog(app, `/proc/${marker}.json`);
  await save.click();
  await expect(page.getByText('Não foi possível gravar o arquivo')).toBeVisible();
  const file = path.join(userData, 'diagnostics.json');
  await answerSaveDialog(app, file);
  await save.click();
  await expect(page.getByText('Diagnóstico salvo.')).toBeVisible();

  const text = await readFile(file, 'utf8');
  expect(JSON.parse(text)).toMatchObject({
    versions: { app: expect.any(String), electron: expect.any(String), protocol: 1 },
    settings: { theme: 'system', notifications: { hasSound: true } },
    sync: { connection: expect.any(String) },
    kept: { tickets: expect.any(Number), databaseBytes: expect.any(Number) },
    queues: { outbox: { 'ticket.note': 1 }, files: { unsent: 1 } },
  });
  expect(text).toContain('export cannot be written');
  const called = (await api.rows('user', 'customer')).flatMap(({ name, email }) => [name, email]);
  expect(called.length).toBeGreaterThan(20);
  const told = [marker, EMAIL, userData, ...called].filter((word) => typeof word === 'string' && text.includes(word));
  expect(told).toEqual([]);
});

test('the data on this computer is not cleared while work is unsent, and comes again when it is', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(150_000);
  const subject = 'Portaria sem interfone';
  const api = await ApiPerson.signIn(backend.url, EMAIL);
  await api.createOnTop(N1_QUEUE, subject);
  const { app, page } = await open({ userData, backendUrl: backend.url });
  await signInTo(page, subject);
  await cutNetwork(app);
  await page.keyboard.press('c');
  await expect(page.getByRole('contentinfo')).toContainText('1 não enviada');
  await openSettings(page, 'Este computador');
  const group = page.getByRole('region', { name: 'Apagar os dados deste computador' });
  const clear = group.getByRole('button', { name: 'Apagar os dados deste computador' });
  await expect(group).toContainText('1 item seria perdido');
  await expect(clear).toHaveAttribute('aria-disabled', 'true');
  await expect(group.getByRole('button', { name: 'Exportar para um arquivo…' })).toBeVisible();
  await restoreNetwork(app);
  await expect(group).not.toContainText('seria perdido', ONLINE_AGAIN);
  await expect(clear).not.toHaveAttribute('aria-disabled', 'true', ONLINE_AGAIN);

  await clear.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Apagar e baixar de novo?' });
  await expect(dialog).toContainText(/\d+ chamados/);
  await expect(dialog.getByRole('button', { name: 'Deixar como está' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(clear).toBeFocused();
  await clear.press('Enter');
  await dialog.getByRole('button', { name: 'Apagar e baixar de novo' }).press('Enter');
  await expect(page.getByText('Dados apagados deste computador')).toBeVisible({ timeout: 20_000 });
  // Nobody is asked to sign in, and everything is there again.
  await openQueue(page, N1_QUEUE);
  await expect(rowOf(page, subject)).toBeVisible(ONLINE_AGAIN);
  await expect(page.getByRole('contentinfo')).toContainText('Online', ONLINE_AGAIN);
});

test('a password is changed with the network only, and the sessions elsewhere end with the old one', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const next = 'uma senha nova e longa';
  const elsewhere = await ApiPerson.signIn(backend.url, EMAIL);
  const { app, page } = await open({ userData, backendUrl: backend.url });
  await signIn(page, N1);
  await openSettings(page, 'Perfil');
  await expect(page.getByRole('definition').filter({ hasText: EMAIL })).toBeVisible();
  const form = page.getByRole('form', { name: 'Trocar a senha' });
  const fill = async (current: string): Promise<void> => {
    await form.getByLabel('Senha atual').fill(current);
    await form.getByLabel('Senha nova', { exact: true }).fill(next);
    await form.getByLabel('Senha nova, mais uma vez').fill(next);
  };
  await cutNetwork(app);
  await fill('errada');
  await expect(form).toContainText('Precisa da rede', ONLINE_AGAIN);
  await restoreNetwork(app);
  await expect(form).not.toContainText('Precisa da rede', ONLINE_AGAIN);
  await page.keyboard.press('Enter');
  await expect(form.getByRole('alert')).toHaveText('A senha atual não é essa.');
  await expect(form.getByLabel('Senha nova', { exact: true })).toHaveValue(next);
  await fill(SAMPLE_PASSWORD);
  await page.keyboard.press('Enter');
  await expect(form.getByRole('status')).toContainText('Senha trocada.');
  await expect(elsewhere.rows('user')).rejects.toThrow('auth.token');
  await expect(ApiPerson.signIn(backend.url, EMAIL)).rejects.toThrow('auth.credentials');
  // This session goes on.
  await page.getByRole('button', { name: 'Sair dos outros aparelhos' }).click();
  await expect(page.getByText('Não havia sessão em outro lugar.').last()).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`every section of the settings is free of axe violations, ${theme}`, async ({ open, backend, userData }) => {
    test.setTimeout(120_000);
    const { page } = await open({ userData, backendUrl: backend.url });
    await page.evaluate((chosen) => window.patamar.invoke('settings:save', { theme: chosen }), theme);
    await page.reload();
    await signIn(page, N1);
    await openSettings(page);
    for (const section of ['Perfil', 'Aparência', 'Notificações', 'Este computador', 'Sobre e diagnóstico']) {
      await page.getByRole('button', { name: section, exact: true }).click();
      await expect(page.getByRole('heading', { level: 2, name: section })).toBeVisible();
      const quiet = page.getByRole('checkbox', { name: 'Ligar o horário de silêncio' });
      if (await quiet.isVisible()) await quiet.press('Space');
      expect(await violations(page), section).toEqual([]);
    }
  });
}

test('date fields are in the language of the console, whatever the language of the system is', async ({
  consoles,
  backend,
  userData,
}) => {
  test.setTimeout(90_000);
  // Chromium draws them, in its own language, which pages read here.
  const languageOfFields = async (language: 'pt-BR' | 'en' | null, locale: string): Promise<string> => {
    const settings = { language, firstRun: { isOffered: false, seenBy: [] } };
    await writeFile(path.join(userData, 'settings.json'), JSON.stringify(settings));
    const { page } = await consoles.open({ userData, backendUrl: backend.url, locale });
    const told = await page.evaluate(() => navigator.language);
    await consoles.closeAll();
    return told;
  };
  expect(await languageOfFields('pt-BR', 'en-US')).toBe('pt-BR');
  expect(await languageOfFields('en', 'pt-BR')).toBe('en-GB');
  // None is chosen: as the console itself goes by the system's.
  expect(await languageOfFields(null, 'pt-BR')).toBe('pt-BR');
  expect(await languageOfFields(null, 'de-DE')).toBe('en-GB');
});
