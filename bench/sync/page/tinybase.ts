// TinyBase: all tickets in memory, an index that keeps their order, and its persister for IndexedDB, which writes everything
// at each save: https://tinybase.org/api/persister-indexed-db/
import { createIndexes } from 'tinybase/indexes';
import { createIndexedDbPersister } from 'tinybase/persisters/persister-indexed-db';
import { createStore, type Row } from 'tinybase/store';
import type { BenchTicket } from '../tickets.ts';
import { drive } from './drive.ts';
import { account } from './harness.ts';
import { type LiveRow, type LiveRows, SHOWN } from './live-rows.ts';
import type { Action, Peer } from './peer.ts';
import { pullPages, pushOperations } from './pull-pages.ts';
import { changeOf, type Operation, type TicketPage } from './ticket-records.ts';

const INDEX = 'queue';
const TICKETS = 'tickets';
/** Long enough that it never reads again by itself. */
const AN_HOUR_S = 3_600;

class TinyBasePeer implements Peer {
  // Each waits for a save of everything.
  readonly acts = 20;
  readonly #store = createStore();
  readonly #indexes = createIndexes(this.#store);
  readonly #persister = createIndexedDbPersister(this.#store, 'tinybase', AN_HOUR_S);
  #userId = '';
  #cursor = 0;
  #operations: Operation[] = [];
  #last = 0;

  async open(rows: LiveRows): Promise<void> {
    const { user, queueId } = account();
    this.#userId = user.id;
    await this.#persister.load();
    const slice = `${queueId}:0`;
    const show = (): void => {
      const ids = this.#indexes.getSliceRowIds(INDEX, slice).slice(0, SHOWN);
      rows.show(ids.map((id) => this.#shown(id)));
    };
    this.#indexes.setIndexDefinition(
      INDEX,
      TICKETS,
      (cell) => `${String(cell('queueId'))}:${String(cell('lane'))}`,
      'order',
    );
    this.#indexes.addSliceRowIdsListener(INDEX, slice, show);
    show();
  }

  async pullAll(): Promise<void> {
    this.#cursor = await pullPages(0, async (page) => this.#take(page));
    await this.flush();
  }

  async pull(): Promise<void> {
    this.#cursor = await pullPages(this.#cursor, async (page) => this.#take(page));
  }

  act(action: Action): Promise<void> {
    const row = this.#store.getRow(TICKETS, action.id);
    const change = changeOf(action, unflat(row), this.#userId);
    this.#store.setPartialRow(TICKETS, action.id, flat(change));
    this.#last += 1;
    this.#operations.push({ number: this.#last, id: action.id, change });
    return Promise.resolve();
  }

  async flush(): Promise<void> {
    await this.#persister.save();
  }

  async push(): Promise<void> {
    if (this.#operations.length === 0) return;
    const last = await pushOperations(this.#operations);
    this.#operations = this.#operations.filter(({ number }) => number > last);
  }

  count(): Promise<number> {
    return Promise.resolve(this.#store.getRowCount(TICKETS));
  }

  #take({ rows }: TicketPage): void {
    this.#store.transaction(() => {
      for (const row of rows) this.#store.setRow(TICKETS, row.id, flat(row));
    });
  }

  #shown(id: string): LiveRow {
    const { subject, status } = this.#store.getRow(TICKETS, id);
    return { id, subject: String(subject), status: String(status) };
  }
}

/** Cells hold strings, numbers and booleans: null is left out, everything else is written as JSON. */
function flat(ticket: Partial<BenchTicket>): Row {
  const cells = Object.entries(ticket).flatMap(([name, value]): [string, string | number][] => {
    if (value === null) return [];
    return [[name, typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value)]];
  });
  return Object.fromEntries(cells);
}

/** As much of a ticket as its next order depends on. */
function unflat(row: Row): BenchTicket {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `flat` wrote; only figures are read from it.
  return row as unknown as BenchTicket;
}

void drive(new TinyBasePeer());
