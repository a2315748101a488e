import { randomUUID } from 'node:crypto';
import { N1_QUEUE, rowOf, signIn } from './support/agent.ts';
import { ApiPerson } from './support/api.ts';
import { violations } from './support/axe.ts';
import { expect, test } from './support/fixture.ts';
import { Keyboard } from './support/keyboard.ts';
import { cutNetwork } from './support/network.ts';
import { windowOpenedBy } from './support/windows.ts';

const SENT = { timeout: 40_000 };
const SUPERVISOR = 'Helena Duarte';

test('a supervisor is led to the calls that wait, on the wall too, and answers one without a network', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(150_000);
  const agent = await ApiPerson.signIn(backend.url, 'n1@aurora.example');
  const supervisor = await ApiPerson.signIn(backend.url, 'supervisor@aurora.example');
  const subject = 'Escola sem internet';
  const ticketId = await supervisor.createOnTop(N1_QUEUE, subject);
  const { app, page } = await open({ userData, backendUrl: backend.url });
  const keys = new Keyboard(page);
  await signIn(page, SUPERVISOR);
  const entry = page.getByRole('button', { name: /^Pedidos à supervisão/ });
  await expect(entry).toBeVisible();
  await expect(page.getByRole('option').first()).toBeVisible();
  const countOf = async (): Promise<number> =>
    Number(/\d+(?= aberto)/.exec((await entry.getAttribute('aria-label')) ?? '')?.[0] ?? 0);
  await keys.press('g', 'c');
  await expect(page.getByRole('heading', { name: 'Pedidos à supervisão' })).toBeVisible();
  // The sample has some.
  const before = (await supervisor.rows('ticket')).filter(
    (row) => typeof row['supervisorCallId'] === 'string' && row['resolvedAtMs'] === null,
  ).length;
  await expect.poll(countOf, SENT).toBe(before);
  await expect(page.getByRole('option')).toHaveCount(before);

  const call = { callId: randomUUID(), reason: 'O cliente é uma escola em prova', asked: 'Falar com a diretora' };
  const called = await agent.act('ticket.callSupervisor', { ticketId, ...call }, Date.now() - 7 * 60_000);
  expect(called?.status).toBe('applied');
  await expect(rowOf(page, subject)).toBeVisible(SENT);
  await expect.poll(countOf).toBe(before + 1);
  expect(await violations(page), 'the calls').toEqual([]);

  const board = await windowOpenedBy(app, async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('w');
  });
  const wall = board.getByRole('region', { name: /^Pedidos à supervisão/ });
  await expect(wall.getByRole('button')).toHaveCount(before + 1);
  const waiting = wall.getByRole('button', { name: /Ana Beatriz Ferreira espera a supervisão há \d+ min/ });
  await expect(waiting.first()).toBeVisible();
  expect(await violations(board), 'the wall with a call').toEqual([]);

  await cutNetwork(app);
  await waiting.last().press('Enter');
  await expect(page.getByRole('heading', { name: subject })).toBeVisible();
  await page.bringToFront();
  await keys.press('y');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('Falei com ela: técnico às 14h.');
  await keys.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(wall.getByRole('button')).toHaveCount(before);
  await expect.poll(countOf).toBe(before);
});

test('who supervises no queue is shown no calls', async ({ open, backend, userData }) => {
  const { page } = await open({ userData, backendUrl: backend.url });
  await signIn(page, 'Ana Beatriz Ferreira');
  await expect(page.getByRole('option').first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^Pedidos à supervisão/ })).toHaveCount(0);
});
