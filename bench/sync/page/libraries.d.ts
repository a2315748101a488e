// As much of the libraries measured here as their pages use. They are installed by the benchmark itself, into bench/sync,
// so their own types are not there for everybody who checks the project's.

declare module 'rxdb/plugins/core' {
  import type { Observable } from 'rxjs';

  export type RxDocument<Row> = Row & { incrementalPatch(change: Partial<Row>): Promise<unknown> };
  type RxQuery<Found> = { exec(): Promise<Found>; readonly $: Observable<Found> };

  export type RxCollection<Row> = {
    find(query: {
      readonly selector: object;
      readonly sort: readonly object[];
      readonly limit: number;
      readonly index: readonly string[];
    }): RxQuery<RxDocument<Row>[]>;
    findOne(id: string): RxQuery<RxDocument<Row> | null>;
    count(): RxQuery<number>;
  };

  type RxDatabase<Row> = {
    addCollections(collections: {
      readonly tickets: { readonly schema: object };
    }): Promise<{ readonly tickets: RxCollection<Row> }>;
  };

  export function createRxDatabase<Row>(options: {
    readonly name: string;
    readonly storage: object;
    readonly multiInstance: boolean;
    readonly eventReduce: boolean;
  }): Promise<RxDatabase<Row>>;
}

declare module 'rxdb/plugins/storage-dexie' {
  export function getRxStorageDexie(): object;
}

declare module 'rxdb/plugins/replication' {
  import type { RxCollection } from 'rxdb/plugins/core';
  import type { Observable } from 'rxjs';

  export type Replication = {
    readonly error$: Observable<unknown>;
    awaitInitialReplication(): Promise<void>;
    awaitInSync(): Promise<unknown>;
    reSync(): void;
    pause(): Promise<void>;
    start(): Promise<void>;
  };

  export function replicateRxCollection<Row, Checkpoint>(options: {
    readonly collection: RxCollection<Row>;
    readonly replicationIdentifier: string;
    readonly live: boolean;
    readonly waitForLeadership: boolean;
    readonly pull: {
      readonly batchSize: number;
      readonly handler: (
        checkpoint: Checkpoint | undefined,
        limit: number,
      ) => Promise<{ readonly documents: Row[]; readonly checkpoint: Checkpoint }>;
    };
    readonly push: {
      readonly batchSize: number;
      readonly handler: (rows: { readonly newDocumentState: Row }[]) => Promise<Row[]>;
    };
  }): Replication;
}

declare module 'rxjs' {
  export type Observable<Value> = { subscribe(listener: (value: Value) => void): unknown };
}

declare module 'tinybase/store' {
  type Cell = string | number | boolean;
  export type Row = Record<string, Cell>;

  export type Store = {
    transaction(work: () => void): void;
    setRow(table: string, id: string, row: Row): void;
    setPartialRow(table: string, id: string, change: Row): void;
    getRow(table: string, id: string): Row;
    delRow(table: string, id: string): void;
    getRowCount(table: string): number;
    getTable(table: string): Record<string, Row>;
    delTable(table: string): void;
  };

  export function createStore(): Store;
}

declare module 'tinybase/indexes' {
  import type { Store } from 'tinybase/store';

  export type Indexes = {
    setIndexDefinition(
      index: string,
      table: string,
      slice: (getCell: (cell: string) => unknown) => string,
      sortKey: string,
    ): void;
    getSliceRowIds(index: string, slice: string): string[];
    addSliceRowIdsListener(index: string, slice: string, listener: () => void): string;
  };

  export function createIndexes(store: Store): Indexes;
}

declare module 'tinybase/persisters/persister-indexed-db' {
  import type { Store } from 'tinybase/store';

  export type Persister = { save(): Promise<unknown>; load(): Promise<unknown> };

  export function createIndexedDbPersister(store: Store, name: string, autoLoadIntervalSeconds: number): Persister;
}
