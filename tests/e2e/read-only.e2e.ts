import path from 'node:path';
import { openQueue, signIn } from './support/agent.ts';
import { closeConsole } from './support/console.ts';
import { expect, test } from './support/fixture.ts';
import { letWrite, mountOverItself, NO_MOUNTS, unmount } from './support/mounts.ts';

test('a database that may not be written is told, with what to look at, and opens again when it may', async ({
  open,
  backend,
  userData,
}) => {
  test.setTimeout(150_000);
  test.skip(NO_MOUNTS !== null, NO_MOUNTS ?? '');
  const first = await open({ userData, backendUrl: backend.url });
  await signIn(first.page, 'Ana Beatriz Ferreira');
  await openQueue(first.page, 'N1 Atendimento');
  await closeConsole(first);
  const folder = path.join(userData, 'IndexedDB');
  await mountOverItself(folder);
  try {
    await letWrite(folder, false);
    const { page } = await open({ userData, backendUrl: backend.url });
    await expect(page.getByText(/protegido contra gravação/)).toBeVisible({ timeout: 20_000 });
    await expect(page.getByRole('button', { name: 'Tentar de novo' })).toBeVisible({ timeout: 60_000 });
    await letWrite(folder, true);
    await page.getByRole('button', { name: 'Tentar de novo' }).click();
    await expect(page.getByRole('navigation', { name: 'Filas' })).toBeVisible({ timeout: 30_000 });
  } finally {
    await unmount(folder);
  }
});
