import { dialog, type BrowserWindow, type SaveDialogOptions } from 'electron';
import { writeAtomically } from './atomic-file.ts';

/**
 * Asks the person where to save something, over their window where there is one, and writes it there: nowhere else, and
 * nothing when they cancel. `mode`: the permission bits of the file. Rejects with the system's error when the disk refuses.
 */
export async function saveAs(
  owner: BrowserWindow | null,
  options: SaveDialogOptions,
  content: string | Uint8Array,
  mode?: number,
): Promise<{ readonly isSaved: boolean }> {
  const { canceled, filePath } = await (owner === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(owner, options));
  if (canceled || filePath === '') return { isSaved: false };
  writeAtomically(filePath, content, mode);
  return { isSaved: true };
}
