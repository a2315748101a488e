import { z } from 'zod';
import type { EventKind } from '../../shared/domain/parts.ts';
import type { Queryable } from '../db/database.ts';
import { SYSTEM } from './workspace.ts';

/** What the database holds of the incidents of a log. Counted there, not by the reader of the file. */
export const importCountsSchema = z.object({
  tickets: z.int(),
  /** Events of the other system in the tickets' histories. */
  events: z.int(),
  /** Tickets by the highest tier they ever were at. */
  highestTier: z.object({ '1': z.int(), '2': z.int(), '3': z.int() }),
  /** Tickets escalated at least once, and escalations in all; the same of returns. */
  escalated: z.int(),
  escalations: z.int(),
  returned: z.int(),
  returns: z.int(),
  /** Tickets that waited at least once for the person who reported; for their organization; for either. */
  waitedForCustomer: z.int(),
  waitedForCustomerOrganization: z.int(),
  waitedForEither: z.int(),
  /** Tickets reopened at least once, and how often in all. */
  reopened: z.int(),
  reopenings: z.int(),
  /** Tickets taken from a queue, and hand-overs accepted. */
  claims: z.int(),
  acceptances: z.int(),
  /** Waits that began, by what for. */
  waits: z.object({
    user: z.int(),
    organization: z.int(),
    vendor: z.int(),
    change: z.int(),
    implementation: z.int(),
  }),
  /** Resolutions by their code, and how often tickets were closed and cancelled. */
  resolutions: z.object({ solved: z.int(), first_contact: z.int() }),
  closings: z.int(),
  cancellations: z.int(),
});
export type ImportCounts = z.infer<typeof importCountsSchema>;

const leftOutFieldSchema = z.object({
  on: z.enum(['log', 'trace', 'event']),
  key: z.string(),
  isKnown: z.boolean(),
  count: z.int(),
  first: z.object({ line: z.int(), column: z.int() }),
});

/** What an import read, took in and left out. `seconds` is the whole run; `events` of `leftOut` are of tickets that were there before with fewer. */
export const importReportSchema = importCountsSchema.extend({
  read: z.object({ tickets: z.int(), events: z.int(), bytes: z.int() }),
  imported: z.object({ tickets: z.int(), events: z.int() }),
  alreadyThere: z.int(),
  leftOut: z.object({ events: z.int(), fields: z.array(leftOutFieldSchema) }),
  seconds: z.number(),
});
export type ImportReport = z.infer<typeof importReportSchema>;

/** Counts what the database holds of some incidents, by their external references. */
export async function countImported(db: Queryable, externalRefs: readonly string[]): Promise<ImportCounts> {
  const [tickets] = await db.raw<Record<'tickets' | 'top1' | 'top2' | 'top3' | 'reopened', number>>(
    `with top as (
       select (row->>'reopenCount')::int as reopens,
         (select max((stay->>'tier')::int) from jsonb_array_elements(row->'stays') stay) as tier
       from ticket where external_ref = any($1::text[]))
     select count(*)::int as tickets, count(*) filter (where tier = 1)::int as top1,
       count(*) filter (where tier = 2)::int as top2, count(*) filter (where tier = 3)::int as top3,
       count(*) filter (where reopens > 0)::int as reopened
     from top`,
    [externalRefs],
  );
  const [parts] = await db.raw<
    Record<
      'events' | 'escalated' | 'escalations' | 'returned' | 'returns' | 'for_user' | 'for_organization' | 'for_either',
      number
    >
  >(
    `with part as (
       select p.kind, p.ticket_id, p.row, p.row->'data'->>'reason' as reason,
         p.kind = 'event' and p.row->>'kind' = 'status_set' and p.row->'data'->>'to' = 'waiting_customer' as is_wait
       from ticket_part p join ticket t on t.id = p.ticket_id
       where t.external_ref = any($1::text[]) and p.kind in ('event', 'handover'))
     select count(*) filter (where kind = 'event' and row->'source'->>'system' = $2)::int as events,
       count(distinct ticket_id) filter (where kind = 'handover' and row->>'kind' = 'escalation')::int as escalated,
       count(*) filter (where kind = 'handover' and row->>'kind' = 'escalation')::int as escalations,
       count(distinct ticket_id) filter (where kind = 'handover' and row->>'kind' = 'return')::int as returned,
       count(*) filter (where kind = 'handover' and row->>'kind' = 'return')::int as returns,
       count(distinct ticket_id) filter (where is_wait and reason = 'user')::int as for_user,
       count(distinct ticket_id) filter (where is_wait and reason = 'organization')::int as for_organization,
       count(distinct ticket_id) filter (where is_wait and reason in ('user', 'organization'))::int as for_either
     from part`,
    [externalRefs, SYSTEM],
  );
  const happened = await countHappened(db, externalRefs);
  if (tickets === undefined || parts === undefined) throw new Error('A count without a group answers one row');
  return {
    tickets: tickets.tickets,
    events: parts.events,
    highestTier: { '1': tickets.top1, '2': tickets.top2, '3': tickets.top3 },
    escalated: parts.escalated,
    escalations: parts.escalations,
    returned: parts.returned,
    returns: parts.returns,
    waitedForCustomer: parts.for_user,
    waitedForCustomerOrganization: parts.for_organization,
    waitedForEither: parts.for_either,
    reopened: tickets.reopened,
    ...happened,
  };
}

type Happened = Pick<
  ImportCounts,
  'reopenings' | 'claims' | 'acceptances' | 'waits' | 'resolutions' | 'closings' | 'cancellations'
>;

/** How often each thing is in the histories: what a wait was for and how a ticket was resolved told apart. */
async function countHappened(db: Queryable, externalRefs: readonly string[]): Promise<Happened> {
  const rows = await db.raw<{ kind: string; told: string | null; times: number }>(
    `select p.row->>'kind' as kind, count(*)::int as times,
       case p.row->>'kind' when 'status_set' then p.row->'data'->>'reason'
         when 'resolved' then p.row->'data'->>'code' end as told
     from ticket_part p join ticket t on t.id = p.ticket_id
     where t.external_ref = any($1::text[]) and p.kind = 'event' group by 1, 3`,
    [externalRefs],
  );
  const times = (kind: EventKind, told: string | null = null): number =>
    rows.find((row) => row.kind === kind && row.told === told)?.times ?? 0;
  const waits = (reason: keyof ImportCounts['waits']): number => times('status_set', reason);
  return {
    reopenings: times('reopened'),
    claims: times('claimed'),
    acceptances: times('accepted'),
    waits: {
      user: waits('user'),
      organization: waits('organization'),
      vendor: waits('vendor'),
      change: waits('change'),
      implementation: waits('implementation'),
    },
    resolutions: { solved: times('resolved', 'solved'), first_contact: times('resolved', 'first_contact') },
    closings: times('closed'),
    cancellations: times('cancelled'),
  };
}
