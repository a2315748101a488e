import {
  type InfiniteData,
  keepPreviousData,
  useInfiniteQuery,
  type UseInfiniteQueryResult,
  useQuery,
  type UseQueryResult,
} from '@tanstack/react-query';
import { type SearchAnswer, searchAnswerSchema, wholeTicketSchema } from '../../shared/protocol/search.ts';
import { keptHere } from '../db/kept-here.ts';
import { inOrder, type TicketDetail } from '../db/ticket-detail.ts';
import { askBackend, NoAnswer } from './ask-backend.ts';

/** Old tickets hardly change: what was read a moment ago is not asked for again. */
const FRESH_MS = 30_000;
const PAGE = 50;
const KEY = 'archive';

/** What the backend finds for a query, without what is on this machine; `q` null asks nothing. Kept while it cannot be reached. */
export function useArchiveSearch(
  q: string | null,
  isOnline: boolean,
): UseInfiniteQueryResult<InfiniteData<SearchAnswer>, NoAnswer> {
  return useInfiniteQuery<SearchAnswer, NoAnswer, InfiniteData<SearchAnswer>, unknown[], string | null>({
    queryKey: [KEY, 'search', q],
    queryFn: async ({ pageParam }) => {
      const query = new URLSearchParams({
        q: q ?? '',
        limit: String(PAGE),
        ...(pageParam === null ? {} : { cursor: pageParam }),
      });
      const answer = await askBackend(`/v1/search?${query.toString()}`, searchAnswerSchema);
      if (!answer.ok) throw new NoAnswer(answer.error);
      const kept = await keptHere(answer.value.tickets.map(({ id }) => id));
      return { ...answer.value, tickets: answer.value.tickets.filter(({ id }) => !kept.has(id)) };
    },
    enabled: q !== null && isOnline,
    initialPageParam: null,
    placeholderData: keepPreviousData,
    getNextPageParam: ({ next }) => next,
    networkMode: 'always',
    retry: false,
    staleTime: FRESH_MS,
  });
}

/** A ticket of the backend's with all its parts, to be read and nothing else; `ticketId` null asks nothing. */
export function useArchivedTicket(ticketId: string | null, isOnline: boolean): UseQueryResult<TicketDetail, NoAnswer> {
  return useQuery<TicketDetail, NoAnswer>({
    queryKey: [KEY, 'ticket', ticketId],
    queryFn: async () => {
      const answer = await askBackend(`/v1/tickets/${ticketId ?? ''}`, wholeTicketSchema);
      if (!answer.ok) throw new NoAnswer(answer.error);
      return inOrder(answer.value);
    },
    enabled: ticketId !== null && isOnline,
    networkMode: 'always',
    retry: false,
    staleTime: FRESH_MS,
  });
}
