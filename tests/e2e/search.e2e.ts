import type { Page } from '@playwright/test';
import { N1, N1_QUEUE, openQueue, openTicket, rowOf, signIn } from './support/agent.ts';
import { ApiPerson } from './support/api.ts';
import { violations } from './support/axe.ts';
import { expect, test } from './support/fixture.ts';
import { cutNetwork } from './support/network.ts';

const field = (page: Page): ReturnType<Page['getByRole']> =>
  page.getByRole('combobox', { name: /^(Buscar chamados|Search tickets)$/ });
const rows = (page: Page): ReturnType<Page['getByRole']> => page.getByRole('listbox').getByRole('option');
const chip = (page: Page, text: string): ReturnType<Page['getByRole']> =>
  page.getByRole('button', { name: new RegExp(`(filtro|filter) ${text}$`) });

test('an agent searches offline by keyboard alone: accents, a typo, arrows, Enter; and is back where they were', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const api = await ApiPerson.signIn(backend.url, 'n1@aurora.example');
  const subject = 'Elevador sem interfone no bloco C';
  const body = 'O técnico trocou a fonte e o zumbido voltou à noite.';
  const message = { id: crypto.randomUUID(), body };
  await api.createTicket(N1_QUEUE, { subject, message });
  const before = 'Portaria sem câmera';
  await api.createOnTop(N1_QUEUE, before);
  const { app, page } = await open({ userData, backendUrl: backend.url });
  await signIn(page, N1);
  await openQueue(page, N1_QUEUE);
  await openTicket(page, before);
  await cutNetwork(app);

  await page.keyboard.press('/');
  await expect(field(page)).toBeFocused();
  await expect(page.getByRole('heading', { name: 'Busca' })).toBeVisible();
  await expect(page.getByText('responsável:eu vencendo')).toBeVisible();
  expect(await violations(page), 'examples').toEqual([]);

  // Without the accents, and with two letters the wrong way round.
  await page.keyboard.type('tecnico zubmido');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).first().locator('mark', { hasText: 'zumbido' })).toBeVisible();
  await expect(page.getByText('1 chamado', { exact: false }).first()).toBeVisible();
  // What was open stays beside it until something else is chosen.
  await expect(page.getByRole('heading', { name: before })).toBeVisible();
  expect(await violations(page), 'results').toEqual([]);
  await page.keyboard.press('ArrowDown');
  await expect(field(page)).toBeFocused();
  await expect(page.getByRole('heading', { name: subject })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.locator('#ticket-pane')).toBeFocused();

  await page.keyboard.press('Control+f');
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(field(page)).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: N1_QUEUE })).toBeVisible();
  await expect(page.getByRole('heading', { name: before })).toBeVisible();
  await expect(page.locator('#ticket-list')).toBeFocused();
});

test('filters become chips that keyboard and mouse take away, completed by Tab, and what is none is searched as text', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const api = await ApiPerson.signIn(backend.url, 'n1@aurora.example');
  await api.createTicket(N1_QUEUE, { subject: 'Catraca travada', priority: 'P1' });
  await api.createTicket(N1_QUEUE, { subject: 'Catraca lenta', priority: 'P4', channel: 'whatsapp' });
  const { page } = await open({ userData, backendUrl: backend.url });
  await signIn(page, N1);
  await page.keyboard.press('/');
  await page.keyboard.type('catraca pri');
  await page.keyboard.press('Tab');
  await page.keyboard.type('p1');
  await expect(rows(page)).toHaveCount(1);
  await page.keyboard.press('Space');
  await expect(chip(page, 'prioridade:p1')).toBeVisible();
  await expect(field(page)).toHaveValue('catraca ');
  await expect(rowOf(page, 'Catraca travada')).toBeVisible();

  // English is understood too, and said in the console's language.
  await page.keyboard.type('channel:phone unassigned ');
  await expect(chip(page, 'canal:telefone')).toBeVisible();
  await expect(chip(page, 'semresponsável')).toBeVisible();
  await expect(rows(page)).toHaveCount(1);

  await page.keyboard.type('foo:bar ');
  await expect(page.getByText('“foo:bar” não é um filtro que conheço: procurei como texto.')).toBeVisible();
  await expect(page.getByText('Nada encontrado', { exact: true })).toBeVisible();
  expect(await violations(page), 'chips').toEqual([]);

  for (let at = 0; at < 'catraca foo:bar '.length; at += 1) await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await expect(chip(page, 'semresponsável')).toBeHidden();
  await page.keyboard.press('ArrowLeft');
  await expect(chip(page, 'canal:telefone')).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(chip(page, 'canal:telefone')).toBeHidden();
  await page.keyboard.press('ArrowRight');
  await expect(field(page)).toBeFocused();
  await chip(page, 'prioridade:p1').click();
  await expect(page.getByText('Ou filtre com palavras')).toBeVisible();
});

test('what is kept, changed or handed away is found as it is now, in English too', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const api = await ApiPerson.signIn(backend.url, 'n1@aurora.example');
  const { page } = await open({ userData, backendUrl: backend.url, locale: 'en-US' });
  await signIn(page, N1);
  await page.keyboard.press('/');
  await page.keyboard.type('geladeira');
  await expect(page.getByText('Nothing found', { exact: true })).toBeVisible();
  const ticketId = await api.createTicket(N1_QUEUE, { subject: 'Geladeira conectada caiu da rede' });
  await expect(rowOf(page, 'Geladeira')).toBeVisible();
  await page.keyboard.type(' fila:n1 nobody');
  await page.keyboard.press('Escape');
  await page.keyboard.type('geladeira fila:n1 unassigned ');
  await expect(chip(page, 'queue:n1')).toBeVisible();
  await expect(rowOf(page, 'Geladeira')).toBeVisible();
  await api.act('ticket.claim', { ticketId });
  await expect(page.getByText('Nothing found', { exact: true })).toBeVisible();
  await page.keyboard.press('Backspace');
  await expect(field(page)).toHaveValue('geladeira');
});
