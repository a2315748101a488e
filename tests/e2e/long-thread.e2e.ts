import { N1_QUEUE, signInTo } from './support/agent.ts';
import { ApiPerson } from './support/api.ts';
import { expect, test } from './support/fixture.ts';

const NOTES = 300;

test('a long conversation opens at its end, and what is older comes as one reads upwards', async ({
  open,
  backend,
  userData,
}) => {
  const n1 = await ApiPerson.signIn(backend.url, 'n1@aurora.example');
  const ticketId = await n1.createOnTop(N1_QUEUE, 'Conversa de meses');
  await n1.noteTimes(ticketId, NOTES, (number) => `Anotação ${number}.`);
  const { page } = await open({ userData, backendUrl: backend.url });
  await signInTo(page, 'Conversa de meses');
  const conversation = page.getByRole('list', { name: /Conversa com o cliente/ });
  await expect(conversation.getByText(`Anotação ${NOTES}.`, { exact: true })).toBeInViewport();
  // The first message of the ticket is one of the entries.
  const undrawn = conversation.getByRole('button', { name: '277 registros anteriores' });
  await expect(undrawn).toBeAttached();
  await expect(conversation.getByText('Anotação 1.', { exact: true })).toHaveCount(0);

  // The wheel says that one reads on one's own. What is read stays where it is while older entries appear above it.
  const read = conversation.getByText(`Anotação ${NOTES - 20}.`, { exact: true });
  await conversation.hover();
  await page.mouse.wheel(0, -1);
  await read.evaluate((element) => element.scrollIntoView());
  const before = await read.evaluate((element) => element.getBoundingClientRect().top);
  await expect(undrawn).toHaveCount(0);
  expect(Math.abs((await read.evaluate((element) => element.getBoundingClientRect().top)) - before)).toBeLessThan(2);

  await expect(async () => {
    await conversation.evaluate((list) => list.scrollTo({ top: 0 }));
    await expect(conversation.getByText('Está tudo parado aqui.')).toBeInViewport({ timeout: 500 });
  }).toPass();
  await expect(conversation.getByText('Anotação 1.', { exact: true })).toBeAttached();
  await expect(conversation.getByRole('button', { name: /anteriores?$/ })).toHaveCount(0);

  await page.getByRole('tab', { name: 'Histórico' }).click();
  const history = page.getByRole('list', { name: /Histórico/ });
  await expect(history.getByRole('listitem').first()).toBeInViewport();
  const earlier = history.getByRole('button', { name: /registros anteriores$/ });
  await expect(earlier).toBeAttached();
  // By keyboard: the focus itself brings the edge into sight, and with it the older ones.
  await earlier.focus();
  await expect(history.getByRole('listitem')).not.toHaveCount(61);
  await expect(async () => {
    await history.evaluate((list) => list.scrollTo({ top: list.scrollHeight }));
    await expect(history.getByText(/abriu o chamado/)).toBeInViewport({ timeout: 500 });
  }).toPass();
});
