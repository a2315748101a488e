import type { Ticket } from '../../shared/domain/ticket.ts';
import { EMPTY_QUERY, isEmptyQuery, isSameQuery, type TicketQuery } from '../../shared/search/ticket-query.ts';
import type { Change } from '../../shared/sync/storage.ts';
import { signedInConsole } from '../db/current-console.ts';
import type { FoundBy, TicketListState } from '../db/ticket-list.ts';
import { subscribeNow } from '../lib/use-now.ts';
import { searchTickets, subscribeIndex, type TicketHits } from './search-client.ts';

/** What is on screen comes first; more is read as the end comes near. */
const FIRST = 40;
const MORE = 200;
/** What is overdue, soon will be, or is to be taken up again, changes with the time. */
const LOOK_AGAIN_AFTER_S = 10;
const NO_HITS: TicketHits = { hits: [], total: 0, words: [], progress: null };

/** What a search finds, as a list. What it found last stands until it has found something else. */
class SearchList {
  readonly #listeners = new Set<() => void>();
  #query: TicketQuery = EMPTY_QUERY;
  #limit = FIRST;
  #turn = 0;
  #isLooking = false;
  #isStale = false;
  #stop: (() => void) | null = null;
  #state: TicketListState;

  constructor() {
    this.#state = this.#stateOf(EMPTY_QUERY, NO_HITS);
  }

  readonly get = (): TicketListState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.#stop ??= this.#follow();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#stop?.();
      this.#stop = null;
      this.ask(EMPTY_QUERY);
    };
  };

  /** Searches for something else. */
  ask(query: TicketQuery): void {
    if (isSameQuery(this.#query, query)) return;
    this.#query = query;
    this.#limit = FIRST;
    this.#look();
  }

  /** Resolves once what is shown is what this query finds; at once when it is. */
  async whenFound(query: TicketQuery): Promise<readonly Ticket[]> {
    while (this.#state.found === undefined || !isSameQuery(this.#state.found.query, query)) {
      await new Promise<void>((resolve) => {
        const end = this.subscribe(() => {
          end();
          resolve();
        });
      });
    }
    return this.#state.tickets;
  }

  /** Reads on, when there is more. */
  loadMore(): void {
    if (this.#isLooking || this.#state.tickets.length >= this.#state.total) return;
    this.#limit += MORE;
    this.#look();
  }

  /** Reads on until there are so many, or all; resolves when they are there. */
  async loadUpTo(count: number): Promise<void> {
    if (count <= this.#limit || this.#state.tickets.length >= this.#state.total) return;
    this.#limit = count;
    this.#turn += 1;
    await this.#lookFor(this.#query, this.#limit, this.#turn);
  }

  #look(): void {
    this.#turn += 1;
    if (isEmptyQuery(this.#query)) {
      this.#isLooking = false;
      this.#show(this.#stateOf(EMPTY_QUERY, NO_HITS));
      return;
    }
    void this.#lookFor(this.#query, this.#limit, this.#turn);
  }

  async #lookFor(query: TicketQuery, limit: number, turn: number): Promise<void> {
    this.#isLooking = true;
    this.#isStale = false;
    let next: TicketListState;
    try {
      next = this.#stateOf(query, await searchTickets(query, limit));
    } catch {
      // Said on screen, with a way to try again.
      next = this.#stateOf(query, NO_HITS, true);
    }
    if (turn !== this.#turn) return;
    this.#isLooking = false;
    this.#show(next);
    if (this.#isStale) this.#look();
  }

  /** Looks again when something may be found that was not, or no longer; after the search under way, where there is one. */
  #lookAgain(): void {
    if (this.#isLooking) this.#isStale = true;
    else if (!isEmptyQuery(this.#query)) this.#look();
  }

  #follow(): () => void {
    let seconds = 0;
    const isTimely = (): boolean =>
      this.#query.filters.some(
        ({ field, value }) => field === 'is' && (value === 'overdue' || value === 'dueSoon' || value === 'followUp'),
      );
    const endings = [
      subscribeIndex(() => this.#lookAgain()),
      signedInConsole().feed.subscribe((change) => this.#takeIn(change)),
      subscribeNow(() => {
        seconds += 1;
        if (seconds % LOOK_AGAIN_AFTER_S === 0 && isTimely()) this.#lookAgain();
      }),
    ];
    return () => {
      for (const end of endings) end();
    };
  }

  /** What becomes of a ticket on screen is shown at once; whether it is still found, a little later. */
  #takeIn({ tickets }: Change): void {
    const changed = new Map(tickets?.map(({ id, row }) => [id, row]));
    if (!this.#state.tickets.some(({ id }) => changed.has(id))) return;
    this.#show({ ...this.#state, tickets: this.#state.tickets.map((ticket) => changed.get(ticket.id) ?? ticket) });
  }

  #stateOf(query: TicketQuery, { hits, total, words, progress }: TicketHits, hasFailed = false): TicketListState {
    const snippets = new Map(hits.flatMap(({ id, snippet }) => (snippet === null ? [] : [[id, snippet]])));
    const found: FoundBy = { query, words, snippets, progress, hasFailed, retry: () => this.#look() };
    return { tickets: hits.map(({ ticket }) => ticket), total, isReady: true, found };
  }

  #show(state: TicketListState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** What this window's search finds. */
export const searchList = new SearchList();
