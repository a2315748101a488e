import { N1_QUEUE, rowOf } from './support/agent.ts';
import { ApiPerson, SAMPLE_PASSWORD } from './support/api.ts';
import { expect, test } from './support/fixture.ts';
import { Keyboard } from './support/keyboard.ts';
import { cutNetwork, restoreNetwork } from './support/network.ts';

const ONLINE_AGAIN = { timeout: 40_000 };

test('a call by keyboard alone: the next ticket, a new one judged by impact and urgency, reclassified, passed on, and the end of the shift', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(300_000);
  const supervisor = await ApiPerson.signIn(backend.url, 'supervisor@aurora.example');
  const ids = new Map<string, string>();
  for (const subject of ['Clínica sem rede', 'Mercado sem rede']) {
    ids.set(subject, await supervisor.createOnTop(N1_QUEUE, subject));
  }
  const { app, page } = await open({ userData, backendUrl: backend.url });
  const keys = new Keyboard(page);
  const foot = page.getByRole('contentinfo');
  const heading = (name: string): ReturnType<typeof page.getByRole> => page.getByRole('heading', { name, exact: true });

  await test.step('sign in', async () => {
    await keys.expectOn(/^E-mail/);
    await keys.type('n1@aurora.example');
    await keys.press('Tab');
    await keys.type(SAMPLE_PASSWORD);
    await keys.press('Enter');
    await expect(page.getByRole('navigation', { name: 'Filas' })).toBeVisible();
    await expect(page.getByText(/^\d+ chamados? ·/)).toBeVisible();
  });

  await test.step('one key takes the most urgent that nobody has, and the next press the one after it', async () => {
    await keys.press('v');
    await expect(page.getByText('Próximo chamado assumido')).toBeVisible();
    await expect(heading('Clínica sem rede')).toBeVisible();
    await cutNetwork(app);
    await expect(foot).toContainText('Offline');
    await keys.press('v');
    await expect(heading('Mercado sem rede')).toBeVisible();
    await expect(foot).toContainText(/[12] não enviadas?/);
    await restoreNetwork(app);
    await expect(foot).toContainText('Online', ONLINE_AGAIN);
    await expect(foot).not.toContainText('não enviada', ONLINE_AGAIN);
  });

  const customer = (await supervisor.rows('customer')).find((row) => typeof row['phone'] === 'string');
  const digits = String(customer?.['phone']).replaceAll(/\D/gu, '').slice(-8);

  await test.step('a new ticket: the customer by the digits of their phone, the script, and the priority that follows', async () => {
    await keys.press('Control+n');
    const dialog = page.getByRole('dialog', { name: 'Novo chamado' });
    await keys.expectOn(/Cliente/);
    await keys.type(digits);
    await expect(dialog.getByRole('option').first()).toContainText(String(customer?.['name']));
    await keys.press('Enter');
    await keys.tabTo(/Assunto/);
    await keys.type('Loja toda sem internet');
    await keys.tabTo(/^Categoria/);
    await keys.type('sem conex');
    await keys.press('ArrowDown', 'Enter');
    await expect(dialog.getByRole('region', { name: 'Roteiro de Sem conexão' })).toContainText('Desde quando');
    await keys.tabTo(/Uma pessoa/);
    await keys.press('ArrowRight');
    await keys.tabTo(/Trabalha/);
    await keys.press('ArrowLeft');
    await expect(dialog.getByRole('radio', { name: 'Uma equipe' })).toBeChecked();
    await expect(dialog.getByRole('radio', { name: 'Parado' })).toBeChecked();
    await expect(dialog.getByRole('button', { name: /Prioridade/ })).toContainText('P2');
    await keys.press('Control+Enter');
    await expect(heading('Loja toda sem internet')).toBeVisible();
    await expect(foot).not.toContainText('não enviada', ONLINE_AGAIN);
    const row = (await supervisor.rows('ticket')).find((one) => one['subject'] === 'Loja toda sem internet');
    expect(row).toMatchObject({
      priority: 'P2',
      customerId: customer?.id,
      triage: { impact: 'team', urgency: 'stopped', overrideReason: null },
    });
    ids.set('Loja toda sem internet', row?.id ?? '');
  });

  await test.step('another priority than that asks why, and the reason stays on the ticket', async () => {
    await keys.press('Control+k');
    await keys.type('mudar prioridade');
    await keys.press('Enter');
    const dialog = page.getByRole('dialog', { name: /Mudar prioridade/ });
    await expect(dialog.getByRole('radio', { name: 'Uma equipe' })).toBeChecked();
    await keys.tabTo(/Por que outra prioridade/);
    await keys.type('É um hospital');
    await keys.press('Control+Enter');
    await expect(page.getByText('Prioridade alterada')).toBeVisible();
    await keys.press('Escape');
  });

  await test.step('reclassified, it says which rule takes it where, and goes there', async () => {
    await keys.press('l');
    const dialog = page.getByRole('dialog', { name: /Reclassificar chamado/ });
    await keys.expectOn(/Categoria/);
    await keys.press('Control+a');
    await keys.type('fatura');
    await keys.press('ArrowDown', 'Enter');
    await expect(dialog.getByRole('status')).toContainText('A regra “Fatura e pagamento” leva a N1 Cobrança');
    await keys.press('Control+Enter');
    await expect(page.getByText('Chamado reclassificado')).toBeVisible();
    const queue = (await supervisor.rows('queue')).find((row) => row['name'] === 'N1 Cobrança');
    const ticket = async (): Promise<object | undefined> =>
      (await supervisor.rows('ticket')).find(({ id }) => id === ids.get('Loja toda sem internet'));
    await expect.poll(ticket, ONLINE_AGAIN).toMatchObject({ queueId: queue?.id, stays: [{}, { queueId: queue?.id }] });
    expect(await ticket()).toMatchObject({ triage: { overrideReason: 'É um hospital' } });
  });

  await test.step('what one has is passed to a colleague of the queue', async () => {
    await keys.press('g', 'm');
    await expect(rowOf(page, 'Mercado sem rede')).toBeVisible();
    await keys.press('Home');
    await expect(heading('Clínica sem rede')).toBeVisible();
    await keys.press('i');
    await keys.expectOn(/Para quem/);
    await keys.type('juliana');
    await keys.press('ArrowDown', 'Enter', 'Control+Enter');
    await expect(page.getByText('Chamado atribuído')).toBeVisible();
    await expect(rowOf(page, 'Clínica sem rede')).toBeHidden();
  });

  await test.step('at the end of the shift all go back but what waits until a moment to come, and one undo brings them back', async () => {
    await cutNetwork(app);
    await expect(foot).toContainText('Offline');
    await keys.press('Escape', 'Control+k');
    await keys.type('encerrar turno');
    await keys.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Encerrar turno' });
    await expect(dialog).toContainText('Mercado sem rede');
    await keys.press('Control+Enter');
    await expect(page.getByText(/chamados de volta à fila/)).toBeVisible();
    await expect(rowOf(page, 'Mercado sem rede')).toBeHidden();
    await keys.press('Control+z');
    await expect(rowOf(page, 'Mercado sem rede')).toBeVisible();
    await restoreNetwork(app);
    await expect(foot).toContainText('Online', ONLINE_AGAIN);
  });
});
