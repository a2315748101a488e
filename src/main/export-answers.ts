import path from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import * as contract from '../shared/ipc/contract.ts';
import type { IsOwn } from './addresses.ts';
import { writeAtomically } from './atomic-file.ts';
import { handle } from './ipc.ts';
import { log, reason } from './log.ts';

/** Answers the channel that saves a text where the person says. What the disk refuses is said in the log too. */
export function answerExport(isOwn: IsOwn, window: () => BrowserWindow | null): void {
  handle(contract.saveExport, isOwn, async ({ fileName, text }) => {
    const options = {
      // Chromium's own folder of choice may be one that is not there.
      defaultPath: path.join(app.getPath('documents'), fileName),
      filters: [{ name: 'JSON', extensions: ['json'] }],
    };
    const owner = window();
    const { canceled, filePath } = await (owner === null
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(owner, options));
    if (canceled || filePath === '') return { isSaved: false };
    try {
      writeAtomically(filePath, text);
    } catch (error) {
      log(`the export cannot be written (${reason(error)})`);
      throw error;
    }
    return { isSaved: true };
  });
}
