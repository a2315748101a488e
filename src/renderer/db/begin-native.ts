import type { ConsoleDb } from './console-db.ts';

/**
 * A transaction on IndexedDB itself, for what somebody waits for. Opens the database again where it is closed: another
 * window may have asked this one to let go of it for a moment (open-database.ts), and the browser closes connections when
 * its store fails (a full disk); a new one may find room again.
 */
export async function beginNative(
  db: ConsoleDb,
  stores: readonly string[],
  mode: IDBTransactionMode,
  options: IDBTransactionOptions = {},
): Promise<IDBTransaction> {
  try {
    return (await connection(db)).transaction(stores, mode, options);
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error;
    db.close({ disableAutoOpen: false });
    return (await connection(db)).transaction(stores, mode, options);
  }
}

async function connection(db: ConsoleDb): Promise<IDBDatabase> {
  if (!db.isOpen()) await db.open();
  return db.backendDB();
}
