import { randomBytes } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { formSchema } from '../../src/shared/domain/form.ts';
import { N1_QUEUE, signInTo } from './support/agent.ts';
import { ApiPerson } from './support/api.ts';
import { violations } from './support/axe.ts';
import { claimOffline } from './support/claim-offline.ts';
import { expect, test } from './support/fixture.ts';
import { Keyboard } from './support/keyboard.ts';
import { cutNetwork, restoreNetwork } from './support/network.ts';

const ONLINE_AGAIN = { timeout: 40_000 };
const picture = { name: 'roteador.png', mimeType: 'image/png', buffer: randomBytes(200_000) };
const log = { name: 'registro.txt', mimeType: 'text/plain', buffer: Buffer.from('sem portadora desde 9h') };

/** Has the form of N1 to N2 ask for files, which it requires. */
async function askForFiles(url: string): Promise<void> {
  const administrator = await ApiPerson.signIn(url, 'admin@aurora.example');
  const rows = await administrator.rows('form');
  const form = formSchema.parse(rows.find((row) => row['fromTier'] === 1 && row['categoryId'] === undefined));
  const photos = { key: 'photos', label: { pt: 'Fotos do equipamento', en: 'Photos of the equipment' }, help: null };
  const fields = [...form.fields, { ...photos, isRequired: true, isLong: false, kind: 'files' }];
  const saved = await administrator.act('form.save', { row: { ...form, version: form.version + 1, fields } });
  expect(saved?.status).toBe('applied');
}

/** Fills in what is empty in the form. */
async function fill(dialog: Locator): Promise<void> {
  await expect(dialog.getByLabel(/O que se pede/)).toBeVisible();
  for (const answer of await dialog.getByRole('textbox').all()) {
    if ((await answer.inputValue()) === '') await answer.fill('Sem sinal na loja desde as 9h.');
  }
}

/** Pastes a file, or drops it, onto something, as the system would. */
async function give(target: Locator, how: 'paste' | 'drop', name: string, type: string): Promise<void> {
  await target.evaluate(
    (element, { kind, fileName, mediaType }) => {
      const data = new DataTransfer();
      data.items.add(new File(['conteúdo'], fileName, { type: mediaType }));
      const about = { bubbles: true, cancelable: true };
      element.dispatchEvent(
        kind === 'drop'
          ? new DragEvent('drop', { ...about, dataTransfer: data })
          : new ClipboardEvent('paste', { ...about, clipboardData: data }),
      );
    },
    { kind: how, fileName: name, mediaType: type },
  );
}

/** Makes the disk slow where the places of files are written down next, until what it answers with is called. */
async function holdFiles(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    let isHeld = true;
    window.addEventListener('test:let-go', () => (isHeld = false), { once: true });
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function heldUp(...args) {
      if (this.name === 'files') {
        IDBObjectStore.prototype.put = put;
        // A transaction lasts as long as something is asked of it, and nobody ends it before.
        this.transaction.commit = () => undefined;
        const ask = (): void => this.count().addEventListener('success', () => isHeld && ask());
        ask();
      }
      return put.apply(this, args);
    };
  });
  return async () => {
    await page.evaluate(() => window.dispatchEvent(new Event('test:let-go')));
  };
}

test('a form closes with its notice, while the places of its files are still being written down', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  await askForFiles(backend.url);
  const subject = 'Clínica sem sinal';
  const { app, page, keys, supervisor, ticketId } = await claimOffline(open, { backend, userData }, subject);
  await keys.press('e');
  const dialog = page.getByRole('dialog', { name: /Escalonar/ });
  await fill(dialog);
  await dialog.locator('input[type=file]').setInputFiles([picture]);
  await expect(dialog.getByRole('checkbox', { name: picture.name })).toBeChecked();
  const letGo = await holdFiles(page);
  await dialog.getByRole('button', { name: 'Adicionar arquivos' }).focus();
  await keys.press('Control+Enter');
  await expect(page.getByRole('region', { name: 'Avisos' })).toContainText('escalonado');
  await expect(dialog).toBeHidden();
  await letGo();

  await restoreNetwork(app);
  const stored = async (): Promise<readonly unknown[]> =>
    (await supervisor.rows('attachment'))
      .filter((row) => row['ticketId'] === ticketId && row['storedAtMs'] !== null)
      .map(({ name }) => name);
  await expect.poll(stored, ONLINE_AGAIN).toEqual([picture.name]);
});

test('files are added in the escalation form without a network, go onto the ticket when it is sent, and reach the other queue', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(200_000);
  await askForFiles(backend.url);
  const subject = 'Farmácia sem sinal';
  const { app, page, keys, supervisor, ticketId } = await claimOffline(open, { backend, userData }, subject);
  await keys.press('e');
  const dialog = page.getByRole('dialog', { name: /Escalonar/ });
  await fill(dialog);
  const question = dialog.getByRole('group', { name: /Fotos do equipamento/ });
  await keys.press('Control+Enter');
  await expect(dialog.getByText('Responda a esta pergunta.')).toBeVisible();

  const attach = dialog.getByRole('button', { name: 'Adicionar arquivos' });
  await keys.tabTo(/Adicionar arquivos/);
  await dialog.locator('input[type=file]').setInputFiles([picture, log]);
  await expect(question.getByRole('checkbox', { name: picture.name })).toBeChecked();
  await give(attach, 'paste', 'recorte.png', 'image/png');
  await expect(question.getByRole('checkbox', { name: 'recorte.png' })).toBeChecked();
  expect(await violations(page), 'a form with files').toEqual([]);
  await dialog.getByRole('button', { name: 'Tirar registro.txt' }).press('Enter');
  await expect(question.getByRole('checkbox', { name: log.name })).toHaveCount(0);

  // Left and opened again, nothing is lost and nothing is on the ticket.
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('list', { name: 'Anexos' })).toHaveCount(0);
  await keys.press('e');
  await expect(question.getByRole('checkbox', { name: picture.name })).toBeChecked();
  await expect(question.getByRole('checkbox')).toHaveCount(2);
  await give(question, 'drop', 'planta.pdf', 'application/pdf');
  await expect(question.getByRole('checkbox', { name: 'planta.pdf' })).toBeChecked();
  await attach.focus();
  await keys.press('Control+Enter');
  await expect(dialog).toBeHidden();

  await restoreNetwork(app);
  const filesOf = async (): Promise<readonly string[]> =>
    (await supervisor.rows('attachment'))
      .filter((row) => row['ticketId'] === ticketId && row['storedAtMs'] !== null)
      .map((row) => String(row['name']))
      .toSorted((a, b) => a.localeCompare(b));
  await expect.poll(filesOf, ONLINE_AGAIN).toEqual(['planta.pdf', 'recorte.png', 'roteador.png']);
  const handover = (await supervisor.rows('handover')).find((row) => row['ticketId'] === ticketId);
  const answers = handover?.['answers'] as Readonly<Record<string, string>> | undefined;
  expect(answers?.['photos']?.split('\n')).toHaveLength(3);
  await expect(page.getByText(/Precisa de atenção/)).toHaveCount(0);
});

test('an escalation with files that is undone has them in its form again, and one that is too large is refused', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(150_000);
  await askForFiles(backend.url);
  const supervisor = await ApiPerson.signIn(backend.url, 'supervisor@aurora.example');
  const subject = 'Padaria sem telefone';
  await supervisor.createOnTop(N1_QUEUE, subject);
  const { app, page } = await open({ userData, backendUrl: backend.url });
  const keys = new Keyboard(page);
  await signInTo(page, subject);
  await keys.press('c');
  await keys.press('e');
  const dialog = page.getByRole('dialog', { name: /Escalonar/ });
  await fill(dialog);
  const input = dialog.locator('input[type=file]');
  await input.setInputFiles({ name: 'filme.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(26 * 1024 * 1024, 1) });
  await expect(dialog.getByRole('alert')).toContainText('filme.mp4');
  await input.setInputFiles([picture]);
  const box = dialog.getByRole('checkbox', { name: picture.name });
  await expect(box).toBeChecked();
  await cutNetwork(app);
  await keys.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Desfeito: Escalonamento')).toBeVisible();
  await restoreNetwork(app);
  await expect(page.getByRole('contentinfo')).toContainText('Online', ONLINE_AGAIN);
  await keys.press('e');
  await expect(box).toBeChecked(ONLINE_AGAIN);
  await box.focus();
  await keys.press('Control+Enter');
  await expect(dialog).toBeHidden();
});
