import type { Collection } from 'dexie';
import type { Ticket } from '../../shared/domain/ticket.ts';
import { OrderedWindow } from '../../shared/sync/ordered-window.ts';
import type { Change } from '../../shared/sync/storage.ts';
import type { ConsoleDb, TicketRecord } from './console-db.ts';

/** Which tickets a list shows. */
export type QueueView =
  | { readonly kind: 'queue'; readonly queueId: string }
  | { readonly kind: 'mine' }
  | { readonly kind: 'all' };
export type Lane = 'open' | 'ended';

/** What a list shows now. `total` counts all of them, loaded or not. */
export type TicketListState = {
  readonly tickets: readonly Ticket[];
  readonly total: number;
  readonly isReady: boolean;
};

const FIRST = 200;
const MORE = 400;
/** Above this many changes reading the window again is cheaper. */
const READ_AGAIN = 300;
/** How many lists are kept up to date after they were left, so that going back shows them at once. */
const KEPT = 16;
const EMPTY: TicketListState = { tickets: [], total: 0, isReady: false };

/** The ticket lists that have been looked at, each kept in order as tickets change. */
export class TicketLists {
  readonly #db: ConsoleDb;
  readonly #userId: string;
  readonly #lists = new Map<string, TicketList>();

  constructor(db: ConsoleDb, userId: string) {
    this.#db = db;
    this.#userId = userId;
  }

  /** The list of a view, made at first sight. */
  of(view: QueueView, lane: Lane): TicketList {
    const key = `${view.kind}:${view.kind === 'queue' ? view.queueId : ''}:${lane}`;
    const known = this.#lists.get(key);
    const list = known ?? new TicketList(this.#db, rangeOf(view, lane, this.#userId));
    this.#lists.delete(key);
    this.#lists.set(key, list);
    if (known === undefined) this.#dropOldest();
    return list;
  }

  /** Takes a change in, in every list kept. */
  take(change: Change): void {
    if (this.#lists.size === 0) return;
    // Read once for all of them: each list has only to know what the tickets are now.
    const records = isMany(change) ? null : this.#db.tickets.bulkGet([...change.ticketIds]);
    for (const list of this.#lists.values()) list.take(change.ticketIds, records);
  }

  #dropOldest(): void {
    for (const [key, list] of this.#lists) {
      if (this.#lists.size <= KEPT) return;
      if (!list.isWatched) this.#lists.delete(key);
    }
  }
}

function isMany({ isReset, ticketIds }: Change): boolean {
  return isReset || ticketIds.length > READ_AGAIN;
}

/** What picks the tickets of a view: an index, the values before the order, and the same as a test. */
type Range = {
  readonly index: string;
  readonly prefix: readonly (string | number)[];
  readonly has: (record: TicketRecord) => boolean;
};

function rangeOf(view: QueueView, lane: Lane, userId: string): Range {
  const number = lane === 'open' ? 0 : 1;
  switch (view.kind) {
    case 'queue': {
      const { queueId } = view;
      return {
        index: '[queue+lane+order]',
        prefix: [queueId, number],
        has: (record) => record.queue === queueId && record.lane === number,
      };
    }
    case 'mine':
      return {
        index: '[holder+lane+order]',
        prefix: [userId, number],
        has: (record) => record.holder === userId && record.lane === number,
      };
    case 'all':
      return { index: '[lane+order]', prefix: [number], has: (record) => record.lane === number };
  }
}

/** One list: an ordered window over an index of the database. */
export class TicketList {
  readonly #db: ConsoleDb;
  readonly #range: Range;
  readonly #window = new OrderedWindow<TicketRecord>(FIRST);
  readonly #listeners = new Set<() => void>();
  #state: TicketListState = EMPTY;
  /** Something has changed while nobody looked, and has not been read yet. */
  #isPutOff = false;
  /** Reads follow one another, so that an earlier one never shows over a later one. */
  #work: Promise<void> = Promise.resolve();

  constructor(db: ConsoleDb, range: Range) {
    this.#db = db;
    this.#range = range;
    this.#queue(() => this.#fill(FIRST));
  }

  get isWatched(): boolean {
    return this.#listeners.size > 0;
  }

  readonly get = (): TicketListState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#isPutOff) this.#queue(() => this.#fill(this.#window.limit));
    return () => this.#listeners.delete(listener);
  };

  /** Loads the next rows, when there are more. */
  loadMore(): void {
    if (this.#window.rows.length >= this.#state.total) return;
    this.#queue(() => this.#fill(this.#window.rows.length + MORE));
  }

  /** Takes in what some tickets are now; null when they are too many to be taken in one by one. */
  take(ids: readonly string[], read: Promise<(TicketRecord | undefined)[]> | null): void {
    this.#queue(async () => {
      const records = await read;
      if (records === null) return this.#fillOrPutOff();
      const changes = new Map(
        ids.map((id, index) => {
          const record = records[index];
          return [id, record !== undefined && this.#range.has(record) ? record : null];
        }),
      );
      const isDifferent = this.#window.apply(changes);
      if (this.#window.needsRefill) return this.#fillOrPutOff();
      // Counting is what costs: a list that nobody looks at is counted when somebody does.
      const total = this.isWatched ? await this.#all().count() : this.#state.total;
      this.#isPutOff ||= !this.isWatched;
      if (isDifferent || total !== this.#state.total) this.#show(total);
      return undefined;
    });
  }

  async #fillOrPutOff(): Promise<void> {
    if (this.isWatched || !this.#state.isReady) return this.#fill(this.#window.limit);
    this.#isPutOff = true;
    // What has left the list must not flash up in it when somebody comes back.
    this.#show(this.#state.total);
    return undefined;
  }

  #queue(step: () => Promise<void>): void {
    this.#work = this.#work.then(step, step);
  }

  async #fill(limit: number): Promise<void> {
    this.#isPutOff = false;
    const rows = await this.#all().limit(limit).toArray();
    const total = rows.length < limit ? rows.length : await this.#all().count();
    this.#window.fill(rows, limit);
    this.#show(total);
  }

  #all(): Collection<TicketRecord, string> {
    const { index, prefix } = this.#range;
    const lowest = [...prefix, Number.NEGATIVE_INFINITY];
    const highest = [...prefix, Number.POSITIVE_INFINITY];
    return this.#db.tickets.where(index).between(lowest, highest);
  }

  #show(total: number): void {
    this.#state = { tickets: this.#window.rows.map(({ row }) => row), total, isReady: true };
    for (const listener of this.#listeners) listener();
  }
}
