import type { Change } from '../../shared/sync/storage.ts';

type Listener = (change: Change) => void;

type Told = { readonly source: string; readonly change: Change };

/**
 * Tells everything that shows data, in this window and the others, what a transaction has changed. A page and its sync
 * worker are one source: the worker tells its page by itself, which is sooner than the way to the others.
 */
export class ChangeFeed {
  readonly source: string;
  readonly #channel: BroadcastChannel;
  readonly #listeners = new Set<Listener>();

  constructor(databaseName: string, source: string = crypto.randomUUID()) {
    this.source = source;
    this.#channel = new BroadcastChannel(`${databaseName}:changes`);
    this.#channel.addEventListener('message', ({ data }: MessageEvent<Told>) => {
      if (data.source !== source) this.tellHere(data.change);
    });
  }

  /** Tells this window at once, and the others. */
  publish(change: Change): void {
    this.tellHere(change);
    this.#channel.postMessage({ source: this.source, change } satisfies Told);
  }

  /** Tells this window alone. */
  tellHere(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }

  /** Listens until the function it returns is called. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#channel.close();
    this.#listeners.clear();
  }
}
