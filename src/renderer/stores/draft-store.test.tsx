import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConsoleDb } from '../db/console-db.ts';
import { setCurrentConsole } from '../db/current-console.ts';
import type { OpenConsole } from '../db/open-console.ts';
import { forgetDrafts, useDraft } from './draft-store.ts';

const KEY = 'reply:t';
let db: ConsoleDb;

beforeEach(() => {
  db = new ConsoleDb('patamar:test:me', { indexedDB: new IDBFactory(), IDBKeyRange });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- drafts need no more of a console.
  setCurrentConsole({ db, databaseName: 'patamar:test:me' } as OpenConsole);
});
afterEach(() => {
  cleanup();
  forgetDrafts();
  setCurrentConsole(null);
  db.close();
});

const keep = (text: string): Promise<unknown> => db.drafts.put({ key: KEY, text, savedAtMs: 0 });

test('a draft is shown as it was kept', async () => {
  await keep('Bom dia.');
  const { result } = renderHook(() => useDraft(KEY));
  await waitFor(() => expect(result.current[0]).toBe('Bom dia.'));
});

test('what is typed while the draft is being read goes on from it, and takes nothing of it away', async () => {
  await keep('Bom dia.');
  const { result } = renderHook(() => useDraft(KEY));
  act(() => result.current[1]('c'));
  act(() => result.current[1]('claro'));
  await waitFor(() => expect(result.current[0]).toBe('Bom dia.\n\nclaro'));
  await waitFor(async () => expect(await db.drafts.get(KEY)).toMatchObject({ text: 'Bom dia.\n\nclaro' }));
});
