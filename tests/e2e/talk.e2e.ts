import { randomUUID } from 'node:crypto';
import { N1_QUEUE, signInTo } from './support/agent.ts';
import { ApiPerson } from './support/api.ts';
import { killConsole } from './support/console.ts';
import { expect, test } from './support/fixture.ts';
import { inMain } from './support/in-main.ts';

const N1_EMAIL = 'n1@aurora.example';
const HOSTILE = '<img src=x onerror="document.title=1"> **negrito** [link](javascript:alert(1))';

test('a conversation: its channel, a quote, a signature, a mention, and a text that is far too long', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(180_000);
  const url = backend.url;
  const supervisor = await ApiPerson.signIn(url, 'supervisor@aurora.example');
  const customer = (await supervisor.rows('customer')).find((row) => row['email'] !== null && row['phone'] !== null);
  const fields = { subject: 'Sinal que some', priority: 'P1', channel: 'email', customerId: customer?.id ?? null };
  const message = { id: randomUUID(), body: HOSTILE };
  const ticketId = await supervisor.createTicket(N1_QUEUE, { ...fields, message }, Date.now() - 20 * 86_400_000);
  const me = (await supervisor.rows('user')).find((row) => row['email'] === N1_EMAIL);
  const own = await ApiPerson.signIn(url, N1_EMAIL);
  const signed = await own.act('person.setSignature', {
    userId: me?.id,
    signature: 'Atenciosamente,\n{{agente.nome}}',
  });
  expect(signed?.status).toBe('applied');

  const { app, page } = await open({ userData, backendUrl: url });
  await signInTo(page, 'Sinal que some');
  const conversation = page.getByRole('list', { name: /^Conversa com/ });
  const composer = page.getByRole('region', { name: 'Escrever' });
  const area = composer.getByRole('textbox');

  await test.step('what a customer wrote is text and nothing else', async () => {
    await expect(conversation.getByText(HOSTILE)).toBeVisible();
    await expect(conversation.locator('img[src="x"]')).toHaveCount(0);
  });

  await test.step('a message is quoted into the reply, and the signature is seen before it is sent', async () => {
    await conversation.getByRole('button', { name: /^Citar/ }).press('Enter');
    await expect(area).toBeFocused();
    await expect(area).toHaveValue(new RegExp(`^> .*:\\n> <img src=x`));
    await page.keyboard.press('Control+End');
    await page.keyboard.type('Vamos ver.');
    await expect(composer.getByRole('region', { name: 'Assinatura' })).toContainText('Ana Beatriz Ferreira');
    await page.keyboard.press('Control+Enter');
    await expect(conversation.getByText(/Vamos ver\.\s+Atenciosamente,\s+Ana Beatriz Ferreira/)).toBeVisible();
    await expect(area).toHaveValue('');
  });

  await test.step('another channel that the customer has, where letters are not signed', async () => {
    await page.keyboard.type('Chamando por mensagem.');
    await composer.getByRole('button', { name: 'via E-mail' }).press('Enter');
    await page.getByRole('menuitem', { name: 'WhatsApp' }).press('Enter');
    await expect(composer.getByRole('region', { name: 'Assinatura' })).toHaveCount(0);
    await area.press('Control+Enter');
    const sent = conversation.getByRole('article').filter({ hasText: 'Chamando por mensagem.' });
    await expect(sent).toContainText('WhatsApp');
    await expect(sent).not.toContainText('Atenciosamente');
    await expect(area).toHaveValue('');
  });

  await test.step('a colleague is named in a note by a part of their name, and told', async () => {
    await area.press('Escape');
    await page.keyboard.press('n');
    await page.keyboard.type('Veja isto @julia');
    await expect(composer.getByRole('option', { name: 'Juliana Rocha' })).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
    await expect(area).toHaveValue('Veja isto @Juliana Rocha ');
    await page.keyboard.press('Control+Enter');
    await expect(conversation.getByText('Veja isto @Juliana Rocha')).toBeVisible();
    await expect(area).toHaveValue('');
    const juliana = (await supervisor.rows('user')).find((row) => row['name'] === 'Juliana Rocha');
    await expect
      .poll(async () =>
        (await supervisor.rows('message')).some(
          (row) => row['ticketId'] === ticketId && JSON.stringify(row['mentions']) === JSON.stringify([juliana?.id]),
        ),
      )
      .toBe(true);
  });

  await test.step('a megabyte of text is not sent, is not lost, and can go as a file', async () => {
    const megabyte = 'linha de log\n'.repeat(82_000);
    await inMain(app, ({ clipboard }, text) => clipboard.writeText(text), megabyte);
    await page.keyboard.press('Control+v');
    const tooLong = composer.getByRole('alert');
    await expect(tooLong).toContainText('cabem 20.000');
    await page.keyboard.press('Control+Enter');
    await expect(area).toHaveValue(megabyte);
    await tooLong.getByRole('button', { name: 'Anexar como arquivo' }).press('Enter');
    await expect(composer.getByText('texto.txt')).toBeVisible();
    await expect(area).toHaveValue('');
  });
});

test('what was typed half a second before the console is killed is there after the start', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const n1 = await ApiPerson.signIn(backend.url, N1_EMAIL);
  await n1.createOnTop(N1_QUEUE, 'Rascunho em perigo');
  const first = await open({ userData, backendUrl: backend.url });
  await signInTo(first.page, 'Rascunho em perigo');
  await first.page.keyboard.press('r');
  await first.page.keyboard.type('Estou escrevendo isto');
  const typedAtMs = Date.now();
  // The promise itself: nothing on screen says when it is on the disk.
  await expect.poll(() => Date.now() - typedAtMs, { intervals: [50] }).toBeGreaterThanOrEqual(500);
  await killConsole(first);
  const { page } = await open({ userData, backendUrl: backend.url });
  await page
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(N1_QUEUE) })
    .click();
  await page.getByRole('option', { name: /Rascunho em perigo/ }).click();
  await expect(page.getByRole('region', { name: 'Escrever' }).getByRole('textbox')).toHaveValue(
    'Estou escrevendo isto',
  );
});

test('a history is narrowed by topic and person, and tells what was done offline', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const n1 = await ApiPerson.signIn(backend.url, N1_EMAIL);
  const ticketId = await n1.createOnTop(N1_QUEUE, 'História longa');
  await n1.act('ticket.claim', { ticketId }, Date.now() - 3_600_000);
  await n1.noteTimes(ticketId, 2_000, (number) => `Anotação ${number}.`);
  const { page } = await open({ userData, backendUrl: backend.url });
  await signInTo(page, 'História longa');
  await page.getByRole('tab', { name: 'Histórico' }).click();
  const history = page.getByRole('list', { name: /Histórico/ });
  await expect(page.getByText(/^\d\.?\d+ de 2\.?\d{3}$/)).toBeVisible();
  await page.getByRole('button', { name: /Assunto/ }).press('Enter');
  await page.getByRole('option', { name: 'Passagens' }).press('Enter');
  await expect(history.getByText(/assumiu o chamado/)).toBeVisible();
  await expect(history.getByText(/feito offline .*, recebido /)).toBeVisible();
  await expect(history.getByRole('listitem')).toHaveCount(1);
  await page.getByRole('button', { name: /Quem/ }).press('Enter');
  await page.getByRole('option', { name: 'Ana Beatriz Ferreira' }).press('Enter');
  await expect(history.getByRole('listitem')).toHaveCount(1);
});

test('a reply is held when the conversation moves on while it is written, and one key sends it all the same', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const supervisor = await ApiPerson.signIn(backend.url, 'supervisor@aurora.example');
  const ticketId = await supervisor.createOnTop(N1_QUEUE, 'Conversa cruzada');
  const { page } = await open({ userData, backendUrl: backend.url });
  await signInTo(page, 'Conversa cruzada');
  const conversation = page.getByRole('list', { name: /^Conversa com/ });
  const composer = page.getByRole('region', { name: 'Escrever' });
  await page.keyboard.press('r');
  await page.keyboard.type('Vamos trocar o modem.');
  const crossing = { ticketId, messageId: randomUUID(), body: 'O modem já foi trocado.', lastSeenMessageId: null };
  expect((await supervisor.act('ticket.reply', { ...crossing, evenIfMoved: true }))?.status).toBe('applied');
  await expect(composer.getByRole('alert')).toContainText('A conversa andou enquanto você escrevia');
  await expect(composer.getByText('O modem já foi trocado.')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(composer.getByRole('textbox')).toHaveValue('Vamos trocar o modem.');
  await page.keyboard.press('Control+Shift+Enter');
  await expect(conversation.getByText('Vamos trocar o modem.')).toBeVisible();
  await expect(composer.getByRole('textbox')).toHaveValue('');
});
