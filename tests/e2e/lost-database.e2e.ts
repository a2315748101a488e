import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { openQueue, openTicket, signIn } from './support/agent.ts';
import { ApiPerson } from './support/api.ts';
import { closeConsole, killGroup, type RunningConsole } from './support/console.ts';
import { expect, test } from './support/fixture.ts';
import { cutNetwork } from './support/network.ts';

const N1 = 'Ana Beatriz Ferreira';
const N1_QUEUE = 'N1 Atendimento';
const LONG_AGO_MS = Date.now() - 20 * 86_400_000;
/** How often the app is killed; more in a long run. */
const ROUNDS = Number(process.env['ROUNDS'] ?? 10);

async function aTicketAt(url: string, subject: string): Promise<string> {
  const api = await ApiPerson.signIn(url, 'n1@aurora.example');
  return api.createTicket(N1_QUEUE, { subject, priority: 'P1' }, LONG_AGO_MS);
}

/** The notes on a ticket as its team sees them, in order. */
async function notesOf(url: string, ticketId: string): Promise<readonly unknown[]> {
  const supervisor = await ApiPerson.signIn(url, 'supervisor@aurora.example');
  const messages = (await supervisor.rows('message')).filter((row) => row['ticketId'] === ticketId);
  return messages
    .toSorted((a, b) => Number(a['atMs']) - Number(b['atMs']))
    .flatMap(({ kind, body }) => (kind === 'note' ? [body] : []));
}

/** Writes an internal note on the open ticket. */
async function writeNote(page: Page, text: string): Promise<void> {
  await page.keyboard.press('n');
  await page.keyboard.type(text);
  await page.keyboard.press('Control+Enter');
}

/** Writes one offline, and waits until the console says that it keeps `unsent` actions. */
async function keepNote({ page }: RunningConsole, text: string, unsent: number): Promise<void> {
  await writeNote(page, text);
  await page.keyboard.press('Escape');
  const said = unsent === 1 ? '1 não enviada' : `${unsent} não enviadas`;
  await expect(page.getByRole('contentinfo')).toContainText(said);
}

test('work that only a lost database had arrives once, and the agent is told', async ({ open, backend, userData }) => {
  test.setTimeout(90_000);
  const subject = 'Loja sem sinal desde cedo';
  const ticketId = await aTicketAt(backend.url, subject);
  const first = await open({ userData, backendUrl: backend.url });
  await signIn(first.page, N1);
  await openQueue(first.page, N1_QUEUE);
  await openTicket(first.page, subject);
  await writeNote(first.page, 'Já chegou antes.');
  await first.page.keyboard.press('Escape');
  await expect.poll(() => notesOf(backend.url, ticketId)).toEqual(['Já chegou antes.']);
  await cutNetwork(first.app);
  await keepNote(first, 'Cliente pediu retorno à tarde.', 1);
  await keepNote(first, 'Sem energia no prédio.', 2);
  await closeConsole(first);
  await rm(path.join(userData, 'IndexedDB'), { recursive: true });

  const second = await open({ userData, backendUrl: backend.url });
  await expect(second.page.getByText('se perdeu e foi refeito')).toBeVisible();
  await expect(
    second.page.getByText(/2 ações recuperadas: 2 enviadas agora, nenhuma que já tivesse chegado, nenhuma recusada/),
  ).toBeVisible({
    timeout: 40_000,
  });
  await expect(second.page.getByRole('contentinfo')).not.toContainText('não enviada');
  expect(await notesOf(backend.url, ticketId)).toEqual([
    'Já chegou antes.',
    'Cliente pediu retorno à tarde.',
    'Sem energia no prédio.',
  ]);
  await openQueue(second.page, N1_QUEUE);
  await openTicket(second.page, subject);
  await expect(second.page.getByText('Sem energia no prédio.')).toBeVisible();
  await second.page.getByRole('button', { name: 'Entendi' }).click();
  await expect(second.page.getByText('se perdeu e foi refeito')).toBeHidden();
});

test('a database that cannot be opened is set aside and made anew, with what was unsent', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(90_000);
  const subject = 'Roteador sem luz na filial';
  const ticketId = await aTicketAt(backend.url, subject);
  const first = await open({ userData, backendUrl: backend.url });
  await signIn(first.page, N1);
  await openQueue(first.page, N1_QUEUE);
  await openTicket(first.page, subject);
  await cutNetwork(first.app);
  await keepNote(first, 'Técnico avisado.', 1);
  await closeConsole(first);
  // A folder in the place of a file is an error that Chromium neither mends nor takes for a reason to begin anew.
  const current = path.join(userData, 'IndexedDB/app_patamar_0.indexeddb.leveldb/CURRENT');
  await rm(current);
  await mkdir(path.join(current, 'in the way'), { recursive: true });

  const second = await open({ userData, backendUrl: backend.url });
  await expect(second.page.getByText(/1 ação recuperada: 1 enviada agora/)).toBeVisible({ timeout: 40_000 });
  expect(await notesOf(backend.url, ticketId)).toEqual(['Técnico avisado.']);
  expect(await readdir(path.join(userData, 'set-aside'))).toHaveLength(1);
});

test('an action that does not fit on the disk is refused, and its text stays', async ({ open, backend, userData }) => {
  const subject = 'Link cai a cada hora';
  await aTicketAt(backend.url, subject);
  const running = await open({ userData, backendUrl: backend.url });
  const { page } = running;
  await signIn(page, N1);
  await openQueue(page, N1_QUEUE);
  await openTicket(page, subject);
  // What IndexedDB answers on a full disk; a disk cannot be filled here without root.
  await page.evaluate(() => {
    IDBObjectStore.prototype.add = () => {
      throw new DOMException('The disk is full.', 'QuotaExceededError');
    };
  });
  await writeNote(page, 'Não cabe mais nada.');
  await expect(page.getByText('Não foi possível guardar neste computador')).toBeVisible();
  await expect(page.getByRole('textbox', { name: /nota/i })).toHaveValue('Não cabe mais nada.');
  await expect(page.getByRole('contentinfo')).not.toContainText('não enviada');
});

test('killed with all its processes right after an action is kept, again and again, it loses none', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(60_000 + ROUNDS * 10_000);
  const subject = 'Central telefônica muda';
  const ticketId = await aTicketAt(backend.url, subject);
  const notes = Array.from({ length: ROUNDS }, (_, index) => `Rodada ${index + 1}`);
  for (const [index, note] of notes.entries()) {
    const running = await open({ userData, backendUrl: backend.url });
    if (index === 0) await signIn(running.page, N1);
    await openQueue(running.page, N1_QUEUE);
    await openTicket(running.page, subject);
    // From the first round on there is nothing to send to.
    if (index === 0) await backend.kill();
    await keepNote(running, note, index + 1);
    await killGroup(running);
  }
  await backend.start();
  const last = await open({ userData, backendUrl: backend.url });
  await expect(last.page.getByRole('contentinfo')).toContainText('Online', { timeout: 40_000 });
  await expect(last.page.getByRole('contentinfo')).not.toContainText('não enviada', { timeout: 40_000 });
  expect(await notesOf(backend.url, ticketId)).toEqual(notes);
});
