import type { Page } from '@playwright/test';
import { N1, N1_QUEUE, signIn } from './support/agent.ts';
import { ApiPerson } from './support/api.ts';
import { violations } from './support/axe.ts';
import { expect, test } from './support/fixture.ts';
import { cutNetwork, restoreNetwork } from './support/network.ts';

const archive = (page: Page): ReturnType<Page['getByRole']> =>
  page.getByRole('region', { name: /^(Em toda a base|In the whole archive)$/ });

/** An ended ticket of N1's, on the backend. */
async function endedTicket(url: string, subject: string): Promise<string> {
  const api = await ApiPerson.signIn(url, 'n1@aurora.example');
  const body = 'A esteira parou de novo depois da manutenção.';
  const ticketId = await api.createTicket(N1_QUEUE, { subject, message: { id: crypto.randomUUID(), body } });
  await api.act('ticket.claim', { ticketId });
  const args = { ticketId, code: 'solved', summary: 'Trocado o sensor da esteira.' };
  expect((await api.act('ticket.resolve', args))?.status).toBe('applied');
  return ticketId;
}

/** Takes a ticket off this machine once it has come, as if its database had never kept it; answers when it has gone. */
async function takeOffThisMachine(page: Page, ticketId: string): Promise<void> {
  const remove = (id: string): Promise<boolean> =>
    page.evaluate(async (wanted) => {
      const answer = <T>(request: IDBRequest<T>): Promise<T> =>
        new Promise((resolve, reject) => {
          request.addEventListener('success', () => resolve(request.result));
          request.addEventListener('error', () => reject(request.error ?? new Error('failed')));
        });
      let wasThere = false;
      for (const { name } of await indexedDB.databases()) {
        const db = await answer(indexedDB.open(name ?? ''));
        if (db.objectStoreNames.contains('tickets')) {
          const change = db.transaction(['tickets', 'bundles'], 'readwrite');
          wasThere ||= (await answer(change.objectStore('tickets').get(wanted))) !== undefined;
          for (const store of ['tickets', 'bundles']) await answer(change.objectStore(store).delete(wanted));
        }
        db.close();
      }
      return wasThere;
    }, id);
  await expect.poll(() => remove(ticketId), { timeout: 20_000 }).toBe(true);
  await page.reload();
  await expect(page.getByRole('navigation', { name: /^(Filas|Queues)$/ })).toBeVisible();
}

test('an ended ticket that is not on this machine is found online by keyboard, and read with nothing to act on it', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const subject = 'Esteira rolante sem partida';
  const ticketId = await endedTicket(backend.url, subject);
  const { app, page } = await open({ userData, backendUrl: backend.url });
  await signIn(page, N1);
  await takeOffThisMachine(page, ticketId);

  await page.keyboard.press('/');
  await page.keyboard.type('esteira manutencao');
  const row = archive(page).getByRole('button', { name: subject });
  await expect(row).toBeVisible();
  await expect(archive(page)).toContainText('1 chamado que não está neste computador.');
  await expect(page.getByText('Nada encontrado', { exact: true })).toBeVisible();
  expect(await violations(page), 'found').toEqual([]);

  await page.keyboard.press('ArrowDown');
  await expect(row).toBeFocused();
  await page.keyboard.press('Enter');
  const pane = page.locator('#ticket-pane');
  await expect(pane).toBeFocused();
  await expect(pane.getByRole('heading', { name: subject })).toBeVisible();
  await expect(pane).toContainText('não está guardado neste computador');
  await expect(pane).toContainText('A esteira parou de novo depois da manutenção.');
  await expect(pane).toContainText('Trocado o sensor da esteira.');
  await expect(pane.getByRole('textbox')).toHaveCount(0);
  expect(await violations(page), 'read only').toEqual([]);
  await page.keyboard.press('r');
  await expect(page.getByText('Este chamado não está neste computador: aqui ele só pode ser lido.')).toBeVisible();
  await pane.getByRole('tab', { name: 'Histórico' }).click();
  await expect(pane.getByRole('list', { name: /histórico/i })).toContainText(/resolve/);

  // What has been read stays; what has not says that it needs the network.
  await cutNetwork(app);
  await expect(archive(page)).toContainText('Precisa de conexão', { timeout: 20_000 });
  await expect(pane.getByRole('heading', { name: subject })).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('esteira partida');
  await expect(archive(page)).toContainText('Precisa de conexão');
  await expect(archive(page).getByRole('button')).toHaveCount(0);
  expect(await violations(page), 'offline').toEqual([]);
  await restoreNetwork(app);
  await expect(row).toBeVisible({ timeout: 40_000 });
});

test('a ticket that is on this machine is not shown twice, in English too', async ({ open, backend, userData }) => {
  test.setTimeout(120_000);
  const [here, away] = ['Treadmill squeaks', 'Treadmill stands still'];
  await endedTicket(backend.url, here);
  const awayId = await endedTicket(backend.url, away);
  const { page } = await open({ userData, backendUrl: backend.url, locale: 'en-US' });
  await signIn(page, N1);
  await takeOffThisMachine(page, awayId);
  await page.keyboard.press('/');
  await page.keyboard.type('treadmill status:resolved ');
  await expect(page.getByRole('option', { name: here })).toBeVisible();
  await expect(archive(page).getByRole('button')).toHaveCount(1);
  await expect(archive(page)).toContainText('1 ticket not on this computer.');
  await archive(page).getByRole('button', { name: away }).click();
  await expect(page.locator('#ticket-pane')).toContainText('Read only');
  expect(await violations(page)).toEqual([]);
});
