/** A database of IndexedDB as a file describes it: its stores as they were created, and what was in them. */
export type StoredDatabase = {
  readonly name: string;
  readonly version: number;
  readonly stores: readonly {
    readonly name: string;
    readonly keyPath: string | string[];
    readonly autoIncrement?: boolean;
    readonly indexes: readonly { readonly name: string; readonly keyPath: string | string[] }[];
    readonly records: readonly unknown[];
  }[];
};

/** Makes a database as it is described, by nothing but IndexedDB itself. */
export async function makeDatabase(indexedDB: IDBFactory, { name, version, stores }: StoredDatabase): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const request = indexedDB.open(name, version);
  request.addEventListener('upgradeneeded', () => {
    for (const { name: storeName, keyPath, autoIncrement = false, indexes, records } of stores) {
      const store = request.result.createObjectStore(storeName, { keyPath, autoIncrement });
      for (const index of indexes) store.createIndex(index.name, index.keyPath);
      for (const record of records) store.add(record);
    }
  });
  request.addEventListener('error', () => reject(request.error ?? new Error(`${name} could not be made`)));
  request.addEventListener('success', () => {
    request.result.close();
    resolve();
  });
  await promise;
}
