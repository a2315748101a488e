import type { Locator, Page } from '@playwright/test';
import { formSchema } from '../../src/shared/domain/form.ts';
import { N1_QUEUE, rowOf, signInTo } from './support/agent.ts';
import { ApiPerson } from './support/api.ts';
import { violations } from './support/axe.ts';
import { expect, test } from './support/fixture.ts';
import { cutNetwork, restoreNetwork } from './support/network.ts';

/** Opens the panel of what waits and what was refused. */
async function openPanel(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /Sincronização/ }).click();
  const panel = page.getByRole('dialog', { name: 'Sincronização' });
  await expect(panel).toBeVisible();
  return panel;
}

/** The refused action of a name, in the panel. */
function refused(panel: Locator, what: string): Locator {
  return panel.getByRole('listitem').filter({ hasText: what }).filter({ hasText: 'Recusada' });
}

/** Lets what waits be sent, and waits until the backend has refused so many. */
async function sendAndBeRefused(app: Parameters<typeof restoreNetwork>[0], page: Page, count: RegExp): Promise<void> {
  await restoreNetwork(app);
  await expect(page.getByRole('contentinfo')).toContainText(count, { timeout: 60_000 });
}

test('a reply that would talk past a newer message is held beside it, and is edited or sent all the same', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(150_000);
  const colleague = await ApiPerson.signIn(backend.url, 'carlos.souza@aurora.example');
  const subject = 'Sem sinal desde cedo';
  const ticketId = await colleague.createOnTop(N1_QUEUE, subject);
  const { app, page } = await open({ userData, backendUrl: backend.url });
  await signInTo(page, subject);
  const answerFirst = async (body: string, lastSeenMessageId: unknown): Promise<unknown> => {
    const messageId = crypto.randomUUID();
    await colleague.act('ticket.reply', { ticketId, messageId, body, lastSeenMessageId });
    return messageId;
  };
  const seen = async (): Promise<unknown> =>
    (await colleague.rows('ticket')).find(({ id }) => id === ticketId)?.['lastMessageId'];

  await cutNetwork(app);
  await page.keyboard.press('r');
  await page.keyboard.type('Reinicie o modem, por favor.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('contentinfo')).toContainText('1 não enviada');
  const first = await answerFirst('Já pedi um técnico para hoje.', await seen());
  await sendAndBeRefused(app, page, /1 precisa de atenção/);
  const panel = await openPanel(page);
  const item = refused(panel, 'Resposta ao cliente');
  await expect(item).toContainText('A conversa andou depois que você escreveu');
  await expect(item.getByRole('region', { name: 'Como o chamado está agora' })).toContainText(subject);
  await expect(item.getByRole('region', { name: 'Como o chamado está agora' })).toContainText(N1_QUEUE);
  await expect(item.getByRole('list', { name: '1 mensagem mais nova' })).toContainText('Carlos Eduardo Souza');
  await expect(item.getByRole('list', { name: '1 mensagem mais nova' })).toContainText('Já pedi um técnico para hoje.');
  expect(await violations(page), 'a held reply').toEqual([]);
  await item.getByRole('button', { name: 'Editar antes de enviar' }).click();
  const box = page.getByRole('textbox', { name: 'Responder' });
  await expect(box).toBeFocused();
  await expect(box).toHaveValue('Reinicie o modem, por favor.');
  await expect(page.getByRole('contentinfo')).not.toContainText('atenção');

  // Held already while it is written: the newer message stands over the box.
  await answerFirst('O técnico chega às 15h.', first);
  const newer = page.getByRole('list', { name: '1 mensagem mais nova' });
  await expect(newer).toContainText('O técnico chega às 15h.', { timeout: 20_000 });
  expect(await violations(page), 'a held reply in the composer').toEqual([]);
  await page.keyboard.press('Control+Enter');
  await expect(box).toHaveValue('Reinicie o modem, por favor.');
  await page.keyboard.press('Control+Shift+Enter');
  await expect(box).toHaveValue('');
  await expect(page.getByRole('contentinfo')).not.toContainText('não enviada', { timeout: 20_000 });
  const bodies = async (): Promise<readonly unknown[]> =>
    (await colleague.rows('message')).filter((row) => row['ticketId'] === ticketId).map((row) => row['body']);
  await expect.poll(bodies, { timeout: 20_000 }).toContain('Reinicie o modem, por favor.');
});

test('an escalation that came too late opens its form with everything that was answered, and leaves only when it is sent', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(150_000);
  const colleague = await ApiPerson.signIn(backend.url, 'carlos.souza@aurora.example');
  const supervisor = await ApiPerson.signIn(backend.url, 'supervisor@aurora.example');
  const subject = 'Velocidade muito baixa à noite';
  const ticketId = await colleague.createOnTop(N1_QUEUE, subject);
  const { app, page } = await open({ userData, backendUrl: backend.url });
  await signInTo(page, subject);
  await cutNetwork(app);
  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog', { name: /Escalonar chamado/ });
  await dialog.getByLabel(/O que acontece/).fill('Só 5 Mbps depois das 19h');
  await dialog.getByLabel(/Impacto/).fill('Escola sem aula on-line');
  await dialog.getByLabel(/O que já foi tentado/).fill('Trocado o roteador');
  await dialog.getByLabel(/O que se pede/).fill('Ver a saturação do anel');
  await dialog.getByRole('button', { name: 'Escalonar para N2' }).click();
  await expect(dialog).toBeHidden();
  // A colleague hands it up and the supervisor gives it back: it is at N1 again, with a note that it was resolved twice.
  const rows = await supervisor.rows('queue', 'form');
  const queue = (name: string): unknown => rows.find((row) => row['name'] === name)?.id;
  const form = rows.find((row) => row.table === 'form' && row['fromTier'] === 1 && row['categoryId'] === undefined);
  const answers = Object.fromEntries(formSchema.parse(form).fields.map(({ key }) => [key, 'x']));
  const handoverId = crypto.randomUUID();
  const up = {
    ticketId,
    handoverId,
    fromTier: 1,
    toQueueId: queue('N2 Redes'),
    formId: form?.id,
    formVersion: form?.['version'],
  };
  await colleague.act('ticket.escalate', { ...up, answers });
  await sendAndBeRefused(app, page, /1 precisa de atenção/);
  // It has left this agent's view: said so, and the text can be copied.
  const panel = await openPanel(page);
  await expect(refused(panel, 'Escalonamento')).toContainText('O chamado já saiu do N1: agora está no N2');
  await expect(refused(panel, 'Escalonamento')).toContainText('não está mais na sua vista');
  await expect(refused(panel, 'Escalonamento').getByRole('button')).toHaveText([/Copiar/, /Descartar/]);
  await supervisor.act('ticket.return', {
    ticketId,
    handoverId: crypto.randomUUID(),
    toQueueId: queue(N1_QUEUE),
    reason: 'Falta o teste de velocidade',
    missing: [],
  });
  await expect(refused(panel, 'Escalonamento').getByRole('region')).toContainText(subject, { timeout: 20_000 });
  await refused(panel, 'Escalonamento').getByRole('button', { name: 'Abrir o formulário preenchido' }).click();
  await expect(dialog.getByLabel(/O que acontece/)).toHaveValue('Só 5 Mbps depois das 19h');
  await expect(dialog.getByLabel(/O que já foi tentado/)).toHaveValue('Trocado o roteador');
  // Closed without sending, it is still there.
  await page.keyboard.press('Escape');
  await expect(page.getByRole('contentinfo')).toContainText('1 precisa de atenção');
  await refused(await openPanel(page), 'Escalonamento')
    .getByRole('button', { name: 'Abrir o formulário preenchido' })
    .click();
  await dialog.getByRole('button', { name: 'Escalonar para N2' }).click();
  await expect(page.getByRole('contentinfo')).not.toContainText('atenção', { timeout: 20_000 });
  await expect(rowOf(page, subject)).toBeHidden();
});

test('what is not sent is undone from the panel, from the notice and by key, with its text given back', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(150_000);
  const api = await ApiPerson.signIn(backend.url, 'n1@aurora.example');
  const subject = 'Fatura em dobro';
  await api.createOnTop(N1_QUEUE, subject);
  const { app, page } = await open({ userData, backendUrl: backend.url });
  await signInTo(page, subject);
  const foot = page.getByRole('contentinfo');
  await cutNetwork(app);
  await page.keyboard.press('c');
  await expect(foot).toContainText('1 não enviada');
  await page.getByLabel('Avisos').getByRole('button', { name: 'Desfazer' }).click();
  await expect(foot).not.toContainText('não enviada');
  await expect(page.getByText('Desfeito: Assumir')).toBeVisible();

  await page.keyboard.press('c');
  await page.keyboard.press('r');
  await page.keyboard.type('Vou estornar a segunda.');
  await page.keyboard.press('Control+Enter');
  await expect(foot).toContainText('2 não enviadas');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect(foot).toContainText('1 não enviada');
  await expect(page.getByRole('textbox', { name: 'Responder' })).toHaveValue('Vou estornar a segunda.');

  const panel = await openPanel(page);
  await expect(panel.getByRole('listitem')).toContainText(subject);
  expect(await violations(page), 'outbox').toEqual([]);
  await panel.getByRole('button', { name: 'Desfazer: Assumir' }).click();
  await expect(panel).toContainText('Tudo enviado');
  // The button that had the focus is gone: the focus stays in the panel all the same.
  await expect(panel.locator(':focus')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('não há o que desfazer')).toBeVisible();

  // What is sent is seen to go, and can no longer be undone.
  await page.keyboard.press('n');
  await page.keyboard.type('Cliente avisado.');
  await page.keyboard.press('Control+Enter');
  await expect(foot).toContainText('1 não enviada');
  await restoreNetwork(app);
  await expect(foot).not.toContainText('não enviada', { timeout: 60_000 });
  const after = await openPanel(page);
  await expect(after.getByRole('region', { name: 'Enviadas há pouco' })).toContainText('Nota interna');
  await expect(after.getByRole('button', { name: /Desfazer/ })).toHaveCount(0);
});
