import type { Written } from '../../shared/mutations/unit-of-work.ts';
import type { Change } from '../../shared/sync/storage.ts';
import type { ConsoleDb } from './console-db.ts';
import { readTicketDetail, type TicketDetail, withWritten } from './ticket-detail.ts';

/** How many tickets are kept up to date beside the one on screen: those left last, and those read ahead. */
const KEPT = 24;

/** The tickets that have been opened, each followed as it changes. */
export class TicketDetails {
  readonly #db: ConsoleDb;
  readonly #models = new Map<string, TicketDetailModel>();

  constructor(db: ConsoleDb) {
    this.#db = db;
  }

  /** A ticket as it is shown, read at first sight. */
  of(ticketId: string): TicketDetailModel {
    const known = this.#models.get(ticketId);
    const model = known ?? new TicketDetailModel(ticketId, () => readTicketDetail(this.#db, ticketId));
    this.#models.delete(ticketId);
    this.#models.set(ticketId, model);
    if (known === undefined) this.#dropOldest();
    return model;
  }

  /** A ticket that has been opened; undefined when it has not, or is still being read. */
  find(ticketId: string): TicketDetail | undefined {
    return this.#models.get(ticketId)?.get() ?? undefined;
  }

  /** Shows at once what an action will lead to, until `settle` of the same rows. */
  foresee(written: readonly Written[]): void {
    for (const ticketId of ticketIdsOf(written)) this.#models.get(ticketId)?.foresee(written);
  }

  /** What was foreseen has come to be, as `actual`; or will not, without it. */
  settle(foreseen: readonly Written[], actual: readonly Written[] | null): void {
    for (const ticketId of ticketIdsOf(foreseen)) this.#models.get(ticketId)?.settle(foreseen, actual);
  }

  take({ isReset, ticketIds }: Change): void {
    const touched = new Set(ticketIds);
    for (const [ticketId, model] of this.#models) if (isReset || touched.has(ticketId)) model.refresh();
  }

  #dropOldest(): void {
    for (const [ticketId, model] of this.#models) {
      if (this.#models.size <= KEPT) return;
      if (!model.isWatched) this.#models.delete(ticketId);
    }
  }
}

/**
 * One ticket: what the database said last, with what is foreseen over it. `get` is undefined until it has been read,
 * null when it is not in this account's view.
 */
export class TicketDetailModel {
  readonly #ticketId: string;
  readonly #read: () => Promise<TicketDetail | null>;
  readonly #listeners = new Set<() => void>();
  #base: TicketDetail | null | undefined;
  #shown: TicketDetail | null | undefined;
  #foreseen: readonly (readonly Written[])[] = [];
  /** Raised by whatever makes a read under way too old to be shown. */
  #version = 0;
  #isReading = false;

  constructor(ticketId: string, read: () => Promise<TicketDetail | null>) {
    this.#ticketId = ticketId;
    this.#read = read;
    this.refresh();
  }

  get isWatched(): boolean {
    return this.#listeners.size > 0;
  }

  readonly get = (): TicketDetail | null | undefined => this.#shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  foresee(written: readonly Written[]): void {
    this.#foreseen = [...this.#foreseen, written];
    this.#show();
  }

  settle(foreseen: readonly Written[], actual: readonly Written[] | null): void {
    this.#foreseen = this.#foreseen.filter((one) => one !== foreseen);
    // Until it is read, so that nothing that has just been shown goes away for a moment.
    if (actual !== null && this.#base !== undefined) this.#base = withWritten(this.#ticketId, this.#base, actual);
    this.#show();
    // What has come to be is told as a change right after, and read for that.
    if (actual === null) this.refresh();
    else this.#version += 1;
  }

  /** Reads again, now or after the read under way. */
  refresh(): void {
    this.#version += 1;
    if (!this.#isReading) void this.#readUntilFresh();
  }

  async #readUntilFresh(): Promise<void> {
    this.#isReading = true;
    try {
      for (let read = -1; read !== this.#version;) {
        read = this.#version;
        const detail = await this.#read();
        if (read !== this.#version) continue;
        this.#base = detail;
        this.#show();
      }
    } finally {
      this.#isReading = false;
    }
  }

  #show(): void {
    const base = this.#base;
    this.#shown =
      base === undefined
        ? undefined
        : this.#foreseen.reduce((detail, written) => withWritten(this.#ticketId, detail, written), base);
    for (const listener of this.#listeners) listener();
  }
}

function ticketIdsOf(written: readonly Written[]): Set<string> {
  return new Set(
    written.flatMap(({ table, row }) => (table === 'ticket' ? [row.id] : 'ticketId' in row ? [row.ticketId] : [])),
  );
}
