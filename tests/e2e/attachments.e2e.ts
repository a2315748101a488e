import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { N1_QUEUE, openQueue, openTicket, signInTo } from './support/agent.ts';
import { ApiPerson, SAMPLE_PASSWORD } from './support/api.ts';
import { violations } from './support/axe.ts';
import { closeConsole, killGroup, type RunningConsole } from './support/console.ts';
import { expect, test } from './support/fixture.ts';
import { inMain } from './support/in-main.ts';
import { cutNetwork, restoreNetwork } from './support/network.ts';
import { removeFolder } from './support/remove-folder.ts';

const COLLEAGUE = 'Carlos Eduardo Souza';
const ONLINE = { timeout: 40_000 };

type GivenFile = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

async function aTicketAt(url: string, subject: string): Promise<string> {
  const api = await ApiPerson.signIn(url, 'n1@aurora.example');
  return api.createOnTop(N1_QUEUE, subject);
}

async function openConsoleAt({ page }: RunningConsole, subject: string): Promise<void> {
  await openQueue(page, N1_QUEUE);
  await openTicket(page, subject);
}

/** Attaches files as the system's dialog would hand them over. */
async function attach(page: Page, ...files: readonly GivenFile[]): Promise<void> {
  await page.locator('input[type=file]').setInputFiles([...files]);
}

/** Writes an internal note with files on the open ticket. */
async function keepNote(page: Page, text: string, ...files: readonly GivenFile[]): Promise<void> {
  await page.keyboard.press('n');
  await page.keyboard.type(text);
  await attach(page, ...files);
  const chips = page.getByRole('list', { name: 'Arquivos que vão junto' }).getByRole('listitem');
  await expect(chips).toHaveCount(files.length);
  await expect(page.getByRole('button', { name: 'Anotar' })).not.toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('textbox', { name: /nota/i }).press('Control+Enter');
  await expect(chips).toHaveCount(0);
}

function rowOfFile(page: Page, name: string): Locator {
  return page.getByRole('list', { name: 'Anexos' }).getByRole('listitem').filter({ hasText: name });
}

/** Has the app save where the test says, without a dialog that nobody would answer. */
async function saveAt({ app }: RunningConsole, filePath: string): Promise<void> {
  await inMain(
    app,
    ({ dialog }, chosen) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
    },
    filePath,
  );
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The content of a file as the backend hands it to somebody, by hash; null when it has none. */
async function contentAt(url: string, ticketId: string, name: string): Promise<string | null> {
  const email = 'supervisor@aurora.example';
  const rows = await (await ApiPerson.signIn(url, email)).rows('attachment');
  const row = rows.find((each) => each['ticketId'] === ticketId && each['name'] === name);
  const signedIn = await fetch(`${url}/v1/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: SAMPLE_PASSWORD }),
  });
  const { accessToken } = (await signedIn.json()) as { accessToken: string };
  const response = await fetch(`${url}/v1/attachments/${row?.id}/content`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  return response.ok ? hashOf(new Uint8Array(await response.arrayBuffer())) : null;
}

/** The second copies that main keeps in a profile. */
async function secondCopies(userData: string): Promise<readonly string[]> {
  const entries = await readdir(path.join(userData, 'unsent-files'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

test('a file added offline outlives a kill, is sent when online, and a colleague fetches and saves it whole', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(200_000);
  const subject = 'Fatura com valor errado';
  const ticketId = await aTicketAt(backend.url, subject);
  const buffer = randomBytes(3_300_000);
  const file = { name: 'registro do modem.log', mimeType: 'text/plain', buffer };

  const first = await open({ userData, backendUrl: backend.url });
  await signInTo(first.page, subject);
  await cutNetwork(first.app);
  await keepNote(first.page, 'Segue o registro.', file);
  await expect(rowOfFile(first.page, file.name)).toContainText('Guardado aqui; vai quando houver conexão');
  await expect(first.page.getByRole('contentinfo')).toContainText('1 arquivo a enviar');
  await killGroup(first);

  const second = await open({ userData, backendUrl: backend.url });
  await openConsoleAt(second, subject);
  await expect(rowOfFile(second.page, file.name)).toContainText('Enviado', ONLINE);
  await expect(second.page.getByRole('contentinfo')).not.toContainText('a enviar');
  await expect.poll(() => secondCopies(userData)).toEqual([]);
  expect(await contentAt(backend.url, ticketId, file.name)).toBe(hashOf(buffer));
  await closeConsole(second);

  const profile = await mkdtemp(path.join(tmpdir(), 'patamar-profile-'));
  const there = await open({ userData: profile, backendUrl: backend.url });
  await signInTo(there.page, subject, COLLEAGUE);
  const row = rowOfFile(there.page, file.name);
  await expect(row).toContainText('Não baixado');
  await cutNetwork(there.app);
  await expect(row).toContainText('Não baixado; disponível quando houver conexão', ONLINE);
  await expect(row.getByRole('button')).toHaveCount(0);
  await restoreNetwork(there.app);
  await row.getByRole('button', { name: `Baixar ${file.name}` }).click(ONLINE);
  await expect(row).toContainText('Neste computador');
  // Offline again, it is here all the same.
  await cutNetwork(there.app);
  const saved = path.join(profile, 'salvo.log');
  await saveAt(there, saved);
  await row.getByRole('button', { name: `Salvar ${file.name}` }).click();
  await expect(there.page.getByText(`“${file.name}” salvo`)).toBeVisible();
  expect(hashOf(await readFile(saved))).toBe(hashOf(buffer));
  await closeConsole(there);
  await removeFolder(profile);
});

test('a file that only a lost database had arrives with its note', async ({ open, backend, userData }) => {
  test.setTimeout(90_000);
  const subject = 'Porta da OLT com erro';
  const ticketId = await aTicketAt(backend.url, subject);
  const buffer = randomBytes(700_000);
  const file = { name: 'captura.pcap', mimeType: 'application/vnd.tcpdump.pcap', buffer };
  const first = await open({ userData, backendUrl: backend.url });
  await signInTo(first.page, subject);
  await cutNetwork(first.app);
  await keepNote(first.page, 'Captura do técnico.', file);
  await expect(first.page.getByRole('contentinfo')).toContainText('1 não enviada');
  expect(await secondCopies(userData)).toHaveLength(1);
  await closeConsole(first);
  await rm(path.join(userData, 'IndexedDB'), { recursive: true });

  const second = await open({ userData, backendUrl: backend.url });
  await expect(second.page.getByText(/1 ação recuperada: 1 enviada agora/)).toBeVisible(ONLINE);
  await expect.poll(() => contentAt(backend.url, ticketId, file.name), ONLINE).toBe(hashOf(buffer));
  await expect.poll(() => secondCopies(userData)).toEqual([]);
  await openConsoleAt(second, subject);
  await expect(rowOfFile(second.page, file.name)).toContainText('Enviado');
});

test('what is said of files is free of axe violations, in both themes', async ({ open, backend, userData }) => {
  test.setTimeout(120_000);
  const subject = 'Tela azul no caixa';
  await aTicketAt(backend.url, subject);
  const running = await open({ userData, backendUrl: backend.url });
  const { page } = running;
  await signInTo(page, subject);
  const picture = { name: 'tela.png', mimeType: 'image/png', buffer: await readFile('build/icon.png') };
  await keepNote(page, 'Com figura.', picture);
  await expect(page.getByRole('img', { name: 'Imagem tela.png' })).toBeVisible();
  await expect(rowOfFile(page, picture.name)).toContainText('Enviado', ONLINE);
  await page.keyboard.type('Mais um.');
  const buffer = Buffer.from('1');
  await attach(page, { name: 'a.txt', mimeType: '', buffer }, { name: 'b.txt', mimeType: '', buffer: Buffer.alloc(0) });
  await expect(page.getByRole('alert')).toBeVisible();
  for (const theme of ['light', 'dark']) {
    await page.evaluate((chosen) => (document.documentElement.dataset['theme'] = chosen), theme);
    expect(await violations(page), theme).toEqual([]);
  }
});

test('a file that is empty or too large is refused in plain words, and what was written stays', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(90_000);
  const subject = 'Aplicativo não abre';
  await aTicketAt(backend.url, subject);
  const running = await open({ userData, backendUrl: backend.url });
  const { page } = running;
  await signInTo(page, subject);
  await page.keyboard.press('n');
  await page.keyboard.type('Segue a tela.');
  const small = { name: 'tela.txt', mimeType: 'text/plain', buffer: Buffer.from('erro 42') };
  await attach(page, small, { name: 'vazio.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) });
  await expect(page.getByRole('alert')).toContainText('“vazio.txt” está vazio');
  await page.evaluate(() => {
    const area = document.querySelector('textarea');
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(26 * 1024 * 1024 + 1)], 'video.mp4', { type: 'video/mp4' }));
    area?.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
  });
  await expect(page.getByRole('alert')).toContainText('“video.mp4” tem 27,3 MB; o limite é 25 MB por arquivo');
  await expect(page.getByRole('textbox', { name: /nota/i })).toHaveValue('Segue a tela.');
  const chips = page.getByRole('list', { name: 'Arquivos que vão junto' }).getByRole('listitem');
  await expect(chips).toHaveCount(1);
  await expect(chips).toContainText('tela.txt');
  await page.getByRole('button', { name: 'Dispensar aviso' }).click();
  await page.getByRole('button', { name: 'Tirar tela.txt' }).press('Enter');
  await expect(chips).toHaveCount(0);
  expect(await secondCopies(userData)).toEqual([]);
  await page.getByRole('textbox', { name: /nota/i }).press('Control+Enter');
  await expect(page.getByRole('list', { name: 'Anexos' })).toHaveCount(0);
});
