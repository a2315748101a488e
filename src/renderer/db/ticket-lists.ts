import type { Ticket } from '../../shared/domain/ticket.ts';
import type { Change, TicketRecord } from '../../shared/sync/storage.ts';
import type { ConsoleDb } from './console-db.ts';
import { type TicketChanges, TicketList } from './ticket-list.ts';
import { type IndexedView, type Lane, rangeOf } from './ticket-range.ts';

/** How many lists are kept up to date after they were left, so that going back shows them at once. */
const KEPT = 16;

/** The ticket lists that have been looked at, each kept in order as tickets change. */
export class TicketLists {
  readonly #db: ConsoleDb;
  readonly #userId: string;
  readonly #lists = new Map<string, TicketList>();
  /** What actions that are being kept will lead to; shown in the place of what the database still says. */
  readonly #foreseen = new Map<string, TicketRecord>();

  constructor(db: ConsoleDb, userId: string) {
    this.#db = db;
    this.#userId = userId;
  }

  /** The list of a view, made at first sight. */
  of(view: IndexedView, lane: Lane): TicketList {
    const among = view.kind === 'queue' ? view.queueId : view.kind === 'calls' ? view.queueIds.join() : '';
    const key = `${view.kind}:${among}:${lane}`;
    const known = this.#lists.get(key);
    const list = known ?? new TicketList(rangeOf(this.#db, view, lane, this.#userId), this.#foreseen);
    this.#lists.delete(key);
    this.#lists.set(key, list);
    if (known === undefined) this.#dropOldest();
    return list;
  }

  /** A ticket as some list holds it; undefined when none does. */
  find(ticketId: string): Ticket | undefined {
    const foreseen = this.#foreseen.get(ticketId);
    if (foreseen !== undefined) return foreseen.row;
    for (const list of this.#lists.values()) {
      const record = list.find(ticketId);
      if (record !== undefined) return record.row;
    }
    return undefined;
  }

  /** Shows a ticket at once as an action will leave it, until `settle` of the same record. */
  foresee(record: TicketRecord): void {
    this.#foreseen.set(record.id, record);
    for (const list of this.#lists.values()) list.show([record]);
  }

  /** What was foreseen is in the database now, or will not be. The change that tells of it follows. */
  settle(record: TicketRecord): void {
    if (this.#foreseen.get(record.id) === record) this.#foreseen.delete(record.id);
  }

  /** Takes a change in, in every list kept. */
  take(change: Change): void {
    if (this.#lists.size === 0) return;
    const changes = changesOf(change);
    for (const list of this.#lists.values()) list.take(changes);
  }

  /** Reads everything again: what was foreseen will not be. */
  readAgain(): void {
    for (const list of this.#lists.values()) list.take(null);
  }

  #dropOldest(): void {
    for (const [key, list] of this.#lists) {
      if (this.#lists.size <= KEPT) return;
      if (!list.isWatched) this.#lists.delete(key);
    }
  }
}

/** What each ticket of a change is now, null for one that is gone; null when reading everything again is cheaper. */
function changesOf({ revision, isReset, ticketIds, tickets }: Change): TicketChanges | null {
  if (isReset || tickets === null) return null;
  const records = new Map(tickets.map((record) => [record.id, record]));
  return { revision, records: new Map(ticketIds.map((id) => [id, records.get(id) ?? null])) };
}
