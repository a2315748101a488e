import type { Storage, StorageLook, StorageTx } from '../../shared/sync/storage.ts';
import { beginNative } from './begin-native.ts';
import type { ConsoleDb } from './console-db.ts';
import { completionOf } from './idb-request.ts';
import { FILES, IndexedDbTx, STORES } from './indexed-db-tx.ts';
import { StorageMemory } from './storage-memory.ts';

/**
 * The engine's storage on IndexedDB: a record per ticket, one for all that belongs to it, one per row of the workspace.
 * Dexie keeps the schema and opens the database; transactions go to IndexedDB itself, since what an agent waits for is
 * one round of requests, all under way together (docs/benchmarks.md has what that is worth).
 *
 * `act` transactions are `strict`: complete means on the disk. `sync` ones are `relaxed` and may lose the last ones in a
 * power cut, whole.
 */
export class IndexedDbStorage implements Storage {
  readonly #db: ConsoleDb;
  readonly #memory: StorageMemory;

  /** `ownId` is whose account it is: their tickets can be listed as their own. */
  constructor(db: ConsoleDb, nowMs: () => number, ownId: string | null = null) {
    this.#db = db;
    this.#memory = new StorageMemory(nowMs, ownId);
  }

  async transact<T>(kind: 'act' | 'sync', work: (tx: StorageTx) => Promise<T>): Promise<T> {
    const native = await this.#begin(kind);
    const completion = completionOf(native);
    const tx = new IndexedDbTx(native, this.#memory);
    let result: T;
    try {
      result = await work(tx);
      await tx.written();
      native.commit();
    } catch (error) {
      throw await undone(native, completion, error);
    }
    await completion;
    await tx.remember();
    return result;
  }

  async look<T>(work: (tx: StorageLook) => Promise<T>): Promise<T> {
    return work(new IndexedDbTx(await beginNative(this.#db, STORES, 'readonly'), this.#memory));
  }

  #begin(kind: 'act' | 'sync'): Promise<IDBTransaction> {
    const stores = kind === 'act' ? STORES : [...STORES, FILES];
    return beginNative(this.#db, stores, 'readwrite', { durability: kind === 'act' ? 'strict' : 'relaxed' });
  }
}

/** Undoes a transaction. Answers why: what `work` threw, or what the database says when it was the one to give up. */
async function undone(native: IDBTransaction, completion: Promise<void>, error: unknown): Promise<unknown> {
  try {
    native.abort();
  } catch {
    // It has ended by itself; why is in `native.error`.
  }
  await completion.catch(() => undefined);
  return native.error ?? error;
}
