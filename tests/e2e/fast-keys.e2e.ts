import type { Page } from '@playwright/test';
import { N1, N1_QUEUE, openQueue, rowOf, signIn } from './support/agent.ts';
import { ApiPerson } from './support/api.ts';
import { expect, test } from './support/fixture.ts';
import { cutNetwork, restoreNetwork } from './support/network.ts';

/** Presses keys faster than anything can be read from the disk: React draws between two of them, and nothing else happens. */
async function pressAtOnce(page: Page, chords: string): Promise<void> {
  await page.evaluate(async (all) => {
    for (const chord of all) {
      const about = { key: chord.replace('Control+', ''), ctrlKey: chord.startsWith('Control+') };
      const target = document.activeElement ?? document.body;
      target.dispatchEvent(new KeyboardEvent('keydown', { ...about, bubbles: true, cancelable: true }));
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    }
  }, chords.split(' '));
}

const SUBJECTS = ['Primeiro da fila', 'Segundo da fila', 'Terceiro da fila'] as const;

test('keys that outrun the screen count: into a list before its rows, and into a ticket before it is drawn', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(90_000);
  const { app, page } = await open({ userData, backendUrl: backend.url });
  await signIn(page, N1);
  const foot = page.getByRole('contentinfo');
  await expect(foot).toContainText('Online', { timeout: 40_000 });
  await cutNetwork(app);
  await expect(foot).toContainText('Offline');
  // None waits for what the one before it has led to.
  const press = async (keys: readonly string[]): Promise<void> => {
    await Promise.all(keys.map((key) => page.keyboard.press(key)));
  };
  const rows = page.getByRole('listbox', { name: `Chamados de ${N1_QUEUE}` }).getByRole('option');
  const field = page.getByRole('textbox', { name: 'Responder' });
  // Each of these letters runs a command: to take, to escalate, to resolve, to select.
  const text = 'certo, executo e faltam fotos';
  const write = ['r', ...text.split('')];
  const expectWritten = async (): Promise<void> => {
    await expect(field).toHaveValue(text);
    await expect(field).toBeFocused();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(foot).not.toContainText('não enviada');
  };

  await press(['g', '1', 'j', 'j', 'j', ...write]);
  await expect(rows.nth(2)).toHaveAttribute('aria-selected', 'true');
  await expectWritten();

  // Out of the field and the ticket, to the list.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await press(['PageDown', ...write]);
  await expect(rows.nth(2)).toHaveAttribute('aria-selected', 'false');
  await expectWritten();
});

test('a reply that is typed and sent before its ticket is drawn goes out, to that ticket, once; what follows is the next', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(120_000);
  const supervisor = await ApiPerson.signIn(backend.url, 'supervisor@aurora.example');
  const ids = new Map<string, string>();
  for (const subject of SUBJECTS) ids.set(subject, await supervisor.createOnTop(N1_QUEUE, subject));
  const { app, page } = await open({ userData, backendUrl: backend.url });
  await signIn(page, N1);
  const foot = page.getByRole('contentinfo');
  await expect(foot).toContainText('Online', { timeout: 40_000 });
  await cutNetwork(app);
  await expect(foot).toContainText('Offline');
  const field = page.getByRole('textbox', { name: 'Responder' });
  const talk = page.getByRole('list', { name: /^Conversa com/ });

  // Into a list before its rows are read, and on to a ticket in it.
  await pressAtOnce(page, 'g 1 j j j r e x e c u t o Control+Enter f e c h o');
  await expect(page.getByRole('heading', { name: SUBJECTS[2] })).toBeVisible();
  await expect(talk.getByText('executo')).toHaveCount(1);
  await expect(field).toHaveValue('fecho');
  await expect(field).toBeFocused();

  // To a ticket of the list that no neighbour had read beforehand.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await pressAtOnce(page, 'PageDown n n o t a Control+Enter');
  await expect(page.getByRole('heading', { name: SUBJECTS[2] })).toHaveCount(0);
  await expect(talk.getByText('nota', { exact: true })).toHaveCount(1);
  await expect(page.getByRole('textbox', { name: 'Nota interna' })).toHaveValue('');
  const noted = (await page.getByRole('option', { selected: true }).textContent()) ?? '';

  await restoreNetwork(app);
  await expect(foot).toContainText('Online', { timeout: 40_000 });
  const sent = async (): Promise<readonly (readonly [string, string])[]> =>
    (await supervisor.rows('message')).flatMap(({ body, ticketId }) => {
      const [said = ''] = String(body).split('\n');
      return ['executo', 'nota'].includes(said) ? [[said, String(ticketId)] as const] : [];
    });
  await expect.poll(sent).toHaveLength(2);
  const ticketIdOf = new Map(await sent());
  expect(ticketIdOf.get('executo')).toBe(ids.get(SUBJECTS[2]));
  const ticket = (await supervisor.rows('ticket')).find(({ id }) => id === ticketIdOf.get('nota'));
  expect(noted).toContain(String(ticket?.['subject']));
});

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
