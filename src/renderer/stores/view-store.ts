import { create } from 'zustand';
import { EMPTY_QUERY, isSameQuery, type TicketQuery } from '../../shared/search/ticket-query.ts';
import type { Lane, QueueView } from '../db/queue-view.ts';

/** What the agent is looking at. View state only: tickets live in IndexedDB. */
type ViewState = {
  readonly view: QueueView;
  readonly lane: Lane;
  /** The ticket that is chosen in the list and shown beside it. */
  readonly ticketId: string | null;
  /** The ids of the list as it stands on screen, for stepping through it; none while its rows are being read. */
  readonly order: readonly string[];
  readonly isRead: boolean;
  /** What was asked of a list before its rows were there, the first first. */
  readonly askedAhead: readonly (() => void)[];
  /** Where in the list the chosen ticket was last seen: stepping goes on from there when it has left. */
  readonly lastIndex: number;
  /** What the agent was looking at when the search began; null while nothing is searched. */
  readonly beforeSearch: Pick<ViewState, 'view' | 'lane' | 'ticketId' | 'lastIndex'> | null;
};

type ViewActions = {
  readonly show: (view: QueueView) => void;
  /** Puts what a search finds in the place of the list; the ticket beside it stays. Without a query: what it found last. */
  readonly search: (query?: TicketQuery) => void;
  /** Goes back to what was there before the search. */
  readonly leaveSearch: () => void;
  readonly setLane: (lane: Lane) => void;
  readonly select: (ticketId: string | null) => void;
  /** Chooses the ticket so many rows further; the ends hold. Does nothing in an empty list. */
  readonly step: (by: number) => void;
  /** Tells which rows the list shows, and does what was asked of them ahead; null while they are being read. */
  readonly setOrder: (order: readonly string[] | null) => void;
  /** Does something with the rows of the list: at once, or when they are there, if it is still the same list. */
  readonly onceRead: (act: () => void) => void;
};

const initialState: ViewState = {
  view: { kind: 'mine' },
  lane: 'open',
  ticketId: null,
  order: [],
  isRead: false,
  askedAhead: [],
  lastIndex: 0,
  beforeSearch: null,
};

/** A list that was just gone to: a key that comes before its rows must not walk the rows of the last one. */
const NOT_READ_YET = { ticketId: null, order: [], isRead: false, askedAhead: [], lastIndex: 0 } as const;

export const useViewStore = create<ViewState & ViewActions>()((set, get) => ({
  ...initialState,
  show: (view) =>
    set((state) =>
      isSameView(state.view, view) ? state : { view, lane: 'open', ...NOT_READ_YET, beforeSearch: null },
    ),
  search: (query) =>
    set((state) => {
      if (state.view.kind === 'search') {
        return query === undefined ? state : { view: { kind: 'search', query }, lastIndex: 0 };
      }
      const { view, lane, ticketId, lastIndex } = state;
      const next: QueueView = { kind: 'search', query: query ?? EMPTY_QUERY };
      return { ...NOT_READ_YET, view: next, lane: 'open', ticketId, beforeSearch: { view, lane, ticketId, lastIndex } };
    }),
  leaveSearch: () =>
    set(({ beforeSearch }) => (beforeSearch === null ? {} : { ...NOT_READ_YET, ...beforeSearch, beforeSearch: null })),
  setLane: (lane) => set((state) => (state.lane === lane ? state : { lane, ...NOT_READ_YET })),
  // Who picks a ticket has moved on from what was asked before.
  select: (ticketId) =>
    set((state) => ({ ticketId, askedAhead: [], lastIndex: indexIn(state.order, ticketId, state.lastIndex) })),
  step: (by) =>
    set((state) => {
      const at = state.ticketId === null ? -1 : state.order.indexOf(state.ticketId);
      // A ticket that left the list leaves its place to the one below it, so one step down stays there.
      const from = at !== -1 ? at : state.ticketId === null ? -1 : state.lastIndex - Math.max(0, Math.sign(by));
      const index = Math.min(state.order.length - 1, Math.max(0, from + by));
      const ticketId = state.order[index];
      return ticketId === undefined ? state : { ticketId, lastIndex: index };
    }),
  setOrder(order) {
    if (order === null) {
      set({ order: [], isRead: false });
      return;
    }
    const { askedAhead } = get();
    set((state) => ({
      order,
      isRead: true,
      askedAhead: [],
      lastIndex: indexIn(order, state.ticketId, state.lastIndex),
    }));
    for (const act of askedAhead) act();
  },
  onceRead(act) {
    if (get().isRead) act();
    else set((state) => ({ askedAhead: [...state.askedAhead, act] }));
  },
}));

function indexIn(order: readonly string[], ticketId: string | null, fallback: number): number {
  const index = ticketId === null ? -1 : order.indexOf(ticketId);
  return index === -1 ? fallback : index;
}

/** Whether two views are the same list. */
export function isSameView(a: QueueView, b: QueueView): boolean {
  if (a.kind === 'queue' && b.kind === 'queue') return a.queueId === b.queueId;
  if (a.kind === 'board' && b.kind === 'board') {
    const { figure, tier, assigneeId } = a.slice;
    return figure === b.slice.figure && tier === b.slice.tier && assigneeId === b.slice.assigneeId;
  }
  if (a.kind === 'search' && b.kind === 'search') return isSameQuery(a.query, b.query);
  if (a.kind === 'customer' && b.kind === 'customer') return a.customerId === b.customerId;
  return a.kind === b.kind;
}
