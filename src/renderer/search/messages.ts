import type { Ticket } from '../../shared/domain/ticket.ts';
import type { User } from '../../shared/domain/workspace.ts';
import type { TicketQuery } from '../../shared/search/ticket-query.ts';

/** A ticket that was found: `snippet` is a piece of a message with the words in it, where the subject does not have them all. */
export type TicketHit = {
  readonly id: string;
  readonly number: number | null;
  readonly subject: string;
  readonly ticket: Ticket;
  readonly snippet: string | null;
};

/** How far the index is: so many of so many tickets. */
export type IndexProgress = { readonly done: number; readonly total: number };

/**
 * What a search has found: the first of `total` tickets, best first; the words that are marked in them (beginnings, folded);
 * and how far the index is while it is still being built, null once everything is in it.
 */
export type TicketHits = {
  readonly hits: readonly TicketHit[];
  readonly total: number;
  readonly words: readonly string[];
  readonly progress: IndexProgress | null;
};

/** What the page tells the search worker. */
export type ToSearchWorker =
  | { readonly type: 'start'; readonly databaseName: string; readonly user: User }
  | ({ readonly type: 'search'; readonly id: number } & Search);

/** What is looked for: the tickets that a query asks for, or all of a customer's, the first so many. */
export type Search = { readonly limit: number } & ({ readonly query: TicketQuery } | { readonly customerId: string });

/** What it answers. `changed`: another search may find something else now. `failed`: it has ended. */
export type FromSearchWorker =
  | { readonly type: 'found'; readonly id: number; readonly hits: TicketHits }
  | { readonly type: 'changed'; readonly progress: IndexProgress | null }
  | { readonly type: 'failed'; readonly detail: string };
