import type { Database } from '../db/database.ts';

const CHANNEL = 'patamar_poke';
/** Scopes are told together after this long: a notification per commit would serialise the commits. */
const GATHER_MS = 15;
/** PostgreSQL takes payloads below 8,000 bytes; above that everybody is poked. */
const MAX_PAYLOAD = 7_000;
const EVERYBODY = '*';

/** A listener that is poked when one of its scopes changed; null means that anything may have. */
export type PokeListener = (scopes: ReadonlySet<string> | null) => void;

/**
 * Tells the live clients of every process that there is something newer. A poke carries no data and may be lost or
 * doubled: clients pull on their own as well.
 */
export class LiveHub {
  readonly #db: Database;
  readonly #listeners = new Set<PokeListener>();
  readonly #touched = new Set<string>();
  readonly #onFault: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  #unlisten: (() => Promise<void>) | undefined;

  constructor(db: Database, onFault: (error: unknown) => void) {
    this.#db = db;
    this.#onFault = onFault;
  }

  /** Starts to hear the other processes. */
  async start(): Promise<void> {
    this.#unlisten = await this.#db.listen(
      CHANNEL,
      (payload) => this.#fanOut(payload === EVERYBODY ? null : new Set(payload.split(' '))),
      () => this.#fanOut(null),
    );
  }

  /** Tells of the scopes that a committed transaction touched, soon. */
  poke(scopes: readonly string[]): void {
    for (const scope of scopes) this.#touched.add(scope);
    if (this.#touched.size > 0) this.#timer ??= setTimeout(() => this.#flush(), GATHER_MS);
  }

  /** Listens until the function it returns is called. */
  subscribe(listener: PokeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#unlisten?.();
    this.#listeners.clear();
  }

  #flush(): void {
    this.#timer = undefined;
    const payload = [...this.#touched].join(' ');
    this.#touched.clear();
    this.#db.notify(CHANNEL, payload.length > MAX_PAYLOAD ? EVERYBODY : payload).catch(this.#onFault);
  }

  #fanOut(scopes: ReadonlySet<string> | null): void {
    for (const listener of this.#listeners) listener(scopes);
  }
}
