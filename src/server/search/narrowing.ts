import { STATUSES } from '../../shared/domain/status.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import { idsNamed, isOfStatus, type NamedThings, peopleNamed } from '../../shared/search/ticket-facts.ts';
import type { AssigneeWanted, TicketFilter, TicketMark } from '../../shared/search/ticket-query.ts';
import type { Queryable } from '../db/database.ts';
import type { Cursor } from './cursor.ts';
import { cut, lexemeOf } from './write-words.ts';

/** More names than that are not asked for one by one; the filter itself decides then. */
const MOST_NAMED = 2_000;

type Narrowed = {
  /** Tickets after a cursor, newest first. */
  read(db: Queryable, after: Cursor | null, limit: number): Promise<Ticket[]>;
};

/**
 * What the database can say of a query: all words, and who may see what, exactly; of the filters enough to leave most
 * tickets unread. Words hold letters and digits alone, and go in as parameters all the same.
 */
export function narrowing(of: {
  readonly words: readonly string[];
  readonly filters: readonly TicketFilter[];
  readonly queueIds: readonly string[];
  /** The scope of what the reader has escalated and nobody has accepted yet; null for who sees all queues. */
  readonly sentScope: string | null;
  readonly things: NamedThings;
}): Narrowed {
  const params: unknown[] = [];
  const bind = (value: unknown): string => `$${params.push(value)}`;
  const groups = Map.groupBy(of.filters, ({ field }) => field);
  const lexemes = [
    ...of.words.map((word) => `'${cut(word)}':*`),
    ...[...groups.values()].flatMap((filters) => anyOf(filters, of.things)),
  ];
  const inQueue = `t.queue_id = any(${bind(of.queueIds)}::uuid[])`;
  const conditions = [
    of.sentScope === null
      ? inQueue
      : `(${inQueue} or t.id in (select id from scope_entry where scope = ${bind(of.sentScope)} and not gone))`,
    ...(lexemes.length === 0 ? [] : [`s.words @@ ${bind(lexemes.join(' & '))}::tsquery`]),
    ...[...groups.values()].flatMap((filters) => conditionOf(filters, of.things, bind)),
  ];
  return {
    read: async (db, after, limit) => {
      const all = [...params, after?.createdAtMs ?? null, after?.id ?? null, limit];
      const [at, id, most] = [all.length - 2, all.length - 1, all.length];
      const rows = await db.raw<{ row: Ticket }>(
        `select t.row from ticket_search s join ticket t on t.id = s.ticket_id
         where ${conditions.join(' and ')}
           ${after === null ? `and $${at}::bigint is null and $${id}::uuid is null` : `and (s.created_at_ms, s.ticket_id) < ($${at}::bigint, $${id}::uuid)`}
         order by s.created_at_ms desc, s.ticket_id desc limit $${most}`,
        all,
      );
      return rows.map(({ row }) => row);
    },
  };
}

/** The tickets of any of the customers, the categories, the priorities or the channels that filters of one field name. */
function anyOf(filters: readonly TicketFilter[], things: NamedThings): readonly string[] {
  const named = filters.flatMap((filter) => {
    if (filter.field === 'customer' || filter.field === 'category') return [...idsNamed(filter, things)];
    return filter.field === 'priority' || filter.field === 'channel' ? [filter.value] : [];
  });
  if (named.length === 0 || named.length > MOST_NAMED) return [];
  return [`(${named.map((one) => `'${lexemeOf(one)}'`).join(' | ')})`];
}

/** What the columns say of a mark. Only work has clocks, and only work is waited for. */
const MARK_CONDITIONS: Readonly<Record<TicketMark, readonly string[]>> = {
  overdue: ['not t.is_ended'],
  dueSoon: ['not t.is_ended'],
  unassigned: ['not t.is_ended'],
  followUp: ['not t.is_ended'],
  escalated: [],
  supervisorCalled: [],
  subticket: [`t.row->'parent'->>'id' is not null`],
};

/** What filters of one field, which widen each other, ask of a ticket's columns; marks narrow each other. */
function conditionOf(
  filters: readonly TicketFilter[],
  things: NamedThings,
  bind: (value: unknown) => string,
): readonly string[] {
  const statuses = new Set<string>();
  const queueIds = new Set<string>();
  const assignees = new Set<string>();
  const marks: string[] = [];
  for (const filter of filters) {
    if (filter.field === 'status') {
      for (const status of STATUSES) if (isOfStatus(status, filter.value)) statuses.add(status);
    } else if (filter.field === 'queue') for (const id of idsNamed(filter, things)) queueIds.add(id);
    else if (filter.field === 'assignee') for (const id of assigneeIds(filter.value, things)) assignees.add(id);
    else if (filter.field === 'is') marks.push(...MARK_CONDITIONS[filter.value]);
  }
  const among = (column: string, wanted: Iterable<string>): readonly string[] => [
    `${column} = any(${bind([...wanted])}::text[])`,
  ];
  const field = filters[0]?.field;
  if (field === 'is') return marks;
  if (field === 'status') return among('t.status', statuses);
  if (field === 'queue') return among('t.queue_id::text', queueIds);
  return field === 'assignee' ? among(`coalesce(t.assignee_id::text, '')`, assignees) : [];
}

/** Whom a filter means; nobody is an empty id. */
function assigneeIds(value: AssigneeWanted, things: NamedThings): Iterable<string> {
  if ('name' in value) return peopleNamed(value.name, things);
  return [value.who === 'me' ? things.meId : ''];
}
