import { N1_QUEUE, rowOf, signInTo } from './support/agent.ts';
import { ApiPerson, SAMPLE_PASSWORD } from './support/api.ts';
import { expect, test } from './support/fixture.ts';
import { Keyboard } from './support/keyboard.ts';
import { cutNetwork, restoreNetwork } from './support/network.ts';

const ONLINE_AGAIN = { timeout: 40_000 };

/** Runs in the page: a transaction of its own keeps the account's database to itself until it hears `release`. */
async function holdDatabase(): Promise<void> {
  const name = (await indexedDB.databases()).find((each) => each.name?.startsWith('patamar'))?.name ?? '';
  const opening = indexedDB.open(name);
  const db = await new Promise<IDBDatabase>((resolve) => (opening.onsuccess = () => resolve(opening.result)));
  const store = db.transaction([...db.objectStoreNames], 'readwrite').objectStore('meta');
  let isHeld = true;
  window.addEventListener('release', () => (isHeld = false), { once: true });
  await new Promise<void>((resolve) => {
    const goOn = (): void => {
      resolve();
      if (isHeld) store.count().onsuccess = goOn;
      else db.close();
    };
    store.count().onsuccess = goOn;
  });
}

test('three attempts by keyboard lead to the escalation, once; a fourth is refused until a supervisor allows it', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(240_000);
  const supervisor = await ApiPerson.signIn(backend.url, 'supervisor@aurora.example');
  const category = (await supervisor.rows('category')).find((row) => row['name'] === 'Sem conexão');
  const fields = { subject: 'Padaria sem internet', priority: 'P1', categoryId: category?.id };
  const ticketId = await supervisor.createTicket(N1_QUEUE, fields, Date.now() - 20 * 86_400_000);
  const { app, page } = await open({ userData, backendUrl: backend.url });
  const keys = new Keyboard(page);
  const foot = page.getByRole('contentinfo');
  const escalation = page.getByRole('dialog', { name: /Escalonar chamado/ });
  const attempts = page.getByRole('tabpanel');

  /** Logs what has been typed, and waits until it is kept and its form has gone. */
  const log = async (): Promise<void> => {
    await keys.press('Control+Enter');
    await expect(page.getByRole('form', { name: 'Registrar tentativa' })).toBeHidden();
  };

  await test.step('sign in and take it', async () => {
    await keys.expectOn(/^E-mail/);
    await keys.type('n1@aurora.example');
    await keys.press('Tab');
    await keys.type(SAMPLE_PASSWORD);
    await keys.press('Enter');
    await expect(page.getByRole('navigation', { name: 'Filas' })).toBeVisible();
    await keys.press('g', '1');
    await expect(rowOf(page, 'Padaria sem internet')).toBeVisible();
    await keys.press('j', 'c');
    await expect(page.getByText('Chamado assumido')).toBeVisible();
  });

  await test.step('an attempt from the list of the category, found by typing a part of it, without accents', async () => {
    await keys.press('t');
    await keys.type('sinal opt');
    await expect(page.getByRole('option', { name: 'Leitura do sinal óptico' })).toBeVisible();
    await keys.press('ArrowDown', 'Enter');
    await log();
    await expect(attempts.getByText('Leitura do sinal óptico')).toBeVisible();
    await expect(attempts.getByText('1 de 3 tentativas', { exact: true })).toBeVisible();
    await expect(escalation).toBeHidden();
  });

  await test.step('one in free words, and the last of the tier is said to be the last', async () => {
    await keys.press('t');
    await keys.type('Trocou a tomada');
    await log();
    await expect(attempts.getByText('2 de 3 tentativas', { exact: true })).toBeVisible();
    await keys.press('t');
    await expect(page.getByText('Última tentativa deste nível')).toBeVisible();
    await keys.type('Trocou o cabo');
    await log();
  });

  await test.step('it leads to the escalation with what was tried, and lets go of it', async () => {
    await expect(escalation).toBeVisible();
    await expect(escalation.getByRole('textbox', { name: /tentado|tentativas|tried/i })).toHaveValue(/Trocou o cabo/);
    await keys.press('Escape');
    await expect(escalation).toBeHidden();
    await expect(page.getByText('3 de 3 tentativas').first()).toBeVisible();
  });

  await test.step('a further attempt is not offered: why, and what to do, have the focus', async () => {
    await keys.press('t');
    await expect(page.getByRole('heading', { name: 'Tentativas esgotadas no N1' })).toBeVisible();
    await keys.expectOn(/Escalonar/);
    await expect(page.getByRole('button', { name: 'Permitir mais tentativas' })).toBeHidden();
    await keys.press('Enter');
    await expect(escalation).toBeVisible();
    await keys.press('Escape');
  });

  await test.step('a supervisor allows one more; after it the escalation does not open by itself again', async () => {
    const allowed = await supervisor.act('ticket.allowAttempts', {
      ticketId,
      more: 1,
      reason: 'falta o teste de cabo',
    });
    expect(allowed?.status).toBe('applied');
    await expect(attempts.getByText('3 de 4 tentativas', { exact: true })).toBeVisible(ONLINE_AGAIN);
    await keys.press('t');
    await keys.type('Testou com cabo direto');
    await log();
    await expect(attempts.getByText('4 de 4 tentativas', { exact: true })).toBeVisible();
    await expect(attempts.getByText('Testou com cabo direto')).toBeVisible();
    await expect(foot).not.toContainText('não enviada', ONLINE_AGAIN);
    await expect(escalation).toBeHidden();
  });

  await test.step('what was tried offline and is beyond the limit by then comes back with its text, as a note', async () => {
    await supervisor.act('ticket.allowAttempts', { ticketId, more: 1, reason: 'mais uma' });
    await expect(attempts.getByText('4 de 5 tentativas', { exact: true })).toBeVisible(ONLINE_AGAIN);
    await cutNetwork(app);
    await expect(foot).toContainText('Offline');
    const attempt = {
      ticketId,
      attemptId: crypto.randomUUID(),
      what: 'De outra mesa',
      outcome: 'failed',
      minutes: 5,
      note: '',
    };
    expect((await supervisor.act('ticket.logAttempt', attempt))?.status).toBe('applied');
    await keys.press('t');
    await keys.type('Configurou o roteador reserva');
    await log();
    await expect(attempts.getByText('Configurou o roteador reserva')).toBeVisible();
    await restoreNetwork(app);
    await expect(foot).toContainText('precisa de atenção', ONLINE_AGAIN);
    await keys.press('Escape', 'g', 'o');
    const panel = page.getByRole('dialog', { name: 'Sincronização' });
    await expect(panel).toContainText('Configurou o roteador reserva');
    await expect(panel).toContainText('O N1 já fez as 5 tentativas que pode neste chamado (5 de 5)');
    await expect(panel.getByRole('button', { name: 'Tentar de novo' })).toBeHidden();
    await panel.getByRole('button', { name: 'Transformar em nota' }).press('Enter');
    await expect(foot).not.toContainText('precisa de atenção', ONLINE_AGAIN);
  });
  const attemptsThere = (await supervisor.rows('attempt')).filter((row) => row['ticketId'] === ticketId);
  expect(attemptsThere).toHaveLength(5);
});

test('an attempt that is typed while the one before is still being kept is kept as it was typed', async ({
  open,
  backend,
  userData,
}) => {
  const supervisor = await ApiPerson.signIn(backend.url, 'supervisor@aurora.example');
  await supervisor.createOnTop(N1_QUEUE, 'Escola sem internet');
  const { page } = await open({ userData, backendUrl: backend.url });
  const keys = new Keyboard(page);
  await signInTo(page, 'Escola sem internet');
  await keys.press('c');
  await expect(page.getByText('Chamado assumido')).toBeVisible();
  await keys.press('t');
  await keys.type('Trocou a fonte');
  // What the database is asked to write waits until the next attempt has been typed.
  await page.evaluate(holdDatabase);
  await keys.press('Control+Enter');
  await expect(page.getByRole('tabpanel').getByText('Trocou a fonte')).toBeVisible();
  await keys.press('Escape', 't');
  await keys.type('Mediu o sinal');
  await page.evaluate(() => window.dispatchEvent(new Event('release')));
  await expect(page.getByText('1 de 3 tentativas', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('form', { name: 'Registrar tentativa' }).getByRole('textbox').first()).toHaveValue(
    'Mediu o sinal',
  );
});
