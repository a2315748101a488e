import { seesEverything } from '../../shared/access/access.ts';
import { hasEnded } from '../../shared/domain/status.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import type { Category, Customer, User } from '../../shared/domain/workspace.ts';
import { queryWords } from '../../shared/search/query-words.ts';
import { filterTest, type NamedThings, type TicketFacts } from '../../shared/search/ticket-facts.ts';
import type { TicketQuery } from '../../shared/search/ticket-query.ts';
import { evaluate } from '../../shared/sla/clocks.ts';
import { deadlineOfKey, urgency } from '../../shared/sla/urgency.ts';
import type { Queryable } from '../db/database.ts';
import type { SlaRules } from '../sla/sla-rules.ts';
import { sentScope, visibleQueueIds } from '../sync/scopes.ts';
import type { WorkspaceCache } from '../sync/workspace-cache.ts';
import type { Cursor } from './cursor.ts';
import { narrowing } from './narrowing.ts';

export type Found = { readonly tickets: readonly Ticket[]; readonly next: Cursor | null };

/** How many tickets one page looks at, at most: where few of them pass (`atrasado`), the next page goes on. */
const MOST_LOOKED_AT = 2_000;
const LOOKED_AT_ONCE = 200;
const NOTHING: Found = { tickets: [], next: null };

/**
 * A page of the tickets that a query asks for, of those in a person's queues, newest first. Their order never changes, so
 * that pages neither repeat nor leave out what was there all the time, whatever is written meanwhile.
 */
export async function searchTickets(
  db: Queryable,
  cache: WorkspaceCache,
  wanted: {
    readonly user: User;
    readonly query: TicketQuery;
    readonly limit: number;
    readonly after: Cursor | null;
    readonly nowMs: number;
  },
): Promise<Found> {
  const { user, query, limit, nowMs } = wanted;
  const words = queryWords(query.text);
  if (words.length === 0 && query.filters.length === 0) return NOTHING;
  const { users, queues } = await cache.people(db);
  const queueIds = visibleQueueIds(user, queues);
  if (queueIds.length === 0) return NOTHING;
  const things = { meId: user.id, users, queues: [...queues.values()], ...(await readNames(db, query)) };
  const isWanted = filterTest(query.filters, things);
  const rules = query.filters.some(({ field }) => field === 'is') ? await readRules(db, cache) : NO_RULES;
  const sent = seesEverything(user) ? null : sentScope(user.id);
  const where = narrowing({ words, filters: query.filters, queueIds, sentScope: sent, things });

  const tickets: Ticket[] = [];
  let after = wanted.after;
  for (let lookedAt = 0; lookedAt < MOST_LOOKED_AT; lookedAt += LOOKED_AT_ONCE) {
    // One more than a page holds tells whether there is another.
    const atOnce = query.filters.length === 0 ? limit + 1 - tickets.length : LOOKED_AT_ONCE;
    const rows = await where.read(db, after, atOnce);
    for (const row of rows) {
      if (isWanted(factsOf(row, rules, nowMs), nowMs)) {
        if (tickets.length === limit) return { tickets, next: after };
        tickets.push(row);
      }
      after = row;
    }
    if (rows.length < atOnce) return { tickets, next: null };
  }
  return { tickets, next: after };
}

const NO_RULES: SlaRules = { policies: [], calendars: () => null };

async function readRules(db: Queryable, cache: WorkspaceCache): Promise<SlaRules> {
  const [plan] = await db.raw<{ ver: number }>('select ver from sla_plan');
  return cache.sla.rules(db, plan?.ver ?? 0);
}

/** The names that a query's filters need, and no others: there may be many customers. */
async function readNames(
  db: Queryable,
  { filters }: TicketQuery,
): Promise<Pick<NamedThings, 'categories' | 'customers'>> {
  const isNamed = (kind: string): boolean => filters.some(({ field }) => field === kind);
  const read = async <Row extends { readonly id: string }>(kind: string): Promise<Map<string, Row>> => {
    const rows = isNamed(kind)
      ? await db.raw<{ row: Row }>('select row from workspace_row where kind = $1', [kind])
      : [];
    return new Map(rows.map(({ row }) => [row.id, row]));
  };
  return { categories: await read<Category>('category'), customers: await read<Customer>('customer') };
}

/** As the console's own index has them. */
function factsOf(ticket: Ticket, { policies, calendars }: SlaRules, nowMs: number): TicketFacts {
  if (hasEnded(ticket.status) || policies.length === 0) return { ...ticket, deadlineAtMs: null, warnAtMs: null };
  const { key, clock } = urgency(evaluate(ticket, policies, calendars, nowMs), ticket.createdAtMs);
  return { ...ticket, deadlineAtMs: deadlineOfKey(key), warnAtMs: clock?.warnAtMs[0] ?? null };
}
