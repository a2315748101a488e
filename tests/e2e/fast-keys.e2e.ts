import { N1, N1_QUEUE, openQueue, rowOf, signIn } from './support/agent.ts';
import { ApiPerson } from './support/api.ts';
import { expect, test } from './support/fixture.ts';

const SUBJECTS = ['Primeiro da fila', 'Segundo da fila', 'Terceiro da fila'] as const;

test('a key that follows a step at once is for the ticket that was stepped to, be it drawn or not', async ({
  open,
  backend,
  userData,
}) => {
  const supervisor = await ApiPerson.signIn(backend.url, 'supervisor@aurora.example');
  for (const subject of SUBJECTS) await supervisor.createOnTop(N1_QUEUE, subject);
  const { page } = await open({ userData, backendUrl: backend.url });
  await signIn(page, N1);
  await openQueue(page, N1_QUEUE);
  await rowOf(page, SUBJECTS[0]).click();
  await expect(page.getByRole('heading', { name: SUBJECTS[0] })).toBeVisible();
  // Neither waits for what the one before has led to.
  const typeAtOnce = async (...keys: readonly string[]): Promise<void> => {
    await Promise.all(keys.map((key) => page.keyboard.press(key)));
  };
  const holderIn = (subject: string) => rowOf(page, subject).locator(`[title$="${N1}"]`);

  await typeAtOnce('j', 'c');
  await expect(holderIn(SUBJECTS[1])).toBeVisible();
  await expect(page.getByRole('heading', { name: SUBJECTS[1] })).toBeVisible();
  await expect(holderIn(SUBJECTS[0])).toHaveCount(0);
  await expect(page.getByRole('option', { selected: true })).toHaveAttribute('aria-posinset', '3');

  // What was taken has gone below the third.
  await typeAtOnce('k', 'r');
  const answer = page.getByRole('textbox', { name: 'Responder' });
  await expect(answer).toBeFocused();
  await page.keyboard.type('Já verificamos.');
  await expect(answer).toHaveValue('Já verificamos.');
  await expect(page.getByRole('heading', { name: SUBJECTS[2] })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('list', { name: /^Conversa com/ }).getByText('Já verificamos.')).toBeVisible();
  await expect(page.getByRole('heading', { name: SUBJECTS[2] })).toBeVisible();
});
