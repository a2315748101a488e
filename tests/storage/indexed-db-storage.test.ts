import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { ConsoleDb } from '../../src/renderer/db/console-db.ts';
import { IndexedDbStorage } from '../../src/renderer/db/indexed-db-storage.ts';
import type { Storage } from '../../src/shared/sync/storage.ts';
import { storageSuite } from './storage-suite.ts';

// The range class is a global in a page.
Object.assign(globalThis, { IDBKeyRange });

storageSuite('on IndexedDB', async () => {
  const indexedDB = new IDBFactory();
  const opened: ConsoleDb[] = [];
  const connect = async (): Promise<Storage> => {
    const db = new ConsoleDb('suite', { indexedDB, IDBKeyRange });
    opened.push(db);
    await db.open();
    return new IndexedDbStorage(db, () => 0);
  };
  return { storage: await connect(), again: connect, close: () => opened.forEach((db) => db.close()) };
});
