import type { Priority } from '../domain/priority.ts';
import type { Status } from '../domain/status.ts';
import type { Channel } from '../domain/ticket.ts';

/** A status that is asked for, or a family of them: `paused` stops clocks, `active` has not ended, `ended` has. */
export type StatusWanted = Status | 'paused' | 'active' | 'ended';

/** What a ticket can be, said by one word alone. */
export const TICKET_MARKS = [
  'overdue',
  'dueSoon',
  'unassigned',
  'escalated',
  'followUp',
  'supervisorCalled',
  'subticket',
] as const;
export type TicketMark = (typeof TICKET_MARKS)[number];

/**
 * One condition on tickets. `queue`, `customer` and `category` name something by a part of its name (a queue also by its
 * tier, "n2"); `assignee` is `me`, `nobody` or a part of a person's name.
 */
export type TicketFilter =
  | { readonly field: 'queue' | 'customer' | 'category'; readonly value: string }
  | { readonly field: 'assignee'; readonly value: AssigneeWanted }
  | { readonly field: 'priority'; readonly value: Priority }
  | { readonly field: 'status'; readonly value: StatusWanted }
  | { readonly field: 'channel'; readonly value: Channel }
  | { readonly field: 'is'; readonly value: TicketMark };
export type AssigneeWanted = { readonly who: 'me' | 'nobody' } | { readonly name: string };
export type FilterField = TicketFilter['field'];

/**
 * What is searched for. All words of `text` must be found; filters of one field widen each other (`fila:n1 fila:n2` is
 * either), but `is` and different fields narrow. Neither holds a quotation mark, and blanks are single.
 */
export type TicketQuery = { readonly text: string; readonly filters: readonly TicketFilter[] };

export const EMPTY_QUERY: TicketQuery = { text: '', filters: [] };

/** Whether a query asks for nothing. */
export function isEmptyQuery({ text, filters }: TicketQuery): boolean {
  return text === '' && filters.length === 0;
}

/** One name per filter, the same for two that ask for the same. */
export function filterKey({ field, value }: TicketFilter): string {
  if (typeof value === 'string') return `${field}:${value}`;
  return 'who' in value ? `${field}=${value.who}` : `${field}:${value.name}`;
}

/** Whether two queries ask for the same, in the same words. */
export function isSameQuery(a: TicketQuery, b: TicketQuery): boolean {
  return a.text === b.text && a.filters.map(filterKey).join('\n') === b.filters.map(filterKey).join('\n');
}
