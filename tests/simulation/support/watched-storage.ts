import type { Storage, StorageLook, StorageTx } from '../../../src/shared/sync/storage.ts';
import { type MemoryState, memoryTx } from '../../support/memory-storage.ts';
import { Killed, type Life, never } from './mortal.ts';

/** A write of a transaction, to be done again elsewhere. */
export type Write = { readonly name: WriteName; readonly args: readonly unknown[] };

const WRITES = [
  'putRows',
  'deleteRows',
  'deleteTickets',
  'addMarks',
  'clearMarks',
  'keepBases',
  'clearBases',
  'putOutbox',
  'deleteOutbox',
  'putRecovered',
  'deleteRecovered',
  'addAttention',
  'putMeta',
] as const satisfies readonly (keyof StorageTx)[];
type WriteName = (typeof WRITES)[number];

/**
 * A client's real storage, each operation of which is a step of its app's life: killed in the middle of a transaction
 * the app leaves nothing of it, killed after its commit all of it. Each commit is told with what it wrote.
 */
export class WatchedStorage implements Storage {
  readonly #inner: Storage;
  readonly #life: Life;
  readonly #onCommit: (writes: readonly Write[], kind: 'act' | 'sync') => void;

  constructor(inner: Storage, life: Life, onCommit: (writes: readonly Write[], kind: 'act' | 'sync') => void) {
    this.#inner = inner;
    this.#life = life;
    this.#onCommit = onCommit;
  }

  async transact<T>(kind: 'act' | 'sync', work: (tx: StorageTx) => Promise<T>): Promise<T> {
    const writes: Write[] = [];
    try {
      this.#life.step('before a transaction');
      const value = await this.#inner.transact(kind, async (tx) => {
        const done = await work(this.#watched(tx, writes));
        this.#life.step('before the commit');
        return done;
      });
      if (writes.length > 0) this.#onCommit(writes, kind);
      this.#life.step('after the commit');
      return value;
    } catch (error) {
      // Who is killed hears nothing any more.
      if (error instanceof Killed) return never();
      throw error;
    }
  }

  async look<T>(work: (tx: StorageLook) => Promise<T>): Promise<T> {
    try {
      this.#life.step('before a look');
      const value = await this.#inner.look((tx) => work(this.#watched(tx as StorageTx, [])));
      this.#life.step('after a look');
      return value;
    } catch (error) {
      if (error instanceof Killed) return never();
      throw error;
    }
  }

  #watched(tx: StorageTx, writes: Write[]): StorageTx {
    const life = this.#life;
    return new Proxy(tx, {
      get(target, name: keyof StorageTx) {
        const operation = target[name] as (...args: unknown[]) => Promise<unknown>;
        return async (...args: unknown[]): Promise<unknown> => {
          life.step(name);
          const value = await operation.apply(target, args);
          if (name === 'addOutbox')
            writes.push({ name: 'putOutbox', args: [[{ ...(args[0] as object), seq: value }]] });
          else if ((WRITES as readonly string[]).includes(name)) writes.push({ name: name as WriteName, args });
          return value;
        };
      },
    });
  }
}

/** Does the writes of a transaction on a state, as the storage has done them. */
export function redo(state: MemoryState, writes: readonly Write[]): void {
  const tx = memoryTx(state);
  // They change the state before they answer.
  for (const { name, args } of writes) void (tx[name] as (...of: readonly unknown[]) => Promise<void>)(...args);
}
