import type { Message } from '../../shared/domain/parts.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import { tierName } from '../../shared/domain/tier.ts';
import type { Category, Customer, Queue } from '../../shared/domain/workspace.ts';
import { wordsOf } from '../../shared/search/fold.ts';
import { phoneWords, tellingWords } from '../../shared/search/query-words.ts';
import type { Tx } from '../db/database.ts';

/** Words are compared by their beginnings; longer ones are no words that people type. In UTF-16 units. */
const LONGEST_WORD = 32;
/**
 * How many different words of a ticket's messages can be found. A tsvector ends at 1 MB; so many of the longest words, of
 * three bytes a letter, are 768 kB.
 */
const MOST_SAID = 8_000;

type Names = {
  readonly customers: ReadonlyMap<string, Customer>;
  readonly categories: ReadonlyMap<string, Category>;
  readonly queues: ReadonlyMap<string, Queue>;
};

/** The lexeme by which the tickets of a customer, a category, a queue, a priority or a channel are found. No word begins with its sign. */
export function lexemeOf(idOrValue: string): string {
  return `#${idOrValue}`;
}

/**
 * Writes what tickets are found by, in the transaction that writes or has locked them: all that they are about, and of
 * what was said the messages given, beside those written before.
 */
export async function writeWords(tx: Tx, tickets: readonly Ticket[], messages: readonly Message[]): Promise<void> {
  if (tickets.length === 0) return;
  const names = await readNames(tx, tickets);
  const said = Map.groupBy(messages, ({ ticketId }) => ticketId);
  const documents = tickets.map((ticket) => ({
    id: ticket.id,
    at: ticket.createdAtMs,
    about: lexemes(aboutWords(ticket, names)),
    said: lexemes((said.get(ticket.id) ?? []).flatMap(({ body }) => tellingWords(body))).slice(0, MOST_SAID),
  }));
  await tx.raw(
    `insert into ticket_search (ticket_id, created_at_ms, about, said)
     select d.id, d.at, array_to_tsvector(d.about), array_to_tsvector(d.said)
     from jsonb_to_recordset($1::jsonb) as d(id uuid, at bigint, about text[], said text[])
     on conflict (ticket_id) do update set about = excluded.about,
       said = case when length(ticket_search.said) + length(excluded.said) > ${MOST_SAID}
         then ticket_search.said else ticket_search.said || excluded.said end
     where ticket_search.about <> excluded.about or length(excluded.said) > 0`,
    [JSON.stringify(documents)],
  );
}

/** Has the tickets of customers, categories and queues that are about to be written under another name read again. */
export async function noteRenamed(tx: Tx, rows: readonly { kind: string; row: { id: string } }[]): Promise<void> {
  const named = rows.filter(({ kind }) => kind === 'customer' || kind === 'category' || kind === 'queue');
  if (named.length === 0) return;
  await tx.raw(
    `insert into ticket_search_todo (kind, id)
     select w.kind, w.id from jsonb_array_elements($1::jsonb) r
     join workspace_row w on w.kind = r->>'kind' and w.id = (r->'row'->>'id')::uuid and w.row <> r->'row'
     on conflict (kind, id) do update set cursor_id = null`,
    [JSON.stringify(named)],
  );
}

async function readNames(tx: Tx, tickets: readonly Ticket[]): Promise<Names> {
  const ids = new Set(tickets.flatMap(({ customerId, categoryId, queueId }) => [customerId, categoryId, queueId]));
  const rows = await tx.raw<{ kind: string; id: string; row: unknown }>(
    `with named as (
       select kind, id, row from workspace_row
       where kind in ('customer', 'category', 'queue') and id = any($1::uuid[])
     )
     select kind, id, row from named
     union all
     select p.kind, p.id, p.row from workspace_row p
     where p.kind = 'category' and p.id in (select (row->>'parentId')::uuid from named where kind = 'category')`,
    [[...ids].filter((id) => id !== null)],
  );
  const of = <Row>(wanted: string): Map<string, Row> =>
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- rows of a kind were checked when they were saved.
    new Map(rows.flatMap(({ kind, id, row }) => (kind === wanted ? [[id, row as Row]] : [])));
  return { customers: of<Customer>('customer'), categories: of<Category>('category'), queues: of<Queue>('queue') };
}

function aboutWords(ticket: Ticket, { customers, categories, queues }: Names): readonly string[] {
  const { number, subject, customerId, categoryId, queueId, priority, channel } = ticket;
  const customer = customerId === null ? undefined : customers.get(customerId);
  const category = categoryId === null ? undefined : categories.get(categoryId);
  const parentId = category?.parentId ?? null;
  const parent = parentId === null ? undefined : categories.get(parentId);
  const queue = queues.get(queueId);
  const marks = [customerId, categoryId, parentId, queueId, priority, channel].flatMap((id) =>
    id === null ? [] : [lexemeOf(id)],
  );
  return [
    ...marks,
    ...(number === null ? [] : [String(number)]),
    ...wordsOf(subject),
    ...wordsOf(`${customer?.name ?? ''} ${customer?.company ?? ''} ${customer?.email ?? ''}`),
    ...phoneWords(customer?.phone ?? ''),
    ...wordsOf(`${parent?.name ?? ''} ${category?.name ?? ''}`),
    ...(queue === undefined ? [] : wordsOf(`${tierName(queue.tier)} ${queue.name}`)),
  ];
}

function lexemes(words: readonly string[]): string[] {
  return [...new Set(words.map((word) => (word.startsWith('#') ? word : cut(word))))];
}

/** The beginning of a word as it is kept and asked for; never half a sign of two units. */
export function cut(word: string): string {
  return word.slice(0, LONGEST_WORD).replace(/[\ud800-\udbff]$/, '');
}
