import type { Change } from '../../shared/sync/storage.ts';

type Listener = (change: Change) => void;

/** Tells everything that shows data, in this window and the others, what a transaction has changed. */
export class ChangeFeed {
  readonly #channel: BroadcastChannel;
  readonly #listeners = new Set<Listener>();

  constructor(databaseName: string) {
    this.#channel = new BroadcastChannel(`${databaseName}:changes`);
    this.#channel.addEventListener('message', (event: MessageEvent<Change>) => this.#tell(event.data));
  }

  /** Tells this window at once, and the others. */
  publish(change: Change): void {
    this.#tell(change);
    this.#channel.postMessage(change);
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

  #tell(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }
}
