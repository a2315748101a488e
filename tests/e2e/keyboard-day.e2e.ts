import { N1_QUEUE, rowOf } from './support/agent.ts';
import { ApiPerson, SAMPLE_PASSWORD } from './support/api.ts';
import { expect, test } from './support/fixture.ts';
import { Keyboard } from './support/keyboard.ts';
import { cutNetwork, restoreNetwork } from './support/network.ts';

const ONLINE_AGAIN = { timeout: 40_000 };

test('a day of N1 by keyboard alone, with the focus in sight at each step', async ({ open, backend, userData }) => {
  test.setTimeout(480_000);
  const supervisor = await ApiPerson.signIn(backend.url, 'supervisor@aurora.example');
  const subjects = ['Loja sem sinal', 'Fatura em dobro', 'Modem reinicia'] as const;
  for (const subject of subjects) await supervisor.createOnTop(N1_QUEUE, subject);
  const { app, page } = await open({ userData, backendUrl: backend.url });
  const keys = new Keyboard(page);
  const foot = page.getByRole('contentinfo');
  const heading = (name: string): ReturnType<typeof page.getByRole> => page.getByRole('heading', { name, exact: true });

  const conversation = page.getByRole('list', { name: /^Conversa com/ });
  const found = page.getByRole('dialog', { name: /Paleta|palette/ }).getByRole('option');

  await test.step('sign in', async () => {
    await keys.expectOn(/^E-mail/);
    await keys.type('n1@aurora.example');
    await keys.press('Tab');
    await keys.type(SAMPLE_PASSWORD);
    await keys.press('Enter');
    await expect(page.getByRole('navigation', { name: 'Filas' })).toBeVisible();
    await keys.expectOn(/^Chamados de Minha fila/);
  });

  await test.step('walk the queue and its ends', async () => {
    await keys.press('g', '1');
    await expect(rowOf(page, subjects[0])).toBeVisible();
    await keys.press('j', 'j', 'k');
    await expect(heading(subjects[0])).toBeVisible();
    await keys.press('End');
    await expect(heading(subjects[0])).toBeHidden();
    await keys.press('PageUp', 'PageDown', 'Home');
    await expect(heading(subjects[0])).toBeVisible();
  });

  await test.step('take it, answer, note, log an attempt', async () => {
    await keys.press('c');
    await expect(page.getByText('Chamado assumido')).toBeVisible();
    await keys.press('r');
    await keys.type('Bom dia, já estou verificando. cruj?');
    await keys.press('Control+Enter', 'Escape');
    await expect(conversation.getByText('Bom dia, já estou verificando. cruj?')).toBeVisible();
    await keys.press('n');
    await keys.type('Ligar antes do meio-dia.');
    await keys.press('Control+Enter', 'Escape');
    await expect(conversation.getByText('Ligar antes do meio-dia.')).toBeVisible();
    await keys.press('t');
    await keys.type('Reiniciou o modem');
    await keys.press('Control+Enter');
    await expect(page.getByText('Reiniciou o modem')).toBeVisible();
    await keys.press('Escape');
  });

  await test.step('pause it', async () => {
    await keys.press('s');
    await keys.expectOn(/Nova situação/);
    await keys.press('Enter', 'ArrowDown', 'Enter');
    await keys.tabTo(/Por que pausar/);
    await keys.type('Cliente testa à noite');
    await keys.press('Control+Enter');
    await expect(page.getByText('Situação alterada')).toBeVisible();
  });

  await test.step('escalate: it leaves the list, and the keys go on there', async () => {
    await keys.press('e');
    await expect(page.getByRole('dialog', { name: /Escalonar chamado/ })).toBeVisible();
    await keys.tabTo(/O que acontece/);
    await keys.type('Sem sinal desde as 8h');
    await keys.tabTo(/Impacto/);
    await keys.type('Loja parada');
    await keys.tabTo(/O que se pede/);
    await keys.type('Verificar a porta da OLT');
    await keys.press('Control+Enter');
    await expect(page.getByText('Chamado escalonado')).toBeVisible();
    await expect(rowOf(page, subjects[0])).toBeHidden();
    await keys.expectFocus('the escalation');
    await keys.press('Escape', 'j');
    await expect(page.getByRole('option', { selected: true })).toBeVisible();
    await keys.press('Home');
    await expect(heading(subjects[1])).toBeVisible();
  });

  await test.step('resolve', async () => {
    await keys.press('c');
    await keys.press('f');
    await keys.type('Cobrança estornada');
    await keys.press('Control+Enter');
    await expect(page.getByText('Chamado resolvido')).toBeVisible();
    await expect(rowOf(page, subjects[1])).toBeHidden();
    await keys.expectFocus('the resolution');
  });

  await test.step('register a ticket', async () => {
    await keys.press('Control+n');
    await keys.tabTo(/Assunto/);
    await keys.type('Portal não abre');
    await keys.press('Control+Enter');
    await expect(heading('Portal não abre')).toBeVisible();
    await keys.expectFocus('the registration');
    await expect(foot).not.toContainText('não enviada');
  });

  await test.step('offline: take another, undo it by key', async () => {
    await cutNetwork(app);
    await expect(foot).toContainText('Offline');
    await keys.press('Escape', 'Home');
    await expect(heading(subjects[2])).toBeVisible();
    await keys.press('c');
    await expect(foot).toContainText('1 não enviada');
    await keys.press('Control+z');
    await expect(page.getByText('Desfeito: Assumir')).toBeVisible();
    await expect(foot).not.toContainText('não enviada');
    await restoreNetwork(app);
    await expect(foot).toContainText('Online', ONLINE_AGAIN);
  });

  await test.step('the palette: a ticket by its words, a command that does not apply, and back where it was', async () => {
    await keys.press('Control+k');
    await keys.type('portal abre');
    await expect(found.filter({ hasText: 'Portal não abre' })).toBeVisible();
    await keys.press('Escape');
    await keys.expectOn(/^Chamados de N1 Atendimento/);
    await keys.press('Control+k');
    await keys.type('devolver');
    await expect(found.filter({ hasText: /Devolver.*Não há nível abaixo deste/ })).toBeVisible();
    await keys.press('Enter');
    await expect(page.getByRole('dialog').getByRole('combobox')).toBeVisible();
    await keys.press('Escape');
    await keys.expectOn(/^Chamados de N1 Atendimento/);
  });

  await test.step('the language, from the palette and by letters left out', async () => {
    await keys.press('Control+k');
    await keys.type('idm engl');
    await keys.press('Enter');
    await expect(page.getByRole('button', { name: 'New ticket' })).toBeVisible();
    await keys.press('Control+k');
    await expect(found.first()).toHaveAccessibleName(/Language: English/);
    await keys.type('portug');
    await keys.press('Enter');
    await expect(page.getByRole('button', { name: 'Novo chamado' })).toBeVisible();
  });

  await test.step('the sheet of keys', async () => {
    await keys.press('?');
    await keys.expectOn(/^Buscar atalho/);
    await keys.type('escalon');
    await expect(page.getByRole('dialog')).toContainText('3 comandos');
    await keys.press('Escape');
    await keys.expectOn(/^Chamados de N1 Atendimento/);
  });

  await test.step('three at once, and all three undone', async () => {
    await cutNetwork(app);
    await expect(foot).toContainText('Offline');
    await keys.press('Home', 'x', 'Shift+J', 'Shift+ArrowDown');
    await expect(page.getByText('3 selecionados')).toBeVisible();
    await keys.press('s');
    // Waiting for the customer would need a question asked.
    await keys.expectOn(/Nova situação/);
    await keys.press('Enter', 'ArrowDown', 'ArrowDown', 'Enter');
    await keys.tabTo(/Por que pausar/);
    await keys.type('Rompimento de fibra');
    await keys.press('Control+Enter');
    await expect(foot).toContainText('3 não enviadas');
    await keys.press('Control+z');
    await expect(foot).not.toContainText('não enviada');
  });

  await test.step('the whole list: what may be is done, what may not is named with the reason, and all is undone', async () => {
    await keys.press('Control+a');
    await expect(page.getByText(/^\d\d selecionados$/)).toBeVisible();
    await keys.press('c');
    const report = page.getByRole('dialog', { name: /ficaram como estavam/ });
    await expect(report).toContainText('Este chamado já está com você.');
    await expect(report).toContainText(/já está com este chamado\./);
    await keys.press('Escape');
    await keys.expectOn(/^Chamados de N1 Atendimento/);
    await expect(foot).toContainText('não enviadas');
    await keys.press('Escape', 'Control+z');
    await expect(foot).not.toContainText('não enviada');
    await restoreNetwork(app);
    await expect(foot).toContainText('Online', ONLINE_AGAIN);
  });
});
