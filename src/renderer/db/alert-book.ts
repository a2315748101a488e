import type { AlertMark } from '../../shared/domain/alert-mark.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import type { Alert } from '../../shared/notifications/alert.ts';
import { clockAlerts } from '../../shared/notifications/clock-alerts.ts';
import { followUpAlerts } from '../../shared/notifications/follow-up-alerts.ts';
import { linksTold, overseesQueue, worksQueue } from '../../shared/notifications/who-is-told.ts';
import type { TicketRecord } from '../../shared/sync/storage.ts';
import { marksIn } from './alert-log.ts';
import type { ConsoleDb } from './console-db.ts';
import type { Workspace } from './read-workspace.ts';
import { between } from './ticket-range.ts';

/** How far ahead it looks: main has two hundred alerts at most, and a whole year of them is nobody's. */
const AHEAD_MS = 6 * 3_600_000;
/** After this long it is to be read anew, before what it looked ahead to is used up. */
export const READ_AGAIN_MS = AHEAD_MS / 2;

/** Tickets that are read and counted in one go: some milliseconds (bench/alerts.mjs). */
export const PAGE = 200;

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
    const take = async (records: readonly TicketRecord[]): Promise<void> => {
      await this.#take(records, workspace, nowMs);
      for (const record of records) if (concernsEvents(record, workspace)) concerned.push(record);
    };
    await this.#eachPage('[holder+lane+order]', me.id, take);
    for (const { id } of queues) {
      const isConcerned = worksQueue(me, id) || overseesQueue(me, id) || linksTold(id, me, queues).length > 0;
      if (isConcerned) await this.#eachPage('[queue+lane+order]', id, take);
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
    take: (records: readonly TicketRecord[]) => Promise<void>,
  ): Promise<void> {
    let fromOrder = Number.NEGATIVE_INFINITY;
    /** Those that have the order at which the next page begins. */
    let taken: ReadonlySet<string> = new Set();
    for (;;) {
      const limit = PAGE + taken.size;
      const page = await between(this.#db, index, first, 0, fromOrder).limit(limit).toArray();
      await take(page.filter(({ id }) => !taken.has(id)));
      const last = page.at(-1);
      if (last === undefined || page.length < limit) return;
      fromOrder = last.order;
      taken = new Set(page.flatMap(({ id, order }) => (order === fromOrder ? [id] : [])));
    }
  }

  /** Looks again at some tickets, of a first sync thousands; those that are not there have gone. */
  async look(ticketIds: readonly string[], workspace: Workspace, nowMs: number): Promise<void> {
    for (let from = 0; from < ticketIds.length; from += PAGE) {
      const ids = ticketIds.slice(from, from + PAGE);
      const records = await this.#db.tickets.bulkGet(ids);
      for (const [index, id] of ids.entries()) if (records[index] === undefined) this.#entries.delete(id);
      await this.#take(
        records.filter((record) => record !== undefined),
        workspace,
        nowMs,
      );
    }
  }

  /** Looks again at the tickets of which a step has come: it overtakes the one before. */
  async turn(workspace: Workspace, nowMs: number): Promise<void> {
    const turned = this.entries.filter(({ alerts }) => alerts.some(({ atMs }) => atMs <= nowMs));
    const records = turned.map(({ ticket, order }): Opened => ({ row: ticket, order, lane: 0 }));
    await this.#take(records, workspace, nowMs);
  }

  /** Takes tickets in; what has gone on to this account only as long as nobody has acknowledged it, which their parts say. */
  async #take(records: readonly Opened[], workspace: Workspace, nowMs: number): Promise<void> {
    const goneOn = records.filter((record) => this.#put(record, workspace, nowMs).some(hasGoneOn));
    if (goneOn.length === 0) return;
    const bundles = await this.#db.bundles.bulkGet(goneOn.map(({ row }) => row.id));
    for (const [index, record] of goneOn.entries()) {
      this.#put(record, workspace, nowMs, marksIn(bundles[index]?.parts));
    }
  }

  #put(
    { row, order, lane }: Opened,
    workspace: Workspace,
    nowMs: number,
    marks?: readonly AlertMark[],
  ): readonly Alert[] {
    const { me } = workspace;
    const told = lane === 0 ? [...clockAlerts(row, workspace, me, nowMs, marks), ...followUpAlerts(row, me)] : [];
    const alerts = told.filter(({ atMs }) => atMs < nowMs + AHEAD_MS);
    if (alerts.length === 0) this.#entries.delete(row.id);
    else this.#entries.set(row.id, { ticket: row, order, alerts });
    return alerts;
  }
}

type Opened = Pick<TicketRecord, 'row' | 'order' | 'lane'>;

function hasGoneOn({ kind }: Alert): boolean {
  return kind === 'unacknowledged';
}

/** Whether what has happened to a ticket may be news for this account. */
function concernsEvents({ row }: TicketRecord, { me }: Workspace): boolean {
  return row.assigneeId === me.id || (row.pendingHandoverId !== null && worksQueue(me, row.queueId));
}
