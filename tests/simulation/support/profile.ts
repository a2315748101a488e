import { IDBFactory } from 'fake-indexeddb';
import { META_KEY, type MetaRecord } from '../../../src/renderer/db/console-db.ts';
import type { MemoryMain } from '../../support/memory-journal.ts';

/** What an app leaves on its machine when it has ended: its database in IndexedDB, and what main keeps beside it. */
export type Profile = {
  readonly database: RawDatabase;
  readonly journal: Uint8Array | null;
  readonly generation: string | null;
};

/**
 * The parts of fake-indexeddb's databases that a copy needs. Internal, and its version is pinned: through IndexedDB's own
 * calls a copy would take as long as making the database again.
 */
type RawDatabase = {
  readonly name: string;
  readonly version: number;
  readonly rawObjectStores: Map<string, RawStore>;
  readonly constructor: new (name: string, version: number) => RawDatabase;
};
type RawStore = {
  readonly name: string;
  readonly keyPath: unknown;
  readonly autoIncrement: boolean;
  readonly keyGenerator: { num: number } | null;
  readonly records: RawRecords;
  readonly rawIndexes: Map<string, RawIndex>;
  readonly constructor: new (database: RawDatabase, name: string, keyPath: unknown, autoIncrement: boolean) => RawStore;
};
type RawIndex = {
  readonly name: string;
  readonly keyPath: unknown;
  readonly multiEntry: boolean;
  readonly unique: boolean;
  readonly records: RawRecords;
  initialized: boolean;
  readonly constructor: new (
    store: RawStore,
    name: string,
    keyPath: unknown,
    multiEntry: boolean,
    unique: boolean,
  ) => RawIndex;
};
type RawRecord = { readonly key: unknown; readonly value: unknown };
type RawRecords = { values(): Iterable<RawRecord>; put(record: RawRecord): unknown };

/** The profile of a machine whose app has ended. */
export function profileOf(factory: IDBFactory, name: string, main: MemoryMain): Profile {
  const database = databasesOf(factory).get(name);
  if (database === undefined) throw new Error(`There is no database ${name}`);
  return { database: copyOf(database), journal: main.disk.bytes, generation: main.generation };
}

/** Puts a copy of a profile on a machine that has none, whose clock is off by so much, as its first sync has found. */
export function putProfile({ database, journal, generation }: Profile, skewMs: number, main: MemoryMain): IDBFactory {
  const factory = new IDBFactory();
  const copy = copyOf(database);
  const memory = copy.rawObjectStores.get('meta')?.records;
  const [remembered] = memory?.values() ?? [];
  if (memory === undefined || remembered === undefined) throw new Error('The machine remembers nothing');
  const { value } = remembered.value as MetaRecord;
  const renewed = { key: META_KEY, value: { ...value, clockOffsetMs: 0 - skewMs } } satisfies MetaRecord;
  memory.put({ key: remembered.key, value: renewed });
  databasesOf(factory).set(copy.name, copy);
  main.disk.bytes = journal;
  main.generation = generation;
  main.restart();
  return factory;
}

function databasesOf(factory: IDBFactory): Map<string, RawDatabase> {
  return (factory as unknown as { readonly _databases: Map<string, RawDatabase> })['_databases'];
}

/** Records are shared: they are replaced, and their values copied on the way in and out. */
function copyOf(database: RawDatabase): RawDatabase {
  const copy = new database.constructor(database.name, database.version);
  for (const store of database.rawObjectStores.values()) {
    const into = new store.constructor(copy, store.name, store.keyPath, store.autoIncrement);
    if (into.keyGenerator !== null) into.keyGenerator.num = store.keyGenerator?.num ?? 0;
    for (const record of store.records.values()) into.records.put(record);
    for (const index of store.rawIndexes.values()) into.rawIndexes.set(index.name, copyOfIndex(index, into));
    copy.rawObjectStores.set(store.name, into);
  }
  return copy;
}

function copyOfIndex(index: RawIndex, into: RawStore): RawIndex {
  const copy = new index.constructor(into, index.name, index.keyPath, index.multiEntry, index.unique);
  copy.initialized = index.initialized;
  for (const record of index.records.values()) copy.records.put(record);
  return copy;
}
