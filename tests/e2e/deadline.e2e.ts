import { openTicket, signInTo } from './support/agent.ts';
import { ApiPerson } from './support/api.ts';
import { violations } from './support/axe.ts';
import { expect, test } from './support/fixture.ts';

const N1_QUEUE = 'N1 Atendimento';

test('an agent asks by key and by mouse why a deadline is what it is, and the counted time adds up to the target', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const api = await ApiPerson.signIn(backend.url, 'n1@aurora.example');
  const subject = 'Sem sinal na padaria';
  await api.createOnTop(N1_QUEUE, subject);
  const { page } = await open({ userData, backendUrl: backend.url });
  await signInTo(page, subject);

  await page.keyboard.press('p');
  const dialog = page.getByRole('dialog', { name: 'Por que este prazo' });
  // Of a ticket that nobody took the acceptance was due first.
  await expect(dialog.getByRole('button', { name: /Aceite N1/ })).toBeVisible();
  await expect(dialog).toContainText('Crítico (P1), 24 horas');
  await expect(dialog).toContainText('Plantão 24 horas');
  await expect(dialog).toContainText('Soma do contado: 10 min = meta de 10 min');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await page.getByRole('button', { name: /^Resolução, .*Por que este prazo/ }).click();
  await expect(dialog).toContainText('Soma do contado: 4h00 = meta de 4h00');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  // Another priority undoes no breach.
  await page.getByRole('button', { name: 'Mais ações' }).click();
  await page.getByRole('menuitem', { name: /Mudar prioridade/ }).click();
  const priority = page.getByRole('dialog', { name: /Mudar prioridade/ });
  await priority.getByLabel(/Por que mudar/).fill('Só um ponto sem sinal');
  await priority.getByRole('button', { name: 'Mudar prioridade' }).click();
  await expect(priority).toBeHidden();
  await page.getByRole('tab', { name: 'Histórico' }).click();
  await expect(page.getByRole('tabpanel')).toContainText(/mudou a prioridade de P1 · .* para P2 · /);
  await page.getByRole('button', { name: /^Resolução, Vencido/ }).click();
  await expect(dialog).toContainText('Soma do contado: 4h00 = meta de 4h00');
});

test('nobody waits for a customer who was asked nothing', async ({ open, backend, userData }) => {
  test.setTimeout(120_000);
  const api = await ApiPerson.signIn(backend.url, 'n1@aurora.example');
  const subject = 'Boleto em duplicidade';
  await api.createOnTop(N1_QUEUE, subject);
  const { page } = await open({ userData, backendUrl: backend.url });
  await signInTo(page, subject);

  const wait = async (): Promise<void> => {
    await page.keyboard.press('s');
    const dialog = page.getByRole('dialog', { name: /Situação do chamado/ });
    await dialog.getByRole('button', { name: /Nova situação/ }).click();
    await page.getByRole('option', { name: 'Aguardando cliente' }).click();
    await dialog.getByLabel(/motivo|Por que/i).fill('pedi o comprovante');
  };
  await wait();
  const asked = page.getByText('Responda ao cliente com a sua pergunta antes de aguardar por ele (R).');
  await expect(asked).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(asked).toBeHidden();

  await page.keyboard.press('r');
  await page.keyboard.type('Pode enviar o comprovante?');
  await page.keyboard.press('Control+Enter');
  const conversation = page.getByRole('list', { name: /Conversa com o cliente/ });
  await expect(conversation.getByText('Pode enviar o comprovante?')).toBeVisible();
  await page.keyboard.press('Escape');
  await openTicket(page, subject);
  await wait();
  await expect(asked).toBeHidden();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: /^Aguardando cliente/ })).toBeVisible();
});
