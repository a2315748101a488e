/**
 * A value that follows the database: React reads it with `useSyncExternalStore`, changes make it read again. Reads
 * never overlap; what changes during one leads to one more.
 */
export class ReadModel<Value> {
  #value: Value;
  readonly #read: () => Promise<Value>;
  readonly #listeners = new Set<() => void>();
  #reading: Promise<void> | null = null;
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
    if (this.#reading !== null) return;
    this.#reading = this.#readUntilFresh();
  }

  /** The read under way; null when the value is of what was last told to change. */
  get reading(): Promise<void> | null {
    return this.#reading;
  }

  async #readUntilFresh(): Promise<void> {
    try {
      while (this.#isStale) {
        this.#isStale = false;
        this.set(await this.#read());
      }
    } finally {
      this.#reading = null;
    }
  }
}
