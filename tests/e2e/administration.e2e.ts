import type { Page } from '@playwright/test';
import { N1, openQueue, openTicket, signIn } from './support/agent.ts';
import { ApiPerson } from './support/api.ts';
import { violations } from './support/axe.ts';
import { expect, test } from './support/fixture.ts';
import { cutNetwork, restoreNetwork } from './support/network.ts';

const ADMIN = 'Roberto Siqueira';

/** Opens the administration by its keys, as an administrator. */
async function openAdministration(page: Page): Promise<void> {
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await expect(page.getByRole('heading', { name: /^(Administração|Administration)$/ })).toBeVisible();
  await expect(page.getByRole('list', { name: /^(Procurar pessoas|Search people)$/ })).toBeVisible();
}

test('an administrator adds a person by keyboard alone, who then signs in and chooses a password', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const { page } = await open({ userData, backendUrl: backend.url });
  await signIn(page, ADMIN);
  await openAdministration(page);
  await page.getByRole('button', { name: 'Nova pessoa' }).press('Enter');
  await expect(page.getByLabel('Nome')).toBeFocused();
  await page.keyboard.type('Bia Campos');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Preencha este campo.')).toBeVisible();
  await page.keyboard.type('no address');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Isto não é um e-mail.')).toBeVisible();
  await expect(page.getByLabel('E-mail')).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('bia@aurora.example');
  await page.getByRole('group', { name: 'Filas' }).getByRole('checkbox', { name: 'N1 Atendimento' }).press('Space');
  await page.keyboard.press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: 'Senha de Bia Campos' });
  const password = await dialog.getByRole('status', { name: 'Senha' }).innerText();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: `Conta e preferências: ${ADMIN}` }).press('Enter');
  await page.getByRole('menuitem', { name: 'Sair' }).press('Enter');
  // The list of people has a button of that name, too.
  await expect(page.getByRole('form', { name: 'Entrar no Patamar' })).toBeVisible();
  await page.getByRole('button', { name: /Bia Campos/ }).press('Enter');
  await page.getByLabel(/^Senha/).fill(password);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel(/^Senha nova$/)).toBeFocused();
  await page.keyboard.type('uma senha só dela');
  await page.getByLabel('Senha nova, mais uma vez').fill('uma senha só delo');
  await expect(page.getByText('As duas não são iguais.')).toBeVisible();
  await page.getByLabel('Senha nova, mais uma vez').fill('uma senha só dela');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /N1 Atendimento/ })).toBeVisible();
});

test('a queue that is moved stands elsewhere in the navigation, and one with tickets is not retired', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const { page } = await open({ userData, backendUrl: backend.url });
  await signIn(page, ADMIN);
  await openAdministration(page);
  await page.getByRole('tab', { name: 'Filas' }).click();
  const names = page.getByRole('navigation').getByRole('button', { name: /^N1/ });
  await expect(names).toHaveText([/^Atendimento/, /^Cobrança/]);
  await page.getByRole('button', { name: 'Descer N1 Atendimento' }).press('Enter');
  await expect(names).toHaveText([/^Cobrança/, /^Atendimento/]);
  await page.getByRole('button', { name: /^N1 Atendimento .*chamados/ }).press('Enter');
  await page.getByRole('checkbox', { name: 'Em uso' }).press('Space');
  await expect(page.getByText(/enquanto houver, ela não pode ser desativada/)).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alert').filter({ hasText: /encaminhe-os a outra fila/ })).toBeVisible();
  await page.getByRole('tab', { name: 'Categorias' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Continuar editando' }).click();
  await expect(page.getByRole('checkbox', { name: 'Em uso' })).not.toBeChecked();
});

test('a queue says where its unacknowledged alerts go on to, and not in a circle', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const { page } = await open({ userData, backendUrl: backend.url });
  await signIn(page, ADMIN);
  await openAdministration(page);
  await page.getByRole('tab', { name: 'Filas' }).click();
  const goTo = page.getByRole('button', { name: /Alertas sem reconhecimento seguem para/ });
  const sendTo = async (from: RegExp, to: string): Promise<void> => {
    await page.getByRole('button', { name: from }).press('Enter');
    await goTo.press('Enter');
    await page.getByRole('option', { name: to }).press('Enter');
    await expect(goTo).toContainText(to);
    await page.keyboard.press('Control+Enter');
  };
  await sendTo(/^N1 Atendimento .*chamados/, 'N2 Redes');
  await expect(page.getByText('Salvo: N1 Atendimento')).toBeVisible();
  await expect(page.getByRole('button', { name: /Depois de/ })).toContainText('30 minutos');
  expect(await violations(page)).toEqual([]);
  await sendTo(/^N2 Redes .*chamados/, 'N1 Atendimento');
  await expect(
    page.getByText('Os alertas dessa fila voltam para esta: escolha uma que não volte, ou nenhuma.'),
  ).toBeVisible();
});

test('what somebody else has saved meanwhile is shown beside what was typed, and nothing typed is lost', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const api = await ApiPerson.signIn(backend.url, 'admin@aurora.example');
  const queue = (await api.rows('queue')).find(({ name }) => name === 'N2 Redes');
  const { page } = await open({ userData, backendUrl: backend.url });
  await signIn(page, ADMIN);
  await openAdministration(page);
  await page.getByRole('tab', { name: 'Filas' }).click();
  await page.getByRole('button', { name: /^N2 Redes .*chamados/ }).click();
  await page.getByLabel('Nome').fill('N2 Fibra');
  const { table: _table, ...row } = queue ?? { table: '', id: '' };
  await api.act('queue.save', { row: { ...row, name: 'N2 Backbone' } });
  await expect(page.getByRole('navigation').getByRole('button', { name: /N2 Backbone/ })).toBeVisible();
  await page.getByRole('button', { name: 'Salvar' }).click();
  const both = page.getByRole('row', { name: /Nome/ });
  await expect(both).toContainText('N2 Backbone');
  await expect(both).toContainText('N2 Fibra');
  await page.getByRole('button', { name: 'Salvar o meu' }).click();
  await expect(page.getByRole('navigation').getByRole('button', { name: /N2 Fibra/ })).toBeVisible();
});

test('without the network the lists are as they were and nothing can be changed; with it they can again', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const { app, page } = await open({ userData, backendUrl: backend.url });
  await signIn(page, ADMIN);
  await openAdministration(page);
  await page.getByRole('button', { name: 'Nova pessoa' }).click();
  await page.getByLabel('Nome').fill('Davi Reis');
  await page.getByLabel('E-mail').fill('davi@aurora.example');
  await cutNetwork(app);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alert').filter({ hasText: /nada foi gravado/ })).toBeVisible();
  await expect(page.getByLabel('Nome')).toHaveValue('Davi Reis');
  await restoreNetwork(app);
  await page.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByRole('dialog', { name: 'Senha de Davi Reis' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Fechar o formulário' }).click();
  await cutNetwork(app);
  await page.getByRole('tab', { name: 'Filas' }).click();
  await expect(page.getByText('O servidor não responde')).toBeVisible();
  await page.getByRole('tab', { name: 'Pessoas' }).click();
  await expect(page.getByText(/Alterar precisa da rede/)).toBeVisible();
  await page.getByRole('button', { name: /Davi Reis/ }).click();
  await expect(page.getByLabel('Nome')).toBeDisabled();
  await restoreNetwork(app);
  await expect(page.getByText(/Alterar precisa da rede/)).toBeHidden();
  await expect(page.getByLabel('Nome')).toBeEnabled();
});

test('a canned reply is put into an answer offline, and what nobody filled in is not sent unawares', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const subject = 'Sem sinal desde ontem';
  const api = await ApiPerson.signIn(backend.url, 'n1@aurora.example');
  await api.createOnTop('N1 Atendimento', subject);
  const { app, page } = await open({ userData, backendUrl: backend.url });
  await signIn(page, N1);
  await openQueue(page, 'N1 Atendimento');
  await openTicket(page, subject);
  await cutNetwork(app);
  await page.keyboard.press('r');
  const area = page.getByRole('textbox', { name: 'Responder' });
  await expect(area).toBeFocused();
  await page.keyboard.press('Control+;');
  await page.getByRole('menuitem', { name: 'Visita técnica agendada' }).press('Enter');
  // This ticket has no customer on record, and the day of the visit is for the agent to write.
  await expect(area).toHaveValue(/^\{\{cliente\.nome\}\}, a visita técnica do chamado \d+ .* Ana Beatriz Ferreira$/s);
  const unfilled = page.getByRole('alert').filter({ hasText: 'Preencha antes de enviar' });
  await expect(unfilled).toContainText('{{cliente.nome}} {{dia e período}}');
  await expect(area).toBeFocused();
  await page.keyboard.type('Dona Lúcia');
  await expect(unfilled).not.toContainText('cliente.nome');
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Control+Shift+Enter');
  await expect(area).toHaveValue(/Dona Lúcia/);
  await area.fill((await area.inputValue()).replace('{{dia e período}}', 'sexta de manhã'));
  await page.keyboard.press('Control+Enter');
  await expect(area).toHaveValue('');
  // Once, and whole: neither key sent what was still open.
  const sent = page.getByText(/Dona Lúcia, a visita técnica do chamado/);
  await expect(sent).toHaveCount(1);
  await expect(sent).toContainText('sexta de manhã');
});

test('an administrator makes a routing rule and tries it; a ticket that an agent creates goes where it says', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const { page } = await open({ userData, backendUrl: backend.url });
  await signIn(page, ADMIN);
  await openAdministration(page);
  await page.getByRole('tab', { name: 'Encaminhamento' }).click();
  await page.getByRole('button', { name: 'Nova regra' }).press('Enter');
  await expect(page.getByLabel('Nome')).toBeFocused();
  await page.keyboard.type('Tela azul');
  await page.getByRole('textbox', { name: 'Palavras' }).fill('tela azul');
  await page.getByRole('button', { name: /Vai para a fila/ }).click();
  await page.getByRole('option', { name: 'N2 Sistemas' }).click();
  await page.keyboard.press('Control+Enter');
  const rule = page.getByRole('button', { name: /^Tela azul/ });
  await expect(rule).toContainText('Nunca consultada');
  await page.getByRole('button', { name: 'Fechar o formulário' }).click();
  // Pressed as fast as a key repeats, each press counts; the button that is pressed stays under it, wherever its row goes.
  const place = async (): Promise<number> => {
    const rules = await page.getByRole('tabpanel').getByRole('listitem').allInnerTexts();
    return rules.findIndex((text) => text.startsWith('Tela azul'));
  };
  const last = await place();
  const press = async (name: string, times: number): Promise<void> => {
    await page.getByRole('button', { name }).focus();
    for (let time = 0; time < times; time += 1) await page.keyboard.press('Enter');
  };
  await press('Subir Tela azul', last);
  await expect.poll(place).toBe(0);
  await press('Descer Tela azul', 2);
  await expect.poll(place).toBe(2);
  await expect(page.getByRole('button', { name: 'Descer Tela azul' })).toBeFocused();
  await press('Subir Tela azul', 2);
  await expect.poll(place).toBe(0);
  await expect(rule).not.toContainText('Nunca consultada');
  await page.getByRole('button', { name: 'Testar regras' }).click();
  const tester = page.getByRole('dialog', { name: 'Testar regras' });
  await tester.getByLabel('Assunto').fill('TELA AZUL no caixa');
  await expect(tester.getByRole('status')).toHaveText('“Tela azul” pega este chamado: N2 Sistemas.');
  await tester.getByLabel('Assunto').fill('Segunda via');
  await expect(tester.getByRole('listitem').filter({ hasText: 'Tela azul' })).toContainText('Não atende a: Palavras');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: `Conta e preferências: ${ADMIN}` }).press('Enter');
  await page.getByRole('menuitem', { name: 'Sair' }).press('Enter');
  await signIn(page, N1);
  await page.keyboard.press('Control+n');
  const dialog = page.getByRole('dialog', { name: 'Novo chamado' });
  await dialog.getByLabel(/Assunto/).fill('Tela azul no caixa 3');
  await expect(dialog.getByRole('status')).toContainText('Vai para N2 Sistemas, pela regra “Tela azul”');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/encaminharam a uma fila que você não acompanha/)).toBeVisible();
  const n2 = await ApiPerson.signIn(backend.url, 'n2@aurora.example');
  await expect
    .poll(async () => (await n2.rows('ticket')).map(({ subject }) => subject))
    .toContain('Tela azul no caixa 3');
});

test('a macro is applied offline, asks for what it does not know, and is undone as one', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const subject = 'Sem sinal na sala';
  const api = await ApiPerson.signIn(backend.url, 'n1@aurora.example');
  const ticketId = await api.createOnTop('N1 Atendimento', subject);
  const { app, page } = await open({ userData, backendUrl: backend.url });
  await signIn(page, N1);
  await openQueue(page, 'N1 Atendimento');
  await openTicket(page, subject);
  await cutNetwork(app);
  await page.getByRole('button', { name: 'Mais ações' }).click();
  await page.getByRole('menuitem', { name: 'Agendar visita técnica' }).click();
  const dialog = page.getByRole('dialog', { name: /Aplicar macro/ });
  await expect(dialog.getByRole('listitem')).toHaveCount(4);
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByText('Preencha antes de aplicar.')).toHaveCount(2);
  await dialog.getByLabel('cliente.nome').fill('Dona Lúcia');
  await dialog.getByLabel('dia e período').fill('sexta de manhã');
  await expect(dialog.getByRole('listitem').nth(1)).toContainText('Dona Lúcia, a visita técnica está agendada');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Macro aplicada: Agendar visita técnica')).toBeVisible();
  const reply = page.getByText(/Dona Lúcia, a visita técnica está agendada para sexta de manhã/);
  await expect(reply).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Desfeito: Macro, 4 passos')).toBeVisible();
  await expect(reply).toBeHidden();
  await openTicket(page, subject);
  // What the rules refuse is named before anything is done: nobody has this ticket, so nobody gives it back.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('devolver à fila com nota');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Nada foi feito: “Devolver à fila com nota de turno”/)).toBeVisible();
  await expect(page.getByText(/Fim de turno/)).toBeHidden();
  await page.keyboard.press('m');
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: /Agendar visita técnica/ }).click();
  await page.getByRole('option', { name: 'Resolver sem retorno do cliente' }).click();
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await restoreNetwork(app);
  await expect.poll(() => api.historyOf(ticketId)).toEqual(['created', 'claimed', 'noted', 'resolved']);
});

test('agents have no administration, and supervisors read it', async ({ open, backend, userData }) => {
  test.setTimeout(120_000);
  const { page } = await open({ userData, backendUrl: backend.url });
  await signIn(page, N1);
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await expect(page.getByText('A administração é para supervisores e administradores.')).toBeVisible();
  await page.getByRole('button', { name: new RegExp(N1) }).click();
  await expect(page.getByRole('menuitem', { name: 'Sair' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: /Administração/ })).toBeHidden();
  await page.getByRole('menuitem', { name: 'Sair' }).click();
  await signIn(page, 'Helena Duarte');
  await openAdministration(page);
  await expect(page.getByText('Só leitura: alterar é para quem administra.')).toBeVisible();
  await page.getByRole('button', { name: /Ana Beatriz Ferreira/ }).click();
  await expect(page.getByLabel('Nome')).toBeDisabled();
  await expect(page.getByRole('tab', { name: 'Auditoria' })).toBeHidden();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('option').first()).toBeVisible();
});

for (const [theme, language] of [
  ['light', 'en'],
  ['dark', 'pt-BR'],
] as const) {
  test(`the administration is free of axe violations, ${theme}, ${language}`, async ({ open, backend, userData }) => {
    test.setTimeout(180_000);
    const { page } = await open({ userData, backendUrl: backend.url });
    await page.evaluate((patch) => window.patamar.invoke('settings:save', patch), { theme, language });
    await page.reload();
    await signIn(page, ADMIN);
    await openAdministration(page);
    await page.getByRole('button', { name: /Helena Duarte/ }).click();
    expect(await violations(page), 'a person').toEqual([]);
    const tabs = page.getByRole('tab');
    for (let index = 1; index < (await tabs.count()); index += 1) {
      await tabs.nth(index).click();
      const rows = page.getByRole('tabpanel').getByRole('listitem').or(page.getByRole('row'));
      await expect(rows.first()).toBeVisible();
      expect(await violations(page), `section ${index}`).toEqual([]);
    }
  });
}
