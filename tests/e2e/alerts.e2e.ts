import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { openQueue, openTicket, signIn } from './support/agent.ts';
import { ApiPerson } from './support/api.ts';
import { violations } from './support/axe.ts';
import type { RunningConsole } from './support/console.ts';
import { expect, test } from './support/fixture.ts';
import { inMain } from './support/in-main.ts';

const QUEUE = 'N1 Atendimento';
// A critical ticket is to be accepted within ten minutes, warned of at 75 and 90 percent; supervisors from 90 on.
const MINUTE_MS = 60_000;

async function openAlerts(page: Page): Promise<void> {
  await page.keyboard.press('g');
  await page.keyboard.press('n');
  await expect(page.getByRole('heading', { name: /^(Alertas|Alerts)$/ })).toBeVisible();
}

/** The alert of a ticket, in the centre. */
function alertOf(page: Page, subject: string): Locator {
  return page
    .getByRole('list', { name: /^(Alertas dos|Alerts of)/ })
    .getByRole('listitem')
    .filter({ hasText: subject });
}

/** Notes what main is asked from now on over a channel; the function returned says what has come so far. */
async function noteCalls({ app }: RunningConsole, channel: string): Promise<() => Promise<unknown[]>> {
  await inMain(
    app,
    ({ ipcMain }, name) => {
      const calls: unknown[] = [];
      Object.assign(globalThis, { [`calls ${name}`]: calls });
      ipcMain.removeHandler(name);
      ipcMain.handle(name, (_event, args) => void calls.push(args));
    },
    channel,
  );
  return () => inMain(app, (_electron, name) => Reflect.get(globalThis, `calls ${name}`) as unknown[], channel);
}

test('a warning of a ticket that nobody has reaches the agents of its queue, and is acknowledged by keyboard for all devices', async ({
  open,
  backend,
  userData,
  desktop,
}) => {
  test.setTimeout(400_000);
  const api = await ApiPerson.signIn(backend.url, 'n1@aurora.example');
  const subject = 'Central telefônica fora do ar';
  const { page } = await open({ userData, backendUrl: backend.url, env: desktop.env });
  await signIn(page, 'Carlos Eduardo Souza');
  const profile = await mkdtemp(path.join(tmpdir(), 'patamar-profile-'));
  const elsewhere = await open({ userData: profile, backendUrl: backend.url, locale: 'en-US' });
  const told = await noteCalls(elsewhere, 'alerts:acknowledge');
  await signIn(elsewhere.page, 'Carlos Eduardo Souza');
  await openAlerts(elsewhere.page);

  // At 75 percent in a moment, with 90 still to come.
  const ticketId = await api.createTicket(QUEUE, { subject, priority: 'P1' }, Date.now() - 7.5 * MINUTE_MS + 2_000);
  const shown = (): string => JSON.stringify(desktop.shown());
  await expect.poll(shown, { timeout: 30_000 }).toContain(`Aceite N1 perto de vencer. ${subject}`);
  await openAlerts(page);
  await expect(alertOf(page, subject)).toContainText('Novo');
  await expect(alertOf(page, subject)).toContainText('Da fila');
  await expect(alertOf(elsewhere.page, subject)).toContainText('New');
  expect(await violations(page), 'light').toEqual([]);

  // The newest is the first, and has the focus or is one step away.
  await alertOf(page, subject)
    .getByRole('button', { name: /perto de vencer/ })
    .first()
    .focus();
  await page.keyboard.press('r');
  await expect(alertOf(page, subject)).toContainText('Reconhecido por você');
  await expect(page.locator(':focus')).toHaveText(/perto de vencer/);

  await expect(alertOf(elsewhere.page, subject)).toContainText('Acknowledged by you', { timeout: 30_000 });
  const [mark] = (await api.rows('alertMark')).filter((row) => row['ticketId'] === ticketId);
  expect(mark).toMatchObject({ state: 'acknowledged' });
  await expect.poll(async () => JSON.stringify(await told())).toContain(String(mark?.['alertId']));
  expect(await api.historyOf(ticketId)).toEqual(['created']);

  // Opened with Enter, and left with Escape.
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: subject })).toBeVisible();
  await openAlerts(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Alertas' })).toBeHidden();
});

test('a supervisor is told from the step that the policy names, and an agent of what is written on their ticket', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(400_000);
  const api = await ApiPerson.signIn(backend.url, 'n1@aurora.example');
  const { page } = await open({ userData, backendUrl: backend.url });
  await signIn(page, 'Helena Duarte');
  await openAlerts(page);
  const early = 'Sem sinal no bloco B';
  const late = 'Sem sinal no bloco C';
  await api.createTicket(QUEUE, { subject: early, priority: 'P1' }, Date.now() - 8 * MINUTE_MS);
  const ticketId = await api.createTicket(QUEUE, { subject: late, priority: 'P1' }, Date.now() - 9.1 * MINUTE_MS);
  await expect(alertOf(page, late)).toContainText('Supervisão', { timeout: 30_000 });
  await expect(alertOf(page, early)).toHaveCount(0);

  // Taken by the supervisor, it is theirs: what a colleague writes on it is news, what they write is none.
  await alertOf(page, late).first().getByRole('button').first().press('Enter');
  await expect(page.getByRole('heading', { name: late })).toBeVisible();
  await page.keyboard.press('c');
  await expect(page.getByText('Chamado assumido')).toBeVisible();
  await api.act('ticket.note', { ticketId, messageId: crypto.randomUUID(), body: 'O poste caiu.' });
  await openAlerts(page);
  await expect(alertOf(page, late).filter({ hasText: 'nota nova' })).toHaveCount(1, { timeout: 30_000 });

  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'));
  expect(await violations(page), 'dark').toEqual([]);
  await page.getByRole('button', { name: 'Reconhecer todos' }).click();
  await expect(page.getByText('Nenhum novo')).toBeVisible();
  await page.getByLabel('Só os não reconhecidos').press('Space');
  await expect(page.getByText('Tudo reconhecido')).toBeVisible();
});

test('all that waits is counted and acknowledged, also what the list has not read', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(300_000);
  const count = 310;
  const api = await ApiPerson.signIn(backend.url, 'n1@aurora.example');
  const subject = 'Rompimento na avenida';
  const ticketId = await api.createOnTop(QUEUE, subject);
  const { page } = await open({ userData, backendUrl: backend.url });
  await signIn(page, 'Carlos Eduardo Souza');
  await openQueue(page, QUEUE);
  await openTicket(page, subject);
  await page.keyboard.press('c');
  await expect(page.getByText('Chamado assumido')).toBeVisible();
  await api.noteTimes(ticketId, count, (number) => `Trecho ${number}`);

  await openAlerts(page);
  const newOnes = async (): Promise<number> => parseInt(await page.getByText(/^\d+ novos$/).innerText(), 10);
  // Deadlines of the queue may come meanwhile.
  await expect.poll(newOnes, { timeout: 60_000 }).toBeGreaterThanOrEqual(count);
  await page.getByRole('button', { name: 'Reconhecer todos' }).click();
  await expect(page.getByText(/^3\d\d alertas reconhecidos\.$/)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('Nenhum novo')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Reconhecer todos' })).toBeDisabled();
  await expect
    .poll(async () => (await api.rows('alertMark')).filter((row) => row['ticketId'] === ticketId).length, {
      timeout: 60_000,
    })
    .toBe(count);
});

test('all that was told in seven days is walked by keyboard, with no more of it drawn than is in sight', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(300_000);
  const api = await ApiPerson.signIn(backend.url, 'n1@aurora.example');
  const [ticket] = await api.rows('ticket');
  // A deadline of the sample's that came due meanwhile would be told at the top, and move all that is walked down by one.
  await (await ApiPerson.signIn(backend.url, 'supervisor@aurora.example')).cancelOpen();
  const { page } = await open({ userData, backendUrl: backend.url });
  await signIn(page, 'Carlos Eduardo Souza');
  // What a week has left here; what of it still holds is for the planner to find.
  await page.evaluate(
    async ([ticketId, count]) => {
      const name = (await indexedDB.databases())
        .map((each) => each.name ?? '')
        .find((each) => each.startsWith('patamar'));
      const opening = indexedDB.open(name ?? '');
      const db = await new Promise<IDBDatabase>((resolve) => (opening.onsuccess = () => resolve(opening.result)));
      const tx = db.transaction('alerts', 'readwrite');
      for (let n = 1; n <= Number(count); n += 1) {
        const atMs = Date.now() - n * 60_000;
        const told = { toldAs: 'assignee', clock: null, what: n === 1 ? 'noted' : 'replied', actorId: null };
        tx.objectStore('alerts').put({
          id: `event:${n}`,
          kind: n % 2 === 0 ? 'reply_on_mine' : 'escalation_accepted',
          ticketId,
          atMs,
          ...told,
          isOver: true,
          marks: [],
        });
      }
      await new Promise((resolve) => (tx.oncomplete = resolve));
      db.close();
    },
    [ticket?.id ?? '', 1_000],
  );
  await page.reload();
  await expect(page.getByRole('navigation', { name: 'Filas' })).toBeVisible();
  await openAlerts(page);
  const list = page.getByRole('list', { name: 'Alertas dos últimos 7 dias' });
  const focused = (): Promise<number> =>
    list.locator('li:focus-within').evaluate((item) => Number(item.dataset['index']));
  await expect.poll(async () => list.locator('li').count()).toBeGreaterThan(5);
  await list.getByRole('button').first().focus();
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowDown');
  await expect.poll(focused).toBe(2);
  await page.keyboard.press('PageDown');
  await expect.poll(focused).toBe(10);

  // Each end is that of what has been read, until it is the end of all.
  await expect
    .poll(
      async () => {
        await page.keyboard.press('End');
        return focused();
      },
      { timeout: 30_000 },
    )
    .toBeGreaterThanOrEqual(999);
  await expect(list.locator('li:focus-within')).toBeInViewport();
  expect(await list.locator('li').count()).toBeLessThan(60);

  // Scrolled away by the mouse, the focus stays where it was and goes on from there.
  await list.locator('xpath=..').evaluate((scroller) => scroller.scrollTo({ top: 0 }));
  await page.keyboard.press('k');
  await expect.poll(focused).toBeGreaterThanOrEqual(998);
  await expect(list.locator('li:focus-within')).toBeInViewport();
  await page.keyboard.press('Home');
  await expect.poll(focused).toBe(0);
  await expect(list.locator('li:focus-within')).toBeInViewport();
});
