import { mkdtemp, open as openFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { N1_QUEUE, signInTo } from './support/agent.ts';
import { ApiPerson } from './support/api.ts';
import { closeConsole } from './support/console.ts';
import { expect, test } from './support/fixture.ts';
import { mountSmallDisk, NO_MOUNTS, unmount } from './support/mounts.ts';
import { cutNetwork } from './support/network.ts';
import { notesOf, writeNote } from './support/notes.ts';
import { removeFolder } from './support/remove-folder.ts';

const DISK_MB = 400;
const CHUNK = new Uint8Array(1_048_576);

/** Writes until nothing fits any more. */
async function fillUp(file: string): Promise<void> {
  const filler = await openFile(file, 'w');
  try {
    for (;;) await filler.write(CHUNK);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  } finally {
    await filler.close();
  }
}

test.describe('on a disk of its own', () => {
  test.skip(NO_MOUNTS !== null, NO_MOUNTS ?? '');

  test('what does not fit on a full disk is not said to be kept, and what was kept before arrives', async ({
    open,
    backend,
  }) => {
    test.setTimeout(150_000);
    const disk = await mkdtemp(path.join(tmpdir(), 'patamar-disk-'));
    await mountSmallDisk(disk, DISK_MB);
    try {
      const userData = path.join(disk, 'profile');
      const subject = 'Servidor de arquivos cheio';
      const api = await ApiPerson.signIn(backend.url, 'n1@aurora.example');
      const ticketId = await api.createOnTop(N1_QUEUE, subject);
      const first = await open({ userData, backendUrl: backend.url });
      await signInTo(first.page, subject);
      await cutNetwork(first.app);
      await writeNote(first.page, 'Antes de encher.');
      await expect(first.page.getByRole('contentinfo')).toContainText('1 não enviada');

      const filler = path.join(disk, 'filler');
      await fillUp(filler);
      // The log of the database has some room left in blocks it has already: more than that does not fit.
      const long = `Não cabe: ${'x'.repeat(15_000)}`;
      await first.page.keyboard.press('n');
      await first.page.getByRole('textbox', { name: 'Nota interna' }).fill(long);
      await first.page.keyboard.press('Control+Enter');
      await expect(first.page.getByText('Não foi possível guardar neste computador')).toBeVisible();
      await expect(first.page.getByRole('textbox', { name: 'Nota interna' })).toHaveValue(long);
      await closeConsole(first);

      await rm(filler);
      const second = await open({ userData, backendUrl: backend.url });
      await expect.poll(() => notesOf(backend.url, ticketId), { timeout: 40_000 }).toEqual(['Antes de encher.']);
      await expect(second.page.getByRole('contentinfo')).not.toContainText(/não enviadas?/);
      await closeConsole(second);
    } finally {
      await unmount(disk);
      await removeFolder(disk);
    }
  });
});
