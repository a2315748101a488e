/**
 * A value that follows the database: React reads it with `useSyncExternalStore`, changes make it read again. Reads
 * never overlap; what changes during one leads to one more.
 */
export class ReadModel<Value> {
  #value: Value;
  readonly #read: () => Promise<Value>;
  readonly #listeners = new Set<() => void>();
  #isReading = false;
  #isStale = false;

  constructor(initial: Value, read: () => Promise<Value>) {
    this.#value = initial;
    this.#read = read;
  }

  readonly get = (): Value => this.#value;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Whether anybody looks. */
  get isWatched(): boolean {
    return this.#listeners.size > 0;
  }

  /** Shows a value at once, without reading. */
  set(value: Value): void {
    this.#value = value;
    for (const listener of this.#listeners) listener();
  }

  /** Reads again, now or after the read under way. */
  refresh(): void {
    this.#isStale = true;
    if (!this.#isReading) void this.#readUntilFresh();
  }

  async #readUntilFresh(): Promise<void> {
    this.#isReading = true;
    try {
      while (this.#isStale) {
        this.#isStale = false;
        this.set(await this.#read());
      }
    } finally {
      this.#isReading = false;
    }
  }
}
