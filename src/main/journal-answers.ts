import { statfsSync } from 'node:fs';
import { app } from 'electron';
import * as contract from '../shared/ipc/contract.ts';
import type { IsOwn } from './addresses.ts';
import { handle } from './ipc.ts';
import type { Journals } from './journals.ts';
import { log, reason } from './log.ts';
import { said } from './said.ts';
import { setIndexedDbAside } from './set-aside.ts';

/** Answers the channels that guard unsent work against a lost database. What the disk refuses is said in the log too. */
export function answerJournal(isOwn: IsOwn, journals: Journals): void {
  handle(contract.appendJournal, isOwn, ({ database, clientId, rows }) =>
    said('journal', async () => journals.of(database).append(clientId, rows)),
  );
  handle(contract.acknowledgeJournal, isOwn, ({ database, clientId, seqs }) =>
    said('journal', () => journals.of(database).acknowledge(clientId, seqs)),
  );
  handle(contract.readJournal, isOwn, ({ database }) =>
    said('journal', () => ({
      clients: journals
        .of(database)
        .read()
        .map((client) => ({ ...client, rows: [...client.rows] })),
    })),
  );
  handle(contract.journalGeneration, isOwn, ({ database, next }) =>
    said('journal', () => ({ generation: journals.generation(database, next) })),
  );
  handle(contract.forgetJournal, isOwn, ({ database }) => said('journal', () => journals.forget(database)));
  handle(contract.storageRoom, isOwn, () => ({ freeBytes: freeBytesUnder(app.getPath('userData')) }));
  handle(contract.setStorageAside, isOwn, () =>
    said('local database', () => {
      const isDone = setIndexedDbAside(app.getPath('userData'), Date.now());
      if (isDone) log('the local database could not be opened; it was set aside for a new one');
      return { isDone };
    }),
  );
}

function freeBytesUnder(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch (error) {
    log(`how much the disk still takes cannot be told (${reason(error)})`);
    return null;
  }
}
