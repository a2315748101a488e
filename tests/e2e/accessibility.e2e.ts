import { openQueue, signIn } from './support/agent.ts';
import { violations } from './support/axe.ts';
import { expect, test } from './support/fixture.ts';
import { cutNetwork } from './support/network.ts';
import { windowOpenedBy } from './support/windows.ts';

for (const theme of ['light', 'dark'] as const) {
  test(`every screen is free of axe violations, ${theme}`, async ({ open, backend, userData }) => {
    test.setTimeout(120_000);
    const { page } = await open({ userData, backendUrl: backend.url });
    await page.evaluate((chosen) => window.patamar.invoke('settings:save', { theme: chosen }), theme);
    await page.reload();
    await expect(page.getByRole('button', { name: /Ana Beatriz Ferreira/ })).toBeVisible();
    expect(await violations(page), 'sign in').toEqual([]);
    await signIn(page, 'Ana Beatriz Ferreira');
    await openQueue(page, 'N1 Atendimento');
    const first = page.getByRole('option').first();
    await first.click();
    await expect(page.getByRole('toolbar')).toBeVisible();
    expect(await violations(page), 'queue and ticket').toEqual([]);
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await violations(page), 'keys').toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /Sincronização/ }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await violations(page), 'sync').toEqual([]);
    await page.keyboard.press('Escape');
    for (const [key, title] of [
      ['e', /Escalonar chamado/],
      ['s', /Situação do chamado/],
      ['f', /Resolver chamado/],
      ['Control+n', /Novo chamado/],
    ] as const) {
      await page.keyboard.press(key);
      await expect(page.getByRole('dialog', { name: title })).toBeVisible();
      expect(await violations(page), String(title)).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
    }
  });

  test(`the wallboard and a ticket's own window are free of axe violations, ${theme}`, async ({
    open,
    backend,
    userData,
  }) => {
    test.setTimeout(120_000);
    const { app, page } = await open({ userData, backendUrl: backend.url });
    await page.evaluate((chosen) => window.patamar.invoke('settings:save', { theme: chosen }), theme);
    await page.reload();
    await signIn(page, 'Helena Duarte');
    await page.getByRole('option').first().click();
    const ticket = await windowOpenedBy(app, () => page.keyboard.press('o'));
    await expect(ticket.getByRole('toolbar')).toBeVisible();
    expect(await violations(ticket), 'ticket').toEqual([]);
    const board = await windowOpenedBy(app, async () => {
      await page.keyboard.press('g');
      await page.keyboard.press('w');
    });
    await expect(board.getByRole('heading', { name: /^N1/ })).toBeVisible();
    expect(await violations(board), 'wallboard').toEqual([]);
    await cutNetwork(app);
    await page.keyboard.press('n');
    await page.keyboard.type('Sem rede.');
    await page.keyboard.press('Control+Enter');
    await expect(board.getByText('Offline').first()).toBeVisible();
    expect(await violations(board), 'wallboard, offline').toEqual([]);
  });
}
