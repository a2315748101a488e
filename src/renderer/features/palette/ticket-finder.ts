import { isGlimpse } from '../../../shared/access/glimpse.ts';
import { parseQuery } from '../../../shared/search/parse-query.ts';
import { signedInConsole } from '../../db/current-console.ts';
import { searchTickets } from '../../search/search-client.ts';
import type { FoundTicket } from './found-items.tsx';

/** Finds tickets for the palette, the best first, `limit` at most. */
export type TicketFinder = (query: string, limit: number) => Promise<readonly FoundTicket[]>;

/** The number that a query is, with or without its sign; null when it is none. */
function numberOf(query: string): number | null {
  const digits = /^#?(\d{1,9})$/u.exec(query.trim())?.[1];
  return digits === undefined ? null : Number(digits);
}

/** By the index of this machine's tickets: words, numbers and filters; while it is being built, by number without it. */
export const findTickets: TicketFinder = async (query, limit) => {
  const { hits, progress } = await searchTickets(parseQuery(query).query, limit);
  return hits.length === 0 && progress !== null ? findByNumber(query, limit) : hits.map(({ ticket }) => ticket);
};

/** By number, among all tickets on this machine. */
const findByNumber: TicketFinder = async (query) => {
  const number = numberOf(query);
  if (number === null) return [];
  const record = await signedInConsole()
    .db.tickets.filter(({ row }) => row.number === number && !isGlimpse(row))
    .first();
  return record === undefined ? [] : [record.row];
};

/** Some tickets by id, in that order, without those that are not on this machine. */
export async function ticketsById(ids: readonly string[]): Promise<readonly FoundTicket[]> {
  const records = await signedInConsole().db.tickets.bulkGet([...ids]);
  return records.flatMap((record) => (record === undefined || isGlimpse(record.row) ? [] : [record.row]));
}
