// Dexie with a live query, as its documentation has it: https://dexie.org/docs/liveQuery()
import { type Collection, Dexie, liveQuery, type Table } from 'dexie';
import type { BenchTicket } from '../tickets.ts';
import { drive } from './drive.ts';
import { account } from './harness.ts';
import { type LiveRows, SHOWN } from './live-rows.ts';
import type { Action, Peer } from './peer.ts';
import { pullPages, pushOperations } from './pull-pages.ts';
import { changeOf, type Operation, PUSH, type TicketPage } from './ticket-records.ts';

class TicketsDb extends Dexie {
  declare readonly tickets: Table<BenchTicket, string>;
  declare readonly outbox: Table<Operation, number>;
  declare readonly meta: Table<number, string>;

  constructor() {
    super('dexie', { chromeTransactionDurability: 'relaxed' });
    this.version(1).stores({ tickets: 'id, [queueId+lane+order]', outbox: 'number', meta: '' });
  }
}

class DexiePeer implements Peer {
  readonly #db = new TicketsDb();
  #queueId = '';
  #userId = '';
  #cursor = 0;
  #operations = 0;

  async open(rows: LiveRows): Promise<void> {
    const { user, queueId } = account();
    this.#queueId = queueId;
    this.#userId = user.id;
    liveQuery(() => this.#queue().limit(SHOWN).toArray()).subscribe((found) => rows.show(found));
    await this.#db.open();
  }

  async pullAll(): Promise<void> {
    this.#cursor = await pullPages(0, (page) => this.#write(page));
  }

  async pull(): Promise<void> {
    this.#cursor = await pullPages(this.#cursor, (page) => this.#write(page));
  }

  async act(action: Action): Promise<void> {
    const { tickets, outbox } = this.#db;
    await this.#db.transaction('rw', tickets, outbox, async () => {
      const ticket = await tickets.get(action.id);
      if (ticket === undefined) throw new Error(`no ticket ${action.id}`);
      const change = changeOf(action, ticket, this.#userId);
      await tickets.put({ ...ticket, ...change });
      this.#operations += 1;
      await outbox.add({ number: this.#operations, id: action.id, change });
    });
  }

  async push(): Promise<void> {
    for (;;) {
      const waiting = await this.#db.outbox.limit(PUSH).toArray();
      if (waiting.length === 0) return;
      const last = await pushOperations(waiting);
      await this.#db.outbox.where('number').belowOrEqual(last).delete();
    }
  }

  count(): Promise<number> {
    return this.#db.tickets.count();
  }

  async #write({ rows, cursor }: TicketPage): Promise<void> {
    const { tickets, meta } = this.#db;
    await this.#db.transaction('rw', tickets, meta, async () => {
      await tickets.bulkPut(rows);
      await meta.put(cursor, 'cursor');
    });
  }

  #queue(): Collection<BenchTicket, string> {
    const at = (order: number): [string, number, number] => [this.#queueId, 0, order];
    return this.#db.tickets.where('[queueId+lane+order]').between(at(-Infinity), at(Infinity));
  }
}

void drive(new DexiePeer());
