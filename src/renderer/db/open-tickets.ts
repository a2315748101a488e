import type { Change, TicketRecord } from '../../shared/sync/storage.ts';
import type { ConsoleDb } from './console-db.ts';
import { RevisionGate } from './revision-gate.ts';
import { atRevision, between, queueIds } from './ticket-range.ts';

/**
 * Every open ticket of the account's view, in memory for as long as somebody looks: what the wallboard counts each second.
 * Follows the database through `take`; the array is a new one after each change and null before the first read.
 */
export class OpenTickets {
  readonly #db: ConsoleDb;
  readonly #listeners = new Set<() => void>();
  readonly #records = new Map<string, TicketRecord>();
  #shown: readonly TicketRecord[] | null = null;
  /** Something changed while nobody looked. */
  #isStale = true;
  readonly #gate = new RevisionGate();
  /** Reads follow one another, so that an earlier one never shows over a later one. */
  #work: Promise<void> = Promise.resolve();

  constructor(db: ConsoleDb) {
    this.#db = db;
  }

  readonly get = (): readonly TicketRecord[] | null => this.#shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#isStale) this.#readAgain();
    return () => this.#listeners.delete(listener);
  };

  /** Takes a change in, or notes that there was one while nobody looks. */
  take(change: Change): void {
    if (this.#listeners.size === 0) this.#isStale = true;
    else if (change.isReset || change.tickets === null) this.#readAgain();
    else this.#queue(async () => this.#apply(change, change.tickets ?? []));
  }

  #readAgain(): void {
    this.#isStale = false;
    this.#queue(() => this.#readAll());
  }

  async #readAll(): Promise<void> {
    const { rows, revision } = await atRevision(this.#db, async () => {
      const open: TicketRecord[] = [];
      // One after the other: a native Promise.all inside a Dexie transaction leaves its zone (dexie.org/docs/Promise).
      for (const id of await queueIds(this.#db)) {
        open.push(...(await between(this.#db, '[queue+lane+order]', id, 0).toArray()));
      }
      return open;
    });
    this.#gate.readAt(revision);
    this.#records.clear();
    for (const record of rows) this.#records.set(record.id, record);
    this.#show();
  }

  #apply({ revision, ticketIds }: Change, tickets: readonly TicketRecord[]): void {
    const open = new Map(tickets.filter(({ lane }) => lane === 0).map((record) => [record.id, record]));
    for (const id of ticketIds) {
      if (!this.#gate.lets(id, revision)) continue;
      const record = open.get(id);
      if (record === undefined) this.#records.delete(id);
      else this.#records.set(id, record);
    }
    this.#show();
  }

  #queue(step: () => Promise<void>): void {
    this.#work = this.#work.then(step, step);
  }

  #show(): void {
    this.#shown = [...this.#records.values()];
    for (const listener of this.#listeners) listener();
  }
}
