import { openQueue, signIn } from './support/agent.ts';
import { violations } from './support/axe.ts';
import { expect, test } from './support/fixture.ts';

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
}
