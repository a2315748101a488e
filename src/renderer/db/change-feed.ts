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
    this.#tellOthers(change);
  }

  /**
   * Tells the others at once, and this window in its next task: for what it has shown already, so that whoever waits goes
   * before what is read again.
   */
  publishSoon(change: Change): void {
    this.#tellOthers(change);
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      this.tellHere(change);
    });
    port1.start();
    port2.postMessage(null);
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

  #tellOthers(change: Change): void {
    this.#channel.postMessage({ source: this.source, change } satisfies Told);
  }

  close(): void {
    this.#channel.close();
    this.#listeners.clear();
  }
}
