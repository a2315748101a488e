import type { Message } from '../../shared/domain/parts.ts';
import { hasEnded } from '../../shared/domain/status.ts';
import type { PartRow } from '../../shared/domain/tables.ts';
import { isPartKind } from '../../shared/domain/tables.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import type { Written } from '../../shared/mutations/unit-of-work.ts';
import type { Tx } from '../db/database.ts';
import { noteRenamed, writeWords } from '../search/write-words.ts';
import { queueScope, scopesOfTicket, WORKSPACE_SCOPE } from './scopes.ts';

/**
 * Another transaction has made a row under the same id or reference since this one looked. The code is PostgreSQL's
 * for a transaction to run again (see `withRetry`): then the rule sees that row, and refuses.
 */
class Overtaken extends Error {
  override readonly name = 'Overtaken';
  readonly code = '40001';
}

/** Lane 0 is open work, sent first in a first sync; lane 1 has ended. */
const laneOf = (ticket: Ticket): 0 | 1 => (hasEnded(ticket.status) ? 1 : 0);

/**
 * Writes what rules have put, and raises the scopes it touches as the last thing, in sorted order, so that
 * transactions neither deadlock nor hold a scope longer than they must.
 *
 * @param ticketsBefore each ticket as it was before; absent for a new one.
 * @returns the scopes touched, for the poke after the commit.
 */
export async function writeRows(
  tx: Tx,
  written: readonly Written[],
  ticketsBefore: ReadonlyMap<string, Ticket>,
): Promise<string[]> {
  const tickets: Ticket[] = [];
  const parts: { kind: string; row: PartRow }[] = [];
  const workspace: { kind: string; row: { id: string } }[] = [];
  for (const entry of written) {
    if (entry.table === 'ticket') tickets.push(entry.row);
    else if (isPartKind(entry.table)) parts.push({ kind: entry.table, row: entry.row as PartRow });
    else workspace.push({ kind: entry.table, row: entry.row });
  }
  await insertTickets(
    tx,
    tickets.filter(({ id }) => !ticketsBefore.has(id)),
  );
  await updateTickets(
    tx,
    tickets.filter(({ id }) => ticketsBefore.has(id)),
  );
  await noteRenamed(tx, workspace);
  await writeWorkspace(tx, workspace);
  await writeWords(
    tx,
    tickets,
    parts.flatMap(({ kind, row }) => (kind === 'message' ? [row as Message] : [])),
  );
  const left = tickets.flatMap((ticket) => {
    const before = ticketsBefore.get(ticket.id);
    const now = new Set(scopesOfTicket(ticket));
    return (before === undefined ? [] : scopesOfTicket(before))
      .filter((scope) => !now.has(scope))
      .map((scope) => ({ scope, id: ticket.id }));
  });
  const scopes = new Set([...tickets.flatMap(scopesOfTicket), ...left.map(({ scope }) => scope)]);
  if (workspace.length > 0) scopes.add(WORKSPACE_SCOPE);
  const versions = await raise(tx, [...scopes].toSorted());

  const queueOf = new Map(tickets.map(({ id, queueId }) => [id, queueId]));
  await writeParts(
    tx,
    parts.map(({ kind, row }) => ({
      kind,
      row,
      ver: versions.get(queueScope(queueOf.get(row.ticketId) ?? '')) ?? missingScope(row.ticketId),
    })),
  );
  await writeEntries(tx, [
    ...left.map(({ scope, id }) => ({ scope, kind: 'ticket', id, ver: versions.get(scope), lane: 0, gone: true })),
    ...tickets.flatMap((ticket) =>
      scopesOfTicket(ticket).map((scope) => ({
        scope,
        kind: 'ticket',
        id: ticket.id,
        ver: versions.get(scope),
        lane: laneOf(ticket),
        gone: false,
      })),
    ),
    ...workspace.map(({ kind, row }) => ({
      scope: WORKSPACE_SCOPE,
      kind,
      id: row.id,
      ver: versions.get(WORKSPACE_SCOPE),
      lane: 0,
      gone: false,
    })),
  ]);
  return [...scopes];
}

/** Every rule that writes a part writes its ticket too, if only for the instant of its last event. */
function missingScope(ticketId: string): never {
  throw new Error(`A part was written without its ticket ${ticketId}`);
}

async function insertTickets(tx: Tx, tickets: readonly Ticket[]): Promise<void> {
  if (tickets.length === 0) return;
  const made = await tx.raw(
    `insert into ticket (id, queue_id, tier, number, status, is_ended, assignee_id, external_ref, row)
     select ${COLUMNS}, r->'row' from jsonb_array_elements($1::jsonb) r
     on conflict do nothing returning id`,
    [JSON.stringify(tickets.map(withColumns))],
  );
  if (made.length < tickets.length) throw new Overtaken('A ticket with this id or reference was made meanwhile');
}

/** Tickets that this transaction has locked. */
async function updateTickets(tx: Tx, tickets: readonly Ticket[]): Promise<void> {
  if (tickets.length === 0) return;
  await tx.raw(
    `update ticket set (id, queue_id, tier, number, status, is_ended, assignee_id, external_ref, row)
       = (select ${COLUMNS}, r->'row')
     from jsonb_array_elements($1::jsonb) r where ticket.id = (r->'row'->>'id')::uuid`,
    [JSON.stringify(tickets.map(withColumns))],
  );
}

/** The columns beside the row, out of `withColumns`. */
const COLUMNS = `(r->'row'->>'id')::uuid, (r->'row'->>'queueId')::uuid, (r->'row'->>'tier')::smallint,
  (r->'row'->>'number')::int, r->'row'->>'status', (r->>'ended')::boolean,
  (r->'row'->>'assigneeId')::uuid, r->'row'->>'externalRef'`;

function withColumns(row: Ticket): { ended: boolean; row: Ticket } {
  return { ended: hasEnded(row.status), row };
}

async function writeWorkspace(tx: Tx, rows: readonly { kind: string; row: { id: string } }[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.raw(
    `insert into workspace_row (kind, id, row)
     select r->>'kind', (r->'row'->>'id')::uuid, r->'row' from jsonb_array_elements($1::jsonb) r
     on conflict (kind, id) do update set row = excluded.row`,
    [JSON.stringify(rows)],
  );
  const users = rows.flatMap(({ kind, row }) => (kind === 'user' ? [row] : []));
  if (users.length > 0) await followAccounts(tx, users);
}

/**
 * The account of a person follows their row: who is no longer active cannot sign in, and a new e-mail is the one to
 * sign in with, unless another account has it.
 */
async function followAccounts(tx: Tx, users: readonly { id: string }[]): Promise<void> {
  await tx.raw(
    `update app_user account set is_active = u."isActive",
       email = case when exists (select 1 from app_user other where other.email = lower(u.email) and other.id <> u.id)
                    then account.email else lower(u.email) end
     from jsonb_to_recordset($1::jsonb) as u(id uuid, email text, "isActive" boolean)
     where account.id = u.id`,
    [JSON.stringify(users)],
  );
}

async function writeParts(tx: Tx, parts: readonly { kind: string; ver: number; row: PartRow }[]): Promise<void> {
  if (parts.length === 0) return;
  const put = await tx.raw(
    `insert into ticket_part (kind, id, ticket_id, ver, row)
     select r->>'kind', (r->'row'->>'id')::uuid, (r->'row'->>'ticketId')::uuid, (r->>'ver')::bigint, r->'row'
     from jsonb_array_elements($1::jsonb) r
     on conflict (kind, id) do update set ver = excluded.ver, row = excluded.row
       where ticket_part.ticket_id = excluded.ticket_id
     returning id`,
    [JSON.stringify(parts)],
  );
  if (put.length < parts.length) throw new Overtaken('Another ticket was given a part with this id meanwhile');
}

async function raise(tx: Tx, scopes: readonly string[]): Promise<Map<string, number>> {
  if (scopes.length === 0) return new Map();
  const rows = await tx.raw<{ scope: string; ver: number }>(
    `insert into scope_version (scope, ver) select s, 1 from unnest($1::text[]) s
     on conflict (scope) do update set ver = scope_version.ver + 1 returning scope, ver`,
    [scopes],
  );
  return new Map(rows.map(({ scope, ver }) => [scope, ver]));
}

/**
 * A ticket that comes back to work counts as having come in anew: a first sync that has walked past open work and not
 * yet to where the ticket stood among the ended meets it in the tail only, and needs all its parts there.
 */
async function writeEntries(tx: Tx, entries: readonly object[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.raw(
    `insert into scope_entry (scope, kind, id, ver, entered_ver, lane, gone)
     select e.scope, e.kind, e.id, e.ver, e.ver, e.lane, e.gone
     from jsonb_to_recordset($1::jsonb) as e(scope text, kind text, id uuid, ver bigint, lane smallint, gone boolean)
     on conflict (scope, kind, id) do update set ver = excluded.ver, lane = excluded.lane, gone = excluded.gone,
       entered_ver = case when scope_entry.gone or scope_entry.lane > excluded.lane
         then excluded.ver else scope_entry.entered_ver end`,
    [JSON.stringify(entries)],
  );
}
