import type { Ticket } from '../../shared/domain/ticket.ts';
import type { Alert } from '../../shared/notifications/alert.ts';
import { clockAlerts } from '../../shared/notifications/clock-alerts.ts';
import { followUpAlerts } from '../../shared/notifications/follow-up-alerts.ts';
import { mayBeTold, overseesQueue, worksQueue } from '../../shared/notifications/who-is-told.ts';
import type { TicketRecord } from '../../shared/sync/storage.ts';
import type { ConsoleDb } from './console-db.ts';
import type { Workspace } from './read-workspace.ts';
import { between } from './ticket-range.ts';

/** How far ahead it looks: main has two hundred alerts at most, and a whole year of them is nobody's. */
const AHEAD_MS = 6 * 3_600_000;
/** After this long it is to be read anew, before what it looked ahead to is used up. */
export const READ_AGAIN_MS = AHEAD_MS / 2;

/** Tickets that are counted in one go: some milliseconds (bench/alerts.mjs). */
export const PAGE = 500;

/** A ticket with what its clocks tell this account: the steps that have come and are so, and those to come. */
export type BookEntry = { readonly ticket: Ticket; readonly order: number; readonly alerts: readonly Alert[] };

/**
 * What the clocks of all tickets tell this account, in memory: of fifty thousand tickets a change looks at those that it
 * touched. Only tickets with something to tell are in it.
 */
export class AlertBook {
  readonly #db: ConsoleDb;
  readonly #entries = new Map<string, BookEntry>();

  constructor(db: ConsoleDb) {
    this.#db = db;
  }

  get entries(): readonly BookEntry[] {
    return [...this.#entries.values()];
  }

  has(ticketId: string): boolean {
    return this.#entries.has(ticketId);
  }

  /** Reads it anew: what is this account's, and the queues that it works or oversees, one after the other. */
  async readAll(workspace: Workspace, nowMs: number): Promise<readonly TicketRecord[]> {
    const { me, queues } = workspace;
    this.#entries.clear();
    const concerned: TicketRecord[] = [];
    const take = (records: readonly TicketRecord[]): void => {
      for (const record of records) {
        this.#take(record, workspace, nowMs);
        if (concernsEvents(record, workspace)) concerned.push(record);
      }
    };
    await this.#eachPage('[holder+lane+order]', me.id, take);
    for (const { id } of queues) {
      if (worksQueue(me, id) || overseesQueue(me, id)) await this.#eachPage('[queue+lane+order]', id, take);
    }
    return concerned;
  }

  /**
   * Reads the open tickets of an index, a page at a time: a supervisor has fifty thousand, and the page they look at is to
   * answer between two of them. What changes meanwhile is looked at when its change is.
   */
  async #eachPage(
    index: '[queue+lane+order]' | '[holder+lane+order]',
    first: string,
    take: (records: readonly TicketRecord[]) => void,
  ): Promise<void> {
    let fromOrder = Number.NEGATIVE_INFINITY;
    /** Those that have the order at which the next page begins. */
    let taken: ReadonlySet<string> = new Set();
    for (;;) {
      const limit = PAGE + taken.size;
      const page = await between(this.#db, index, first, 0, fromOrder).limit(limit).toArray();
      take(page.filter(({ id }) => !taken.has(id)));
      const last = page.at(-1);
      if (last === undefined || page.length < limit) return;
      fromOrder = last.order;
      taken = new Set(page.flatMap(({ id, order }) => (order === fromOrder ? [id] : [])));
    }
  }

  /** Looks again at some tickets; those that are not there have gone. */
  async look(ticketIds: readonly string[], workspace: Workspace, nowMs: number): Promise<void> {
    const records = await this.#db.tickets.bulkGet([...ticketIds]);
    for (const [index, id] of ticketIds.entries()) {
      const record = records[index];
      if (record === undefined) this.#entries.delete(id);
      else this.#take(record, workspace, nowMs);
    }
  }

  /** Looks again at the tickets of which a step has come: it overtakes the one before. */
  turn(workspace: Workspace, nowMs: number): void {
    for (const { ticket, order, alerts } of this.entries) {
      const due = alerts.filter(({ atMs }) => atMs <= nowMs);
      if (due.length > 0) this.#take({ row: ticket, order, lane: 0 }, workspace, nowMs);
    }
  }

  #take({ row, order, lane }: Pick<TicketRecord, 'row' | 'order' | 'lane'>, workspace: Workspace, nowMs: number): void {
    const isOpen = lane === 0 && mayBeTold(row, workspace.me);
    const told = isOpen
      ? [...clockAlerts(row, workspace, workspace.me, nowMs), ...followUpAlerts(row, workspace.me)]
      : [];
    const alerts = told.filter(({ atMs }) => atMs < nowMs + AHEAD_MS);
    if (alerts.length === 0) this.#entries.delete(row.id);
    else this.#entries.set(row.id, { ticket: row, order, alerts });
  }
}

/** Whether what has happened to a ticket may be news for this account. */
function concernsEvents({ row }: TicketRecord, { me }: Workspace): boolean {
  return row.assigneeId === me.id || (row.pendingHandoverId !== null && worksQueue(me, row.queueId));
}
