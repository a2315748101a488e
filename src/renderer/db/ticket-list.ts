import type { Ticket } from '../../shared/domain/ticket.ts';
import type { TicketQuery } from '../../shared/search/ticket-query.ts';
import { OrderedWindow } from '../../shared/sync/ordered-window.ts';
import type { TicketRecord } from '../../shared/sync/storage.ts';
import { PacedWork } from './paced-work.ts';
import { RevisionGate } from './revision-gate.ts';
import type { TicketRange } from './ticket-range.ts';

/** What a search knows of what it has found: words to mark (beginnings, folded), pieces of messages by ticket, and how far its index is. */
export type FoundBy = {
  /** What was searched for: while something else is wanted, this is what was found before. */
  readonly query: TicketQuery;
  readonly words: readonly string[];
  readonly snippets: ReadonlyMap<string, string>;
  readonly progress: { readonly done: number; readonly total: number } | null;
  /** The search has ended by an error; `retry` begins anew. */
  readonly hasFailed: boolean;
  readonly retry: () => void;
};

/** What a list shows now. `total` counts all of them, loaded or not. */
export type TicketListState = {
  readonly tickets: readonly Ticket[];
  readonly total: number;
  readonly isReady: boolean;
  /** Of a search: why its tickets were found. */
  readonly found?: FoundBy;
};

/** What some tickets are at a revision of the database; null for one that is gone. */
export type TicketChanges = { readonly revision: number; readonly records: ReadonlyMap<string, TicketRecord | null> };

/** What fits any screen is read by itself first: nobody waits for what lies below it. */
const SCREENFUL = 50;
const FIRST = 200;
const MORE = 400;
/** Counting a long list costs what reading it costs: once for all the changes of so many ms at least. */
const COUNT_EVERY_MS = 1_000;
/** While much changes, as in a first sync, the list is read again this often: reads and writes wait for one another. */
const READ_EVERY_MS = 300;
const EMPTY: TicketListState = { tickets: [], total: 0, isReady: false };

/** One list: an ordered window over a range of the database. */
export class TicketList {
  readonly #range: TicketRange;
  readonly #foreseen: ReadonlyMap<string, TicketRecord>;
  readonly #window = new OrderedWindow<TicketRecord>(FIRST);
  readonly #listeners = new Set<() => void>();
  #state: TicketListState = EMPTY;
  /** Something has changed while nobody looked, and has not been read yet. */
  #isPutOff = false;
  /** Reads follow one another, so that an earlier one never shows over a later one. */
  #work: Promise<void> = Promise.resolve();
  readonly #gate = new RevisionGate();
  readonly #counting = new PacedWork(async () => {
    this.#queue(() => this.#count());
    await this.#work;
  }, COUNT_EVERY_MS);
  #isToRead = false;
  #readAtMs = Number.NEGATIVE_INFINITY;

  /** `foreseen` is shown in the place of what is read: see `TicketLists`. */
  constructor(range: TicketRange, foreseen: ReadonlyMap<string, TicketRecord>) {
    this.#range = range;
    this.#foreseen = foreseen;
    this.#queue(() => this.#fill(SCREENFUL));
    this.#queue(async () => {
      if (this.#window.isWhole) this.#window.fill(this.#window.rows, FIRST);
      else await this.#fill(FIRST);
    });
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

  /** A ticket as this list holds it; undefined when it does not. */
  find(ticketId: string): TicketRecord | undefined {
    return this.#window.rows.find(({ id }) => id === ticketId);
  }

  /** Loads the next rows, when there are more. */
  loadMore(): void {
    if (this.#window.rows.length >= this.#state.total) return;
    this.#queue(() => this.#fill(this.#window.rows.length + MORE));
  }

  /** Loads until at least so many rows are there, or all there are; resolves when they are shown. */
  async loadUpTo(count: number): Promise<void> {
    if (this.#window.rows.length < Math.min(count, this.#state.total)) this.#queue(() => this.#fill(count));
    await this.#work;
  }

  /** Shows tickets as they are, at once; what moves up from below the window comes with the change that follows. */
  show(records: readonly TicketRecord[]): void {
    if (this.#state.isReady && this.#apply(new Map(records.map((record) => [record.id, record])))) this.#show();
  }

  /** Takes in what some tickets are now, null for one that is gone; null when all are to be read again. */
  take(changes: TicketChanges | null): void {
    this.#queue(async () => {
      if (changes !== null && this.#apply(this.#newer(changes))) this.#show();
      // What has moved up from below the window is read after what is known has been shown.
      if (changes === null || this.#window.needsRefill) this.#readSoon();
      else this.#countSoon();
    });
  }

  #newer({ revision, records }: TicketChanges): ReadonlyMap<string, TicketRecord | null> {
    return new Map([...records].filter(([id]) => this.#gate.lets(id, revision)));
  }

  #apply(records: ReadonlyMap<string, TicketRecord | null>): boolean {
    const own = new Map(
      [...records].map(([id, record]) => {
        const now = this.#foreseen.get(id) ?? record;
        return [id, now !== null && this.#range.has(now) ? now : null];
      }),
    );
    const before = this.#window.rows.length;
    const isDifferent = this.#window.apply(own);
    // Until it is counted again: what came into the window, or left it, is one more, or less, of all.
    this.#state = { ...this.#state, total: Math.max(0, this.#state.total + this.#window.rows.length - before) };
    return isDifferent;
  }

  #readSoon(): void {
    if (!this.isWatched && this.#state.isReady) {
      this.#isPutOff = true;
      return;
    }
    if (this.#isToRead) return;
    this.#isToRead = true;
    const read = (): void => {
      this.#isToRead = false;
      this.#queue(() => this.#fill(this.#window.limit));
    };
    const restMs = this.#readAtMs + READ_EVERY_MS - performance.now();
    if (restMs <= 0) read();
    else setTimeout(read, restMs);
  }

  #queue(step: () => Promise<void>): void {
    this.#work = this.#work.then(step, step);
  }

  async #fill(limit: number): Promise<void> {
    this.#isPutOff = false;
    const { rows, revision } = await this.#range.first(limit);
    this.#gate.readAt(revision);
    this.#readAtMs = performance.now();
    this.#window.fill(rows, limit);
    const isWhole = rows.length < limit;
    this.#state = { ...this.#state, total: isWhole ? rows.length : Math.max(limit, this.#state.total), isReady: true };
    if (this.#foreseen.size > 0) this.#apply(this.#foreseen);
    this.#show();
    // Nobody waits for how many there are below.
    if (!isWhole) this.#countSoon();
  }

  async #count(): Promise<void> {
    const total = this.#window.isWhole ? this.#window.rows.length : await this.#range.count();
    if (total === this.#state.total) return;
    this.#state = { ...this.#state, total };
    this.#show();
  }

  /** Nobody waits for a count; a list that nobody looks at is counted when somebody does. */
  #countSoon(): void {
    if (this.isWatched) this.#counting.ask();
    else this.#isPutOff = true;
  }

  #show(): void {
    this.#state = { ...this.#state, tickets: this.#window.rows.map(({ row }) => row) };
    for (const listener of this.#listeners) listener();
  }
}
