import path from 'node:path';
import { app, type BrowserWindow } from 'electron';
import * as contract from '../shared/ipc/contract.ts';
import type { IsOwn } from './addresses.ts';
import { handle } from './ipc.ts';
import { said } from './said.ts';
import { saveAs } from './save-as.ts';
import { suggestedName } from './suggested-name.ts';
import type { UnsentFiles } from './unsent-files.ts';

/** What saving a file needs of the window. */
export type SaveIn = { readonly window: () => BrowserWindow | null; readonly title: () => string };

/** Answers the channels about attached files: the second copy of what is not sent, and saving one where the agent says. */
export function answerFiles(isOwn: IsOwn, files: UnsentFiles, { window, title }: SaveIn): void {
  handle(contract.keepFile, isOwn, ({ database, file, content }) =>
    said('unsent files', () => files.keep(database, file, content)),
  );
  handle(contract.listFiles, isOwn, ({ database }) =>
    said('unsent files', async () => ({ files: await files.list(database) })),
  );
  handle(contract.readFile, isOwn, ({ database, id }) =>
    said('unsent files', async () => ({ content: await files.read(database, id) })),
  );
  handle(contract.dropFiles, isOwn, ({ database, ids }) => said('unsent files', () => files.drop(database, ids)));
  handle(contract.forgetFiles, isOwn, ({ database }) => said('unsent files', () => files.forget(database)));
  handle(contract.saveFile, isOwn, ({ name, content }) =>
    said('saved file', () => {
      const options = { title: title(), defaultPath: path.join(app.getPath('downloads'), suggestedName(name)) };
      // As any new document of theirs: never as a program.
      return saveAs(window(), options, content, 0o644);
    }),
  );
}
