import type { TicketRecord } from '../../shared/sync/storage.ts';
import { currentNowMs, subscribeNow } from '../lib/use-now.ts';
import { isInSlice } from './board-figures.ts';
import type { OpenTickets } from './open-tickets.ts';
import type { TicketListState } from './ticket-list.ts';
import type { OpenView } from './ticket-range.ts';

type Belongs = (record: TicketRecord, nowMs: number) => boolean;

/** The list of a view of the open tickets. */
export function openListOf(open: OpenTickets, view: OpenView): OpenList {
  return view.kind === 'board'
    ? new OpenList(open, (record, nowMs) => isInSlice(view.slice, record, nowMs))
    : new OpenList(open, ({ row }) => row.customerId === view.customerId);
}

/** Some of the open tickets, most urgent first. They come and go with the seconds as well as with changes. */
class OpenList {
  readonly #belongs: Belongs;
  readonly #open: OpenTickets;
  #shown: readonly TicketRecord[] = [];
  #state: TicketListState = { tickets: [], total: 0, isReady: false };

  constructor(open: OpenTickets, belongs: Belongs) {
    this.#open = open;
    this.#belongs = belongs;
  }

  readonly get = (): TicketListState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    const look = (): void => {
      if (this.#look()) listener();
    };
    const endings = [this.#open.subscribe(look), subscribeNow(look)];
    this.#look();
    return () => {
      for (const end of endings) end();
    };
  };

  /** All of them are in memory. */
  loadMore(): void {}

  /** Looks again; answers whether the list is another one now. */
  #look(): boolean {
    const nowMs = currentNowMs();
    const open = this.#open.get();
    if (open === null) return false;
    const next = open
      .filter((entry) => this.#belongs(entry, nowMs))
      .toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
    const isSame = next.length === this.#shown.length && next.every((record, index) => record === this.#shown[index]);
    if (this.#state.isReady && isSame) return false;
    this.#shown = next;
    this.#state = { tickets: next.map(({ row }) => row), total: next.length, isReady: true };
    return true;
  }
}
