import { z } from 'zod';
import type { PageRequest } from '../../tests/e2e/support/pages/page-server.ts';
import { type BenchBackend, CHANGED_AT_ONCE, MARKERS } from './bench-backend.ts';
import type { Expectation } from './messages.ts';
import { SUPERVISOR } from './seed-backend.ts';
import { type BenchTicket, type Cast, pausedOrder, SHOWN_QUEUE_ID } from './tickets.ts';

const operationsSchema = z.object({
  operations: z.array(z.object({ id: z.string(), change: z.record(z.string(), z.unknown()) })),
});

type Entry = { ticket: BenchTicket; version: number; json: string };

/**
 * The backend of those that are measured beside Patamar: rows in memory, as text already, in the order in which they
 * changed, so that as little as possible of a figure is the backend's.
 */
export class PeerBackend implements BenchBackend {
  readonly #entries: Map<string, Entry>;
  /** Every change; one that is not its row's last is passed over. */
  readonly #log: Entry[] = [];
  readonly #cast: Cast;
  #changes = 0;

  constructor(tickets: readonly BenchTicket[], cast: Cast) {
    this.#cast = cast;
    this.#entries = new Map(tickets.map((ticket) => [ticket.id, { ticket, version: 0, json: '' }]));
    for (const entry of this.#entries.values()) this.#write(entry, {});
  }

  handle({ url, body }: PageRequest): unknown {
    const query = url.searchParams;
    if (url.pathname === '/pull') {
      return this.#pull(Number(query.get('since')), Number(query.get('limit')), query.has('deleted'));
    }
    if (url.pathname !== '/push') return undefined;
    for (const { id, change } of operationsSchema.parse(JSON.parse(body)).operations) this.#change(id, change);
    return {};
  }

  expect(): Promise<Expectation> {
    const top = [...this.#entries.values()]
      .flatMap(({ ticket }) => (ticket.queueId === SHOWN_QUEUE_ID && ticket.lane === 0 ? [ticket] : []))
      .toSorted((a, b) => a.order - b.order)
      .slice(0, 50)
      .map(({ id }) => id);
    return Promise.resolve({ count: this.#entries.size, top });
  }

  change(): Promise<string> {
    const markerId = this.#cast.head[MARKERS[this.#changes] ?? 0] ?? '';
    const others = this.#cast.changed.slice(this.#changes * CHANGED_AT_ONCE).slice(0, CHANGED_AT_ONCE - 1);
    this.#changes += 1;
    for (const id of others) this.#change(id, { assigneeId: SUPERVISOR.id });
    const marker = this.#entries.get(markerId)?.ticket;
    if (marker === undefined) throw new Error(`no ticket ${markerId}`);
    this.#change(markerId, { status: 'waiting_customer', order: pausedOrder(marker) });
    return Promise.resolve(markerId);
  }

  holderOf(id: string): Promise<string | null> {
    return Promise.resolve(this.#entries.get(id)?.ticket.assigneeId ?? null);
  }

  #change(id: string, change: object): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) throw new Error(`no ticket ${id}`);
    this.#write(entry, change);
  }

  #write(entry: Entry, change: object): void {
    entry.ticket = { ...entry.ticket, ...change };
    entry.version = this.#log.length + 1;
    entry.json = JSON.stringify(entry.ticket);
    this.#log.push(entry);
  }

  /** Versions count from 1, so that an entry of the log lies at its version less one. */
  #pull(since: number, limit: number, isMarkedDeleted: boolean): string {
    const rows: string[] = [];
    let cursor = since;
    while (cursor < this.#log.length && rows.length < limit) {
      const entry = this.#log[cursor];
      cursor += 1;
      if (entry === undefined || entry.version !== cursor) continue;
      // RxDB wants to be told of every row that it is not deleted.
      rows.push(isMarkedDeleted ? `${entry.json.slice(0, -1)},"_deleted":false}` : entry.json);
    }
    return `{"rows":[${rows.join(',')}],"cursor":${cursor},"more":${cursor < this.#log.length}}`;
  }
}
