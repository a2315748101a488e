import type { ElectronApplication } from '@playwright/test';
import { N1_QUEUE, signInTo } from './support/agent.ts';
import { ApiPerson } from './support/api.ts';
import { expect, test } from './support/fixture.ts';
import { inMain } from './support/in-main.ts';
import { windowOpenedBy } from './support/windows.ts';

const SUBJECT = 'Sem sinal no prédio inteiro';

/** The process of the page in the console's window, and of the one in the ticket's. */
async function processes(app: ElectronApplication): Promise<{ readonly console: number; readonly ticket: number }> {
  return inMain(app, ({ BrowserWindow }) => {
    const pid = (kind: string): number =>
      BrowserWindow.getAllWindows()
        .find(({ webContents }) => (new URL(webContents.getURL()).searchParams.get('window') ?? 'console') === kind)
        ?.webContents.getOSProcessId() ?? 0;
    return { console: pid('console'), ticket: pid('ticket') };
  });
}

test('a window that freezes while it syncs is replaced by another, and changes nothing when it thaws', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  test.skip(process.platform === 'win32', 'no process is stopped by a signal there');
  const api = await ApiPerson.signIn(backend.url, 'supervisor@aurora.example');
  const ticketId = await api.createOnTop(N1_QUEUE, SUBJECT);
  const { app, page } = await open({ userData, backendUrl: backend.url });
  await signInTo(page, SUBJECT);
  const ticket = await windowOpenedBy(app, () => page.keyboard.press('o'));
  await expect(ticket.getByRole('contentinfo')).toContainText('Online');
  const pids = await processes(app);
  expect(pids.console, 'each window is a process of its own').not.toBe(pids.ticket);
  const notes = async (): Promise<readonly unknown[]> =>
    (await api.rows('message'))
      .filter((row) => row['ticketId'] === ticketId && row['kind'] === 'note')
      .map((row) => row['body']);

  // Stopped in the middle of a write or a read it would hold the database too, until Chromium gives up on it after a
  // minute: so all is synced, and the search has read what there is.
  await expect(page.getByRole('contentinfo')).toContainText('Sincronizado');
  await page.keyboard.press('/');
  await page.keyboard.type('prédio');
  await expect(page.getByRole('option', { name: SUBJECT })).toBeVisible();
  await expect(page.getByText(/Preparando a busca/)).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  // The console's worker has led since the sign-in: stopped whole, it holds the lead's lock and does nothing.
  process.kill(pids.console, 'SIGSTOP');
  try {
    await ticket.keyboard.press('n');
    await ticket.keyboard.type('Escrito enquanto a outra janela dorme.');
    await ticket.keyboard.press('Control+Enter');
    await expect(ticket.getByRole('contentinfo')).toContainText('1 não enviada');
    await expect.poll(notes, { timeout: 25_000 }).toEqual(['Escrito enquanto a outra janela dorme.']);
  } finally {
    process.kill(pids.console, 'SIGCONT');
  }
  await expect(page.getByText('Escrito enquanto a outra janela dorme.')).toBeVisible({ timeout: 15_000 });
  await page.keyboard.press('n');
  await page.keyboard.type('E depois de acordar.');
  await page.keyboard.press('Control+Enter');
  await expect
    .poll(notes, { timeout: 25_000 })
    .toEqual(['Escrito enquanto a outra janela dorme.', 'E depois de acordar.']);
  await expect(ticket.getByText('E depois de acordar.')).toBeVisible();
});
