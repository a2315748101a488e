import { create } from 'zustand';
import { lastWordOf, type StrangeFilter } from '../../shared/search/parse-query.ts';
import { parseTyping, type Suggestion } from '../../shared/search/suggest.ts';
import { filterKey, type TicketFilter, type TicketQuery } from '../../shared/search/ticket-query.ts';
import { useViewStore } from './view-store.ts';

/** What stands in the search field: filters that are chips by now, and what is being typed after them. */
type SearchState = {
  readonly filters: readonly TicketFilter[];
  readonly typed: string;
  /** Words that look like filters and are none. */
  readonly strange: readonly StrangeFilter[];
  /** The ticket that the arrows have led to, of those found; null until they do. */
  readonly walkedTo: string | null;
};

type SearchActions = {
  /** Takes what is typed now; what has become a filter becomes a chip once a blank follows it. */
  readonly type: (typed: string) => void;
  /** Makes a chip of every filter that is typed, the last word's too. */
  readonly settle: () => void;
  /** Puts a suggestion in the place of the word that is being written. */
  readonly take: (suggestion: Suggestion) => void;
  readonly remove: (filter: TicketFilter) => void;
  /** Searches for a query as if it had been typed. */
  readonly put: (query: TicketQuery) => void;
  readonly clear: () => void;
  /** Chooses a ticket that was found. */
  readonly walkTo: (ticketId: string) => void;
};

const NOTHING: SearchState = { filters: [], typed: '', strange: [], walkedTo: null };

export const useSearchStore = create<SearchState & SearchActions>()((set, get) => {
  const show = (filters: readonly TicketFilter[], typed: string): void => {
    const { query, strange } = parseTyping(typed);
    set({ filters, typed, strange, walkedTo: null });
    useViewStore.getState().search({ text: query.text, filters: together(filters, query.filters) });
  };
  const settleAll = (typed: string): void => {
    const { query } = parseTyping(typed);
    show(together(get().filters, query.filters), query.text === '' ? '' : `${withoutFilters(typed)} `);
  };
  return {
    ...NOTHING,
    type: (typed) => {
      const isWordOver = lastWordOf(typed).text === '';
      if (isWordOver && parseTyping(typed).query.filters.length > 0) settleAll(typed);
      else show(get().filters, typed);
    },
    settle: () => {
      if (parseTyping(get().typed).query.filters.length > 0) settleAll(get().typed);
    },
    take: ({ text, filter }) => {
      const { filters, typed } = get();
      const before = typed.slice(0, lastWordOf(typed).from);
      if (filter === null) show(filters, before + text);
      else show(together(filters, [filter]), before);
    },
    remove: (filter) =>
      show(
        get().filters.filter((one) => filterKey(one) !== filterKey(filter)),
        get().typed,
      ),
    put: ({ text, filters }) => show(filters, text),
    clear: () => show([], ''),
    walkTo: (walkedTo) => {
      set({ walkedTo });
      useViewStore.getState().select(walkedTo);
    },
  };
});

// Another list was opened: the search is over.
useViewStore.subscribe(({ view }, before) => {
  if (view.kind !== 'search' && before.view.kind === 'search') useSearchStore.setState(NOTHING);
});

function together(a: readonly TicketFilter[], b: readonly TicketFilter[]): readonly TicketFilter[] {
  return [...new Map([...a, ...b].map((filter) => [filterKey(filter), filter])).values()];
}

/** What was typed, without the words that are filters, as it was typed. */
function withoutFilters(typed: string): string {
  const words = typed.match(/(?:[^\s"]|"[^"]*"?)+/gu) ?? [];
  return words.filter((word) => parseTyping(`${word} `).query.filters.length === 0).join(' ');
}
