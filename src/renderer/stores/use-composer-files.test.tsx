import { act, cleanup, renderHook } from '@testing-library/react';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConsoleDb } from '../db/console-db.ts';
import { setCurrentConsole } from '../db/current-console.ts';
import type { DraftPlace } from '../db/file-record.ts';
import type { OpenConsole } from '../db/open-console.ts';
import { useComposerFiles } from './use-composer-files.ts';

Object.assign(globalThis, { IDBKeyRange });

beforeEach(() => {
  const db = new ConsoleDb('files', { indexedDB: new IDBFactory(), IDBKeyRange });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else of a console is read here
  setCurrentConsole({ db, feed: { subscribe: () => () => undefined } } as unknown as OpenConsole);
});
afterEach(() => {
  cleanup();
  setCurrentConsole(null);
});

test('a file that is being kept for a reply holds up the reply, and no note', async () => {
  const [reply, note]: [DraftPlace, DraftPlace] = ['draft:reply:t', 'draft:note:t'];
  const { result, rerender } = renderHook((place: DraftPlace) => useComposerFiles(place, 't'), {
    initialProps: reply,
  });
  const [asked, content] = [Promise.withResolvers<void>(), Promise.withResolvers<ArrayBuffer>()];
  const file = new File(['log'], 'log.txt');
  file.arrayBuffer = () => {
    asked.resolve();
    return content.promise;
  };
  act(() => result.current.add([file]));
  await asked.promise;
  expect(result.current.isAdding).toBe(true);
  rerender(note);
  expect(result.current.isAdding).toBe(false);
  rerender(reply);
  expect(result.current.isAdding).toBe(true);
  await act(async () => content.reject(new Error('it has gone')));
  await expect.poll(() => result.current.isAdding).toBe(false);
  expect(result.current.refusals).toMatchObject([{ code: 'unreadable', name: 'log.txt' }]);
});
