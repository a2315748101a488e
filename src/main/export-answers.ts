import path from 'node:path';
import { app, type BrowserWindow } from 'electron';
import * as contract from '../shared/ipc/contract.ts';
import type { IsOwn } from './addresses.ts';
import { handle } from './ipc.ts';
import { said } from './said.ts';
import { saveAs } from './save-as.ts';

const JSON_FILE = { name: 'JSON', extensions: ['json'] };
const CSV = { name: 'CSV', extensions: ['csv'] };

/** Answers the channel that saves a text where the person says. */
export function answerExport(isOwn: IsOwn, window: () => BrowserWindow | null): void {
  handle(contract.saveExport, isOwn, ({ fileName, text }) => {
    const options = {
      // Chromium's own folder of choice may be one that is not there.
      defaultPath: path.join(app.getPath('documents'), fileName),
      filters: [path.extname(fileName) === '.csv' ? CSV : JSON_FILE],
    };
    return said('export', () => saveAs(window(), options, text));
  });
}
