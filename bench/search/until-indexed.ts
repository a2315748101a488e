import type { Page } from '@playwright/test';

/** Waits until every ticket can be found; answers how long after the first row that was, ms. */
export async function untilIndexed(page: Page, count: number): Promise<number> {
  const startedAtMs = performance.now();
  await page.keyboard.press('/');
  await page.keyboard.type('fila:n');
  // Three queues' names begin so: all there are.
  const whole = new RegExp(`^${count.toLocaleString('pt-BR').replaceAll('.', '\\.?')} chamados`);
  await page.locator('output').filter({ hasText: whole }).waitFor({ timeout: 900_000 });
  await page.getByText('Preparando a busca').waitFor({ state: 'detached', timeout: 900_000 });
  return Math.round(performance.now() - startedAtMs);
}
