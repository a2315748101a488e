import { N1, N1_QUEUE, openQueue, openTicket, rowOf, signInTo } from './support/agent.ts';
import { ApiPerson } from './support/api.ts';
import { expect, test } from './support/fixture.ts';
import { cutNetwork, restoreNetwork } from './support/network.ts';
import { notesOf, writeNote } from './support/notes.ts';

const OTHER_QUEUE = 'N1 Cobrança';

/** Everything that the console's databases hold, as one text. */
const allOfIndexedDb = async (): Promise<string> => {
  const answer = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(request.error ?? new Error('failed')));
    });
  const texts: string[] = [];
  for (const { name } of await indexedDB.databases()) {
    const db = await answer(indexedDB.open(name ?? ''));
    for (const store of ['tickets', 'bundles']) {
      if (db.objectStoreNames.contains(store)) {
        texts.push(JSON.stringify(await answer(db.transaction(store).objectStore(store).getAll())));
      }
    }
    db.close();
  }
  return texts.join('\n');
};

test('work done offline in a queue that the agent no longer works is refused in words, and the queue leaves the machine', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const { url } = backend;
  const [lost, kept] = ['Fibra rompida no poste', 'Fatura em dobro'];
  const api = await ApiPerson.signIn(url, 'n1@aurora.example');
  const lostId = await api.createOnTop(N1_QUEUE, lost);
  const keptId = await api.createOnTop(OTHER_QUEUE, kept);
  const { app, page } = await open({ userData, backendUrl: url });
  await signInTo(page, lost);
  await cutNetwork(app);
  await writeNote(page, 'Equipe de campo já foi avisada.');
  await openQueue(page, OTHER_QUEUE);
  await openTicket(page, kept);
  await writeNote(page, 'Crédito lançado na próxima fatura.');
  await expect(page.getByRole('contentinfo')).toContainText('2 não enviadas');

  const admin = await ApiPerson.signIn(url, 'admin@aurora.example');
  const { table: _table, ...row } = (await admin.rows('user')).find(({ name }) => name === N1) ?? { table: '' };
  const queueIds = (await admin.rows('queue')).filter(({ name }) => name === OTHER_QUEUE).map(({ id }) => id);
  expect((await admin.act('user.save', { row: { ...row, queueIds } }))?.status).toBe('applied');
  await restoreNetwork(app);

  const bar = page.getByRole('contentinfo');
  await expect(bar).toContainText('1 precisa de atenção', { timeout: 40_000 });
  await expect(bar).not.toContainText(/não enviadas?/);
  expect(await notesOf(url, lostId)).toEqual([]);
  expect(await notesOf(url, keptId)).toEqual(['Crédito lançado na próxima fatura.']);

  // What was typed is there to be read, with the reason in plain words.
  await page.getByRole('button', { name: /^Sincronização/ }).click();
  await expect(page.getByText('Equipe de campo já foi avisada.')).toBeVisible();
  await expect(page.getByText(/Você não tem permissão: o chamado está na fila/)).toBeVisible();
  await page.keyboard.press('Escape');

  // And of the queue nothing is left, on the screen or beneath it.
  await expect(page.getByRole('navigation').getByRole('button', { name: new RegExp(N1_QUEUE) })).toBeHidden();
  await openQueue(page, OTHER_QUEUE);
  await expect(rowOf(page, kept)).toBeVisible();
  await expect.poll(async () => page.evaluate(allOfIndexedDb)).not.toContain(lost);
  expect(await page.evaluate(allOfIndexedDb)).toContain(kept);
});
