import type { Storage, StorageLook, StorageTx } from '../../../src/shared/sync/storage.ts';

/** The storage of a worker that the system may let stand: while it does, no transaction of the worker's begins. */
export class HaltedStorage implements Storage {
  readonly #inner: Storage;
  readonly #underWay = new Set<Promise<unknown>>();
  #halt: PromiseWithResolvers<void> | null = null;

  constructor(inner: Storage) {
    this.#inner = inner;
  }

  transact<T>(kind: 'act' | 'sync', work: (tx: StorageTx) => Promise<T>): Promise<T> {
    return this.#unlessHalted(() => this.#inner.transact(kind, work));
  }

  look<T>(work: (tx: StorageLook) => Promise<T>): Promise<T> {
    return this.#unlessHalted(() => this.#inner.look(work));
  }

  async #unlessHalted<T>(begin: () => Promise<T>): Promise<T> {
    if (this.#halt !== null) await this.#halt.promise;
    const done = begin();
    this.#underWay.add(done);
    try {
      return await done;
    } finally {
      this.#underWay.delete(done);
    }
  }

  /** Lets the worker stand, as soon as what it has begun has ended. */
  async halt(): Promise<void> {
    this.#halt = Promise.withResolvers();
    await Promise.allSettled(this.#underWay);
  }

  goOn(): void {
    this.#halt?.resolve();
    this.#halt = null;
  }
}
