import type { Database, TransactionOptions, Tx } from '../../../src/server/db/database.ts';
import { Life } from './mortal.ts';

/** What is undone stays in the tables until they are swept, and every question goes past it: a third more work after 400. */
const SCHEDULES_PER_SWEEP = 20;

/**
 * A database on which everything can be undone: the whole of a schedule runs in one transaction of it, the backend's
 * own transactions are savepoints, and the next schedule finds it as the first did, in a millisecond. Each statement of
 * a transaction, its commit and what follows it are steps of the backend's life.
 */
export class StagedDatabase implements Database {
  readonly engine: Database['engine'];
  readonly kysely: Database['kysely'];
  readonly #db: Database;
  #last: Promise<unknown> = Promise.resolve();
  #undone = 0;
  /** The life of the backend process that works on it. */
  life = new Life();

  constructor(db: Database) {
    this.#db = db;
    this.engine = db.engine;
    this.kysely = db.kysely;
  }

  /** From here on everything can be undone. */
  async begin(): Promise<void> {
    this.life = new Life();
    await this.#db.raw('begin');
  }

  /** Everything since `begin` stands. */
  async keep(): Promise<void> {
    await this.#oneAtATime(() => this.#db.raw('commit'));
  }

  /** Everything since `begin` has not happened. */
  async undo(): Promise<void> {
    await this.#oneAtATime(() => this.#db.raw('rollback'));
    this.#undone += 1;
    if (this.#undone % SCHEDULES_PER_SWEEP === 0) await this.#oneAtATime(() => this.#db.raw('vacuum'));
  }

  raw<Row extends object>(sql: string, params?: readonly unknown[]): Promise<Row[]> {
    return this.#oneAtATime(() => this.#db.raw<Row>(sql, params));
  }

  async transaction<T>(fn: (tx: Tx) => Promise<T>, { isolation }: TransactionOptions = {}): Promise<T> {
    const { life } = this;
    const value = await this.#oneAtATime(async () => {
      // A pull only reads: there is nothing that a savepoint would undo.
      if (isolation === 'repeatable read') return this.#transact(fn, assertReads);
      await this.#db.raw('savepoint work');
      try {
        const done = await this.#transact(fn, () => undefined);
        await this.#db.raw('release savepoint work');
        return done;
      } catch (error) {
        await this.#db.raw('rollback to savepoint work');
        await this.#db.raw('release savepoint work');
        throw error;
      }
    });
    life.step('after the commit');
    return value;
  }

  async #transact<T>(fn: (tx: Tx) => Promise<T>, check: (sql: string) => void): Promise<T> {
    const { life } = this;
    const raw: Tx['raw'] = async (sql, params) => {
      life.step(sql);
      check(sql);
      return this.#db.raw(sql, params);
    };
    const done = await fn({ kysely: this.kysely, raw });
    life.step('before the commit');
    return done;
  }

  script(sql: string): Promise<void> {
    return this.#db.script(sql);
  }

  listen(...args: Parameters<Database['listen']>): ReturnType<Database['listen']> {
    return this.#db.listen(...args);
  }

  notify(channel: string, payload: string): Promise<void> {
    return this.#db.notify(channel, payload);
  }

  freeBytes(): Promise<number | null> {
    return this.#db.freeBytes();
  }

  close(): Promise<void> {
    return this.#db.close();
  }

  #oneAtATime<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work, work);
    this.#last = done.catch(() => undefined);
    return done;
  }
}

function assertReads(sql: string): void {
  if (!/^\s*(?:select|with)\b/.test(sql)) throw new Error(`What is only to read wants to ${sql}`);
}
