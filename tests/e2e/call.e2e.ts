import type { ElectronApplication } from '@playwright/test';
import { N1_QUEUE, signInTo } from './support/agent.ts';
import { ApiPerson } from './support/api.ts';
import { expect, test } from './support/fixture.ts';
import { inMain } from './support/in-main.ts';
import { Keyboard } from './support/keyboard.ts';

/** Sixty words a minute are five keys a second. */
const KEY_MS = 200;
const MOST_MS = 15_000;
const MEGABYTE = 1_000_000;

test('a ticket is made during a call in less than 15 s of typing at sixty words a minute', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const supervisor = await ApiPerson.signIn(backend.url, 'supervisor@aurora.example');
  await supervisor.createOnTop(N1_QUEUE, 'Sinal que some');
  const customer = (await supervisor.rows('customer')).find((row) => typeof row['phone'] === 'string');
  const digits = String(customer?.['phone']).replaceAll(/\D/gu, '').slice(-8);
  const { page } = await open({ userData, backendUrl: backend.url });
  await signInTo(page, 'Sinal que some');
  const names = new Keyboard(page);
  let count = 0;
  const press = async (key: string): Promise<void> => {
    count += 1;
    await page.keyboard.press(key, { delay: KEY_MS });
  };
  const type = async (text: string): Promise<void> => {
    count += text.length;
    await page.keyboard.type(text, { delay: KEY_MS });
  };
  const tabTo = async (name: RegExp): Promise<void> => {
    while (!name.test(await names.nameOfFocus())) await press('Tab');
  };
  const startedAtMs = performance.now();
  await press('Control+n');
  await type(digits);
  await press('Enter');
  await names.expectOn(/Assunto/);
  await type('Loja sem internet');
  await tabTo(/^Categoria/);
  await type('sem con');
  await press('ArrowDown');
  await press('Enter');
  await tabTo(/Uma pessoa/);
  await press('ArrowRight');
  await tabTo(/Trabalha/);
  await press('ArrowLeft');
  await press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'Loja sem internet', exact: true })).toBeVisible();
  const tookMs = performance.now() - startedAtMs;
  const typedMs = count * KEY_MS;
  test.info().annotations.push({ type: 'measured', description: `${count} keys, ${Math.round(tookMs)} ms` });
  process.stdout.write(
    `A ticket during a call: ${count} keys, ${(typedMs / 1_000).toFixed(1)} s of typing, ${(tookMs / 1_000).toFixed(1)} s in all\n`,
  );
  expect(typedMs).toBeLessThan(MOST_MS);
  const made = async (): Promise<object | undefined> =>
    (await supervisor.rows('ticket')).find((row) => row['subject'] === 'Loja sem internet');
  await expect
    .poll(made, { timeout: 40_000 })
    .toMatchObject({ customerId: customer?.id, priority: 'P2', triage: { impact: 'team', urgency: 'stopped' } });
});

async function copy(app: ElectronApplication, text: string): Promise<void> {
  await inMain(app, ({ clipboard }, copied) => clipboard.writeText(copied), text);
}

test('a megabyte that is pasted freezes nothing and is told; what goes on being typed after sending is a draft of its own', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const supervisor = await ApiPerson.signIn(backend.url, 'supervisor@aurora.example');
  await supervisor.createOnTop(N1_QUEUE, 'Sinal que some');
  const { app, page } = await open({ userData, backendUrl: backend.url });
  await signInTo(page, 'Sinal que some');
  const composer = page.getByRole('region', { name: 'Escrever' });
  const area = composer.getByRole('textbox');
  await copy(app, '<b>linha</b> **do log**\n'.repeat(MEGABYTE / 24).padEnd(MEGABYTE, 'x'));

  await test.step('into a new ticket: what did not fit is said, and the dialog goes on', async () => {
    await page.keyboard.press('Control+n');
    const dialog = page.getByRole('dialog', { name: 'Novo chamado' });
    for (const [label, most] of [
      [/^Assunto/, '200'],
      [/^O que o cliente relata/, '20.000'],
    ] as const) {
      await dialog.getByLabel(label).focus();
      await page.keyboard.press('Control+v');
      await expect(dialog.getByText(new RegExp(`Só cabem ${most} caracteres`))).toBeVisible();
    }
    await dialog.getByLabel(/^Assunto/).fill('Registro do roteador');
    await expect(dialog.getByText(/Só cabem 200 caracteres/)).toBeHidden();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });

  await test.step('into the composer: it is all there, and becomes a file', async () => {
    await area.focus();
    await page.keyboard.press('Control+v');
    await expect(composer.getByRole('alert')).toContainText('1.000.000');
    await expect(area).toHaveValue(/x$/u);
    expect(await area.inputValue()).toHaveLength(MEGABYTE);
    await composer.getByRole('button', { name: 'Anexar como arquivo' }).click();
    await expect(area).toHaveValue('');
  });

  await test.step('what is typed while a note is on its way stays', async () => {
    await area.press('Escape');
    await page.keyboard.press('n');
    await page.keyboard.type('primeira');
    // Without a pause between, as hands that type fast do.
    await page.keyboard.press('Control+Enter');
    await page.keyboard.type('segunda');
    await expect(page.getByRole('article').filter({ hasText: 'primeira' })).toBeVisible();
    await expect(area).toHaveValue('segunda');
  });
});
