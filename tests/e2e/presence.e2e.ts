import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openQueue, openTicket, rowOf, signIn } from './support/agent.ts';
import { ApiPerson } from './support/api.ts';
import { violations } from './support/axe.ts';
import { expect, test } from './support/fixture.ts';
import { cutNetwork, restoreNetwork } from './support/network.ts';

const QUEUE = 'N1 Atendimento';
/** The most overdue of its queue, so at its top. */
const LONG_AGO_MS = Date.now() - 20 * 86_400_000;

test('a colleague sees who looks at a ticket and who answers it, while there is a line, and until they leave', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(400_000);
  const api = await ApiPerson.signIn(backend.url, 'n1@aurora.example');
  const subject = 'Telefone mudo desde ontem';
  await api.createTicket(QUEUE, { subject, priority: 'P1' }, LONG_AGO_MS);
  await api.createTicket(QUEUE, { subject: 'Segunda via da fatura', priority: 'P1' }, LONG_AGO_MS + 1);
  const ana = await open({ userData, backendUrl: backend.url });
  const profile = await mkdtemp(path.join(tmpdir(), 'patamar-profile-'));
  const carlos = await open({ userData: profile, backendUrl: backend.url, locale: 'en-US' });
  await signIn(ana.page, 'Ana Beatriz Ferreira');
  await signIn(carlos.page, 'Carlos Eduardo Souza');
  for (const { page } of [ana, carlos]) {
    await openQueue(page, QUEUE);
    await openTicket(page, subject);
  }
  const here = ana.page.getByRole('note', { name: 'Quem está neste chamado agora' });
  await expect(here).toHaveText(/Carlos Eduardo Souza está vendo este chamado/);
  await expect(rowOf(ana.page, subject).getByLabel('Alguém está vendo')).toBeVisible();

  await carlos.page.keyboard.press('r');
  await carlos.page.keyboard.type('Bom dia');
  await expect(here).toHaveText(/Carlos Eduardo Souza está respondendo/);
  await expect(ana.page.getByRole('status').filter({ hasText: 'Carlos Eduardo Souza está respondendo' })).toHaveCount(
    1,
  );
  await expect(ana.page.getByText('Carlos Eduardo Souza também está respondendo')).toBeVisible();
  await expect(carlos.page.getByRole('note', { name: 'Who is at this ticket now' })).toHaveText(
    /Ana Beatriz Ferreira is looking at this ticket/,
  );
  expect(await violations(ana.page), 'somebody answers').toEqual([]);

  // Without a line nothing of it is known, so nothing is shown; with the line it comes back.
  await cutNetwork(ana.app);
  await expect(here).toBeHidden({ timeout: 20_000 });
  await restoreNetwork(ana.app);
  await expect(here).toBeVisible({ timeout: 60_000 });

  // An emptied box is no answer, and who opens another ticket has left this one.
  await carlos.page.getByRole('textbox', { name: 'Reply' }).fill('');
  await expect(here).toHaveText(/está vendo/);
  await openTicket(carlos.page, 'Segunda via da fatura');
  await expect(here).toBeHidden();
  await expect(rowOf(ana.page, 'Segunda via da fatura').getByLabel('Alguém está vendo')).toBeVisible();
});
