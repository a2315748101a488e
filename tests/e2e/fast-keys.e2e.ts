import { N1, N1_QUEUE, signIn } from './support/agent.ts';
import { expect, test } from './support/fixture.ts';
import { cutNetwork } from './support/network.ts';

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
