import { randomUUID } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { formSchema } from '../../src/shared/domain/form.ts';
import { N1_QUEUE, openQueue, openTicket, signIn } from './support/agent.ts';
import { ApiPerson } from './support/api.ts';
import { violations } from './support/axe.ts';
import { expect, test } from './support/fixture.ts';
import { cutNetwork, restoreNetwork } from './support/network.ts';

const ADMIN = 'Roberto Siqueira';
const SUPERVISOR = 'Helena Duarte';
const N2 = 'Marcos Vinícius Almeida';
const SENT = { timeout: 40_000 };

/** Chooses from a list by keyboard. */
async function choose(scope: Locator, page: Page, label: RegExp, option: string): Promise<void> {
  await scope.getByRole('button', { name: label }).press('Enter');
  await page.getByRole('option', { name: option, exact: true }).press('Enter');
}

test('an administrator builds a form with a choice and a question that hangs on it, and tries it before it is saved', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(150_000);
  const { page } = await open({ userData, backendUrl: backend.url });
  await signIn(page, ADMIN);
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await page.getByRole('tab', { name: 'Formulários' }).press('Enter');
  await page.getByRole('button', { name: /^Escalonamento N1 → N2/ }).press('Enter');
  const question = (number: number): Locator => page.getByRole('group', { name: `Pergunta ${number}`, exact: true });

  await page.getByRole('button', { name: 'Acrescentar pergunta' }).press('Enter');
  await question(5).getByLabel('Pergunta em português').fill('Onde acontece');
  await question(5).getByLabel('Pergunta em inglês').fill('Where it happens');
  await choose(question(5), page, /Tipo de resposta/, 'Escolha de uma opção');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Uma escolha precisa de opções')).toBeVisible();
  for (const [number, pt, en] of [
    [1, 'Em casa', 'At home'],
    [2, 'Na empresa', 'At the company'],
  ] as const) {
    await question(5).getByRole('button', { name: 'Acrescentar opção' }).press('Enter');
    await question(5).getByLabel(`Opção ${number} em português`).fill(pt);
    await question(5).getByLabel(`Opção ${number} em inglês`).fill(en);
  }
  await page.getByRole('button', { name: 'Acrescentar pergunta' }).press('Enter');
  await question(6).getByLabel('Pergunta em português').fill('Quantas pessoas');
  await question(6).getByLabel('Pergunta em inglês').fill('How many people');
  await choose(question(6), page, /Tipo de resposta/, 'Número');
  await choose(question(6), page, /Perguntar/, 'Só quando “Onde acontece” for respondida');
  await question(6).getByRole('checkbox', { name: 'Na empresa' }).press('Space');

  const preview = page.getByRole('region', { name: 'Como o agente vê' });
  await expect(preview.getByLabel(/Quantas pessoas/)).toBeHidden();
  await choose(preview, page, /Onde acontece/, 'Na empresa');
  await expect(preview.getByLabel(/Quantas pessoas/)).toBeVisible();
  expect(await violations(page), 'a form that is being built').toEqual([]);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Salvo: Escalonamento N1 → N2')).toBeVisible();

  const supervisor = await ApiPerson.signIn(backend.url, 'supervisor@aurora.example');
  const form = (await supervisor.rows('form')).map((row) => formSchema.parse(row)).find(({ version }) => version === 2);
  expect(form?.previous?.map(({ version }) => version)).toEqual([1]);
  expect(form?.fields.slice(4)).toMatchObject([
    { kind: 'choice', options: [{ label: { pt: 'Em casa' } }, { label: { pt: 'Na empresa' } }] },
    { kind: 'number', showIf: { field: 'q_5', is: ['o_2'] } },
  ]);
});

test('a form filled in offline at an older version is taken, what is new is asked for, and the escalation can be taken back', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(180_000);
  const administrator = await ApiPerson.signIn(backend.url, 'admin@aurora.example');
  const supervisor = await ApiPerson.signIn(backend.url, 'supervisor@aurora.example');
  const subject = 'Sem sinal na padaria';
  const ticketId = await supervisor.createOnTop(N1_QUEUE, subject);
  const promise = { promiseId: randomUUID(), replacesId: null, text: 'retorno por telefone' };
  await supervisor.act('ticket.promise', { ticketId, ...promise, dueAtMs: Date.now() + 2 * 3_600_000 });
  const { app, page } = await open({ userData, backendUrl: backend.url });
  await signIn(page, SUPERVISOR);
  await openQueue(page, N1_QUEUE);
  await openTicket(page, subject);
  await cutNetwork(app);
  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog', { name: /Escalonar chamado/ });
  await expect(dialog.getByRole('region', { name: 'Prazos antes e depois' })).toContainText('Aceite N2');
  await dialog.getByLabel(/O que acontece/).fill('<img src=x onerror=alert(1)> **sem** sinal');
  // A megabyte is told, and not cut without a word.
  await dialog.getByLabel(/Impacto/).fill('x'.repeat(1_000_000));
  await expect(dialog.getByText('1.000.000 caracteres: cabem 10.000.')).toBeVisible();
  await dialog.getByLabel(/Impacto/).fill('Padaria parada');
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByText('Responda a esta pergunta.').first()).toBeVisible();
  await dialog.getByLabel(/O que já foi tentado/).fill('Modem reiniciado');
  await dialog.getByLabel(/O que se pede/).fill('Ver a porta');
  expect(await violations(page), 'the escalation').toEqual([]);
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();

  const rows = await administrator.rows('form');
  const form = formSchema.parse(rows.find((row) => row['fromTier'] === 1 && row['categoryId'] === undefined));
  const serial = { key: 'serial', label: { pt: 'Número de série', en: 'Serial number' }, help: null };
  const fields = [...form.fields, { ...serial, isRequired: true, isLong: false }];
  const saved = await administrator.act('form.save', { row: { ...form, version: 2, fields } });
  expect(saved?.status).toBe('applied');
  await restoreNetwork(app);
  await expect(page.getByRole('contentinfo')).not.toContainText('não enviada', SENT);

  await openQueue(page, 'N2 Redes');
  await openTicket(page, subject);
  const card = page.getByRole('listitem', { name: 'Escalonado do N1 para o N2' });
  await expect(card).toContainText('<img src=x onerror=alert(1)> **sem** sinal');
  await expect(card).toContainText('Perguntar a Helena Duarte', SENT);
  await expect(card).toContainText('Número de série');
  await expect(card.getByRole('region', { name: 'Prometido ao cliente' })).toContainText('retorno por telefone');
  expect(await violations(page), 'the card of a hand-over').toEqual([]);
  await card.getByRole('button', { name: 'Completar o escalonamento' }).press('Enter');
  const completing = page.getByRole('dialog', { name: /Completar o escalonamento/ });
  await completing.getByLabel(/Número de série/).fill('ZX-81');
  await page.keyboard.press('Control+Enter');
  await expect(completing).toBeHidden();
  await expect(card).toContainText('ZX-81');
  await expect(card).not.toContainText('Perguntar a');

  await card.getByRole('button', { name: 'Retirar o escalonamento' }).press('Enter');
  await expect(page.getByText('Escalonamento retirado')).toBeVisible();
  await expect
    .poll(async () => (await supervisor.rows('ticket')).find(({ id }) => id === ticketId)?.['tier'], SENT)
    .toBe(1);
});

test('a supervisor is called and answers by key, and nothing about the ticket moves', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const agent = await ApiPerson.signIn(backend.url, 'carlos.souza@aurora.example');
  const subject = 'Cliente quer cancelar';
  const ticketId = await agent.createOnTop(N1_QUEUE, subject);
  await agent.act('ticket.claim', { ticketId });
  const { page } = await open({ userData, backendUrl: backend.url });
  await signIn(page, SUPERVISOR);
  await openQueue(page, N1_QUEUE);
  await openTicket(page, subject);
  await page.keyboard.press('h');
  await expect(page.getByLabel(/Por que chamar/)).toBeFocused();
  await page.keyboard.type('O cliente ameaça cancelar');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Ligar para ele hoje');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Supervisor chamado. O chamado continua com quem está.')).toBeVisible();
  const card = page.getByRole('listitem', { name: 'Supervisor chamado no N1' });
  await expect(card).toContainText('Ligar para ele hoje');
  await page.getByRole('heading', { name: subject }).click();
  await page.keyboard.press('y');
  const dialog = page.getByRole('dialog', { name: /Responder: chamado/ });
  await expect(dialog).toContainText('O cliente ameaça cancelar');
  await expect(dialog.getByLabel(/Resposta/)).toBeFocused();
  await page.keyboard.type('Ligo às 15h.');
  await page.keyboard.press('Control+Enter');
  await expect(card).toContainText('Ligo às 15h.');
  expect(await violations(page), 'an answered call').toEqual([]);
  await expect
    .poll(() => agent.historyOf(ticketId), SENT)
    .toEqual(['created', 'claimed', 'supervisor_called', 'call_answered']);
});

test('a ticket that is returned goes back to who had escalated it', async ({ open, backend, userData }) => {
  test.setTimeout(120_000);
  const sender = await ApiPerson.signIn(backend.url, 'carlos.souza@aurora.example');
  const rows = await sender.rows('queue', 'form');
  const form = formSchema.parse(
    rows.find((row) => row.table === 'form' && row['fromTier'] === 1 && row['categoryId'] === undefined),
  );
  const subject = 'Roteador não autentica';
  const ticketId = await sender.createOnTop(N1_QUEUE, subject);
  await sender.act('ticket.claim', { ticketId });
  await sender.act('ticket.escalate', {
    ticketId,
    handoverId: crypto.randomUUID(),
    fromTier: 1,
    toQueueId: rows.find((row) => row['name'] === 'N2 Redes')?.id,
    formId: form.id,
    formVersion: form.version,
    answers: Object.fromEntries(form.fields.map(({ key }) => [key, 'x'])),
  });
  const { page } = await open({ userData, backendUrl: backend.url });
  await signIn(page, N2);
  await openQueue(page, 'N2 Redes');
  await openTicket(page, subject);
  await page.keyboard.press('a');
  await expect(page.getByText(/Chamado aceito|Escalonamento aceito/)).toBeVisible();
  await page.keyboard.press('d');
  const dialog = page.getByRole('dialog', { name: /Devolver chamado/ });
  await expect(dialog).toContainText('Volta para Carlos Eduardo Souza, que escalonou.');
  await dialog.getByLabel(/Motivo da devolução/).fill('Falta o teste com cabo');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  const assignee = async (): Promise<unknown> =>
    (await sender.rows('ticket')).find(({ id }) => id === ticketId)?.['assigneeId'];
  const carlos = (await sender.rows('user')).find((row) => row['name'] === 'Carlos Eduardo Souza');
  await expect.poll(assignee, SENT).toBe(carlos?.id);
});

test('a queue that nobody works, and a way up for which there is no form, are said before anything is sent', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const administrator = await ApiPerson.signIn(backend.url, 'admin@aurora.example');
  const empty = { id: randomUUID(), name: 'N2 Sem gente', tier: 2, position: 99, isActive: true };
  expect((await administrator.act('queue.save', { row: empty }))?.status).toBe('applied');
  const subject = 'Ninguém atende depois';
  await administrator.createOnTop(N1_QUEUE, subject);
  const { page } = await open({ userData, backendUrl: backend.url });
  await signIn(page, SUPERVISOR);
  await openQueue(page, N1_QUEUE);
  await openTicket(page, subject);
  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog', { name: /^Escalonar chamado/ });
  const nobody = dialog.getByText('Ninguém atende nesta fila agora.');
  await expect(dialog.getByLabel(/O que se pede/)).toBeVisible();
  await expect(nobody).toBeHidden();
  await choose(dialog, page, /Escalonar para$/, 'N2 Sem gente');
  await expect(nobody).toBeVisible();

  for (const row of await administrator.rows('form')) {
    const form = formSchema.parse(row);
    if (form.fromTier === 1) await administrator.act('form.save', { row: { ...form, isActive: false } });
  }
  const noForm = dialog.getByText('Não há formulário em uso para escalonar do N1');
  await expect(async () => {
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await page.keyboard.press('e');
    await expect(noForm).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 40_000 });
  await expect(dialog.getByRole('button', { name: 'Abrir os formulários' })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeVisible();
});
