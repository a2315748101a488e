// IndexedDB without a library: what everything else is measured against.
import type { BenchTicket } from '../tickets.ts';
import { drive } from './drive.ts';
import { account } from './harness.ts';
import { type LiveRows, SHOWN } from './live-rows.ts';
import type { Action, Peer } from './peer.ts';
import { pullPages, pushOperations } from './pull-pages.ts';
import { changeOf, type Operation, PUSH, type TicketPage } from './ticket-records.ts';

class RawPeer implements Peer {
  #db: IDBDatabase | null = null;
  #rows: LiveRows | null = null;
  #range = IDBKeyRange.only(0);
  #userId = '';
  #cursor = 0;
  #operations = 0;

  async open(rows: LiveRows): Promise<void> {
    const { user, queueId } = account();
    this.#userId = user.id;
    this.#rows = rows;
    this.#range = IDBKeyRange.bound([queueId, 0, -Infinity], [queueId, 0, Infinity]);
    const opening = indexedDB.open('raw', 1);
    opening.addEventListener('upgradeneeded', () => {
      const tickets = opening.result.createObjectStore('tickets', { keyPath: 'id' });
      tickets.createIndex('queue', ['queueId', 'lane', 'order']);
      opening.result.createObjectStore('outbox', { keyPath: 'number' });
      opening.result.createObjectStore('meta');
    });
    this.#db = await answer(opening);
    await this.#show();
  }

  async pullAll(): Promise<void> {
    this.#cursor = await pullPages(0, (page) => this.#write(page));
    await this.#show();
  }

  async pull(): Promise<void> {
    this.#cursor = await pullPages(this.#cursor, (page) => this.#write(page));
    await this.#show();
  }

  act(action: Action): Promise<void> {
    return this.#act(action, 'relaxed');
  }

  actStrictly(action: Action): Promise<void> {
    return this.#act(action, 'strict');
  }

  async push(): Promise<void> {
    for (;;) {
      const waiting: Operation[] = await answer(this.#read('outbox').getAll(null, PUSH));
      if (waiting.length === 0) return;
      const last = await pushOperations(waiting);
      const tx = this.#begin(['outbox'], 'relaxed');
      tx.objectStore('outbox').delete(IDBKeyRange.upperBound(last));
      await completed(tx);
    }
  }

  count(): Promise<number> {
    return answer(this.#read('tickets').count());
  }

  #write({ rows, cursor }: TicketPage): Promise<void> {
    const tx = this.#begin(['tickets', 'meta'], 'relaxed');
    const tickets = tx.objectStore('tickets');
    for (const row of rows) tickets.put(row);
    tx.objectStore('meta').put(cursor, 'cursor');
    tx.commit();
    return completed(tx);
  }

  async #act(action: Action, durability: IDBTransactionDurability): Promise<void> {
    const tx = this.#begin(['tickets', 'outbox'], durability);
    const tickets = tx.objectStore('tickets');
    const got: IDBRequest<BenchTicket> = tickets.get(action.id);
    got.addEventListener('success', () => {
      const change = changeOf(action, got.result, this.#userId);
      tickets.put({ ...got.result, ...change });
      this.#operations += 1;
      tx.objectStore('outbox').put({ number: this.#operations, id: action.id, change });
      tx.commit();
    });
    await completed(tx);
    await this.#show();
  }

  async #show(): Promise<void> {
    const rows: BenchTicket[] = await answer(this.#read('tickets').index('queue').getAll(this.#range, SHOWN));
    this.#rows?.show(rows);
  }

  #begin(stores: string[], durability: IDBTransactionDurability): IDBTransaction {
    return this.#opened().transaction(stores, 'readwrite', { durability });
  }

  #read(store: string): IDBObjectStore {
    return this.#opened().transaction(store).objectStore(store);
  }

  #opened(): IDBDatabase {
    if (this.#db === null) throw new Error('not open');
    return this.#db;
  }
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('refused')));
  });
}

function completed(tx: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    tx.addEventListener('complete', () => resolve());
    tx.addEventListener('abort', () => reject(tx.error ?? new Error('aborted')));
  });
}

void drive(new RawPeer());
