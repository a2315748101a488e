import type { Queryable } from '../../../src/server/db/database.ts';
import type { PartKind, PartRow } from '../../../src/shared/domain/tables.ts';
import type { Ticket } from '../../../src/shared/domain/ticket.ts';
import type { Queue } from '../../../src/shared/domain/workspace.ts';
import type { WholeTicket } from '../../support/ticket-invariants.ts';

/** Every ticket of a database with everything that belongs to it, by id. */
export async function wholeTickets(db: Queryable): Promise<ReadonlyMap<string, WholeTicket>> {
  const tickets = await db.raw<{ row: Ticket }>('select row from ticket');
  const parts = await db.raw<{ kind: PartKind; ticket_id: string; row: PartRow }>(
    `select kind, ticket_id, row from ticket_part order by (row->>'atMs')::bigint`,
  );
  const entries = await db.raw<{ id: string; scope: string }>(
    `select id, scope from scope_entry where kind = 'ticket' and not gone`,
  );
  const partsOf = Map.groupBy(parts, (part) => part.ticket_id);
  const scopesOf = Map.groupBy(entries, (entry) => entry.id);
  return new Map(
    tickets.map(({ row: ticket }) => {
      const own = partsOf.get(ticket.id) ?? [];
      const of = <K extends PartKind>(kind: K): PartRow<K>[] =>
        own.filter((part) => part.kind === kind).map(({ row }) => row as PartRow<K>);
      const scopes = (scopesOf.get(ticket.id) ?? []).map(({ scope }) => scope);
      const whole = {
        ticket,
        messages: of('message'),
        attempts: of('attempt'),
        handovers: of('handover'),
        attachments: of('attachment'),
        alertMarks: of('alertMark'),
        vendorCases: of('vendorCase'),
        subtickets: of('subticket'),
        events: of('event'),
        scopes,
      };
      return [ticket.id, whole];
    }),
  );
}

/** Every queue of a database, by id. */
export async function queuesOf(db: Queryable): Promise<ReadonlyMap<string, Queue>> {
  const rows = await db.raw<{ row: Queue }>(`select row from workspace_row where kind = 'queue'`);
  return new Map(rows.map(({ row }) => [row.id, row]));
}

const TABLES =
  `ticket ticket_part attachment_content attachment_piece workspace_row scope_entry scope_version client mutation_result epoch
  sla_step sla_fired sla_plan webhook_outbox
  app_user session server_secret schema_migration`.split(/\s+/);

/** A digest of every row of every table: the same as before means that nothing was written. */
export async function digestOf(db: Queryable): Promise<string> {
  const one = (table: string): string =>
    `select '${table}' as name, coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from ${table} t`;
  const rows = await db.raw<{ name: string; digest: string }>(TABLES.map(one).join(' union all '));
  return rows.map(({ name, digest }) => `${name} ${digest}`).join('\n');
}
