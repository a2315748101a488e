import { access } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { app, shell } from 'electron';
import * as contract from '../shared/ipc/contract.ts';
import type { IsOwn } from './addresses.ts';
import { folderSize } from './folder-size.ts';
import { handle } from './ipc.ts';
import { lastLines } from './log.ts';
import { said } from './said.ts';
import type { StartAtLogin } from './start-at-login.ts';
import type { Language } from './texts.ts';

/** Answers the channels about this machine: how the app starts, what it keeps, and what a report of a problem needs. */
export function answerMachine(isOwn: IsOwn, profile: (name: string) => string, login: StartAtLogin): void {
  handle(contract.startAtLogin, isOwn, ({ isOn }) =>
    said('start with the session', () => {
      if (isOn !== undefined) login.set(isOn);
      return { isOn: login.isOn() };
    }),
  );
  handle(contract.keptSizes, isOwn, () =>
    said('kept data', async () => ({
      databaseBytes: await folderSize(profile('IndexedDB')),
      unsentCopiesBytes: (await folderSize(profile('journal'))) + (await folderSize(profile('unsent-files'))),
    })),
  );
  handle(contract.readDiagnostics, isOwn, () => ({
    versions: {
      electron: process.versions.electron,
      chrome: process.versions['chrome'] ?? '',
      node: process.versions.node,
    },
    machine: {
      platform: process.platform,
      release: os.release(),
      arch: process.arch,
      processors: os.cpus().length,
      memoryBytes: os.totalmem(),
      uptimeS: Math.round(process.uptime()),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    },
    log: [...lastLines()],
  }));
  handle(contract.openDocument, isOwn, async ({ document, language }) => ({
    isOpen: await openFirst(filesOf(document, language)),
  }));
}

/** Where a document may lie: what comes with the app, and what comes with Electron beside its program. */
function filesOf(document: 'manual' | 'licences', language: Language): readonly string[] {
  const own = app.getAppPath();
  const runtime = path.dirname(process.execPath);
  return document === 'manual'
    ? [path.join(own, `docs/manual.${language.toLowerCase()}.md`)]
    : [path.join(runtime, 'LICENSES.chromium.html'), path.join(own, 'LICENSE')];
}

async function openFirst(files: readonly string[]): Promise<boolean> {
  for (const file of files) {
    const isThere = await access(file).then(
      () => true,
      () => false,
    );
    if (isThere && (await shell.openPath(file)) === '') return true;
  }
  return false;
}
