import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { N1_QUEUE, openQueue, openTicket, rowOf, signInTo } from './support/agent.ts';
import { ApiPerson } from './support/api.ts';
import { violations } from './support/axe.ts';
import { claimOffline } from './support/claim-offline.ts';
import { expect, test } from './support/fixture.ts';
import { Keyboard } from './support/keyboard.ts';
import { restoreNetwork } from './support/network.ts';

const SENT = { timeout: 40_000 };

/** Fills in the escalation form that is open, and sends it. */
async function sendForm(page: Page, keys: Keyboard): Promise<void> {
  const dialog = page.getByRole('dialog', { name: /Escalonar/ });
  await expect(dialog.getByLabel(/O que se pede/)).toBeVisible();
  for (const answer of await dialog.getByRole('textbox').all()) {
    if ((await answer.inputValue()) === '') await answer.fill('Sem sinal na loja desde as 9h.');
  }
  await keys.press('Control+Enter');
  await expect(dialog).toBeHidden();
}

test('what is escalated to a queue of others stays in sight after the sync, takes a note, and is taken back', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(150_000);
  const subject = 'Mercado sem sinal';
  const { app, page, keys } = await claimOffline(open, { backend, userData }, subject);
  // The sample has some that wait already.
  const sent = page.getByRole('button', { name: /^Escalonados por mim/ });
  const countOf = async (): Promise<number> =>
    Number(/\d+(?= aberto)/.exec((await sent.getAttribute('aria-label')) ?? '')?.[0] ?? 0);
  await expect(sent).toBeVisible();
  await expect.poll(countOf).toBeGreaterThan(0);
  const before = await countOf();
  await keys.press('e');
  await sendForm(page, keys);
  await expect.poll(countOf).toBe(before + 1);
  await restoreNetwork(app);
  const state = page.getByRole('contentinfo');
  await expect(state).toContainText('Online', SENT);
  await expect(state).not.toContainText('não enviada', SENT);

  await keys.press('g', 'e');
  await expect(page.getByRole('heading', { name: 'Escalonados por mim' })).toBeVisible();
  await openTicket(page, subject);
  const ticket = page.getByRole('region', { name: /^Chamado #/ });
  await expect(ticket.getByRole('button', { name: 'Retirar o escalonamento' }).first()).toBeVisible();
  await expect(ticket.getByRole('button', { name: /Aceitar|Resolver|Devolver/ })).toHaveCount(0);
  await expect(page.getByRole('radio', { name: 'Responder' })).toHaveCount(0);
  expect(await violations(page), 'a ticket that waits elsewhere').toEqual([]);
  await keys.press('n');
  await keys.type('O cliente ligou de novo.');
  await keys.press('Control+Enter');
  await expect(page.getByRole('list', { name: /^Conversa/ }).getByText('O cliente ligou de novo.')).toBeVisible();

  await ticket.getByRole('button', { name: 'Retirar o escalonamento' }).first().press('Enter');
  await expect(page.getByText('Escalonamento retirado')).toBeVisible();
  await expect(page.getByText(/Precisa de atenção/)).toHaveCount(0);
  await openQueue(page, N1_QUEUE);
  await expect(rowOf(page, subject)).toBeVisible();
  await expect.poll(countOf).toBe(before);

  const supervisor = await ApiPerson.signIn(backend.url, 'supervisor@aurora.example');
  await expect
    .poll(async () => (await supervisor.rows('ticket')).find((row) => row['subject'] === subject)?.['tier'], SENT)
    .toBe(1);
});

test('once the other queue has accepted it, it leaves the machine of who sent it, who is told that it was', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(150_000);
  const supervisor = await ApiPerson.signIn(backend.url, 'supervisor@aurora.example');
  const subject = 'Clínica sem telefone';
  const ticketId = await supervisor.createOnTop(N1_QUEUE, subject);
  const { page } = await open({ userData, backendUrl: backend.url });
  const keys = new Keyboard(page);
  await signInTo(page, subject);
  await keys.press('c');
  await keys.press('e');
  await sendForm(page, keys);
  await keys.press('g', 'e');
  await expect(rowOf(page, subject)).toBeVisible();
  const waiting = async (): Promise<unknown> =>
    (await supervisor.rows('ticket')).find(({ id }) => id === ticketId)?.['pendingHandoverId'];
  await expect.poll(waiting, SENT).not.toBeNull();
  await supervisor.act('ticket.note', { ticketId, messageId: randomUUID(), body: 'Vamos olhar já.' });
  await openTicket(page, subject);
  await expect(page.getByText('Vamos olhar já.')).toBeVisible(SENT);

  const n2 = await ApiPerson.signIn(backend.url, 'n2@aurora.example');
  const accepted = await n2.act('ticket.accept', { ticketId, handoverId: await waiting() });
  expect(accepted?.status).toBe('applied');
  await expect(rowOf(page, subject)).toHaveCount(0, SENT);
  await keys.press('g', 'n');
  const told = page
    .getByRole('listitem')
    .filter({ hasText: subject })
    .filter({ hasText: /: aceito em N2/ });
  await expect(told).toBeVisible(SENT);
  await expect(told).toContainText('aceitou.');
  await told.getByRole('button', { name: /Reconhecer/ }).click();
  await expect(told.getByRole('button', { name: /Reconhecer/ })).toHaveCount(0);
  await expect(page.getByRole('contentinfo')).not.toContainText(/não enviada|atenção/, SENT);
});
