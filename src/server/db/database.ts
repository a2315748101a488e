import { CompiledQuery, type IsolationLevel, type Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** What both the database and a transaction of it can do. */
export type Queryable = {
  /** Typed queries. Its own `.transaction()` is not used: `Database.transaction` is the one way. */
  readonly kysely: Kysely<Tables>;
  /**
   * One SQL statement with `$1` parameters; answers its rows. JSON goes in as text (`$1::jsonb`), int8 comes out as
   * a number, bytea as a Uint8Array, on both engines alike.
   */
  raw<Row extends object>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
};

/**
 * The inside of a transaction. While it is open, use nothing but it: on PGlite there is one connection, so that a
 * query on the database from inside would wait for ever.
 */
export type Tx = Queryable;

export type TransactionOptions = {
  /** Default `read committed`. PGlite runs transactions one after the other, which is at least as strict as any. */
  readonly isolation?: Extract<IsolationLevel, 'read committed' | 'repeatable read' | 'serializable'>;
};

/** An open database, embedded or not, migrated or not. */
export type Database = Queryable & {
  readonly engine: 'pglite' | 'postgres';
  /** Runs `fn` in a transaction, committed when it returns and undone when it throws. Not retried: see `withRetry`. */
  transaction<T>(fn: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Runs several statements in one go, all or nothing: for migrations. */
  script(sql: string): Promise<void>;
  /**
   * Hears what any process notifies on a channel, from the moment the promise resolves until the function it answers
   * is called. `onReconnect` is called when notices may have been missed: treat it as one.
   */
  listen(channel: string, onPayload: (payload: string) => void, onReconnect: () => void): Promise<() => Promise<void>>;
  /** Tells every listener of a channel. Never inside a writing transaction: it serialises all commits. */
  notify(channel: string, payload: string): Promise<void>;
  /** Bytes free where the embedded database lies; null when that is not ours to know (PostgreSQL, in memory). */
  freeBytes(): Promise<number | null>;
  close(): Promise<void>;
};

/** A channel's name goes into SQL as an identifier, so it is checked rather than escaped. */
export function assertChannelName(channel: string): void {
  if (!/^[a-z][a-z_]{0,39}$/.test(channel)) throw new Error(`Not a channel name: ${channel}`);
}

/** Queries over a Kysely instance or transaction. */
export function queryable(kysely: Kysely<Tables>): Queryable {
  return {
    kysely,
    async raw<Row extends object>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
      const { rows } = await kysely.executeQuery<Row>(CompiledQuery.raw(sql, [...params]));
      return rows;
    },
  };
}

/** Transactions over a Kysely instance. */
export function transactions(kysely: Kysely<Tables>): Database['transaction'] {
  return (fn, options = {}) => {
    const builder = kysely.transaction().setIsolationLevel(options.isolation ?? 'read committed');
    return builder.execute((trx) => fn(queryable(trx)));
  };
}
