import { PART_KINDS } from '../../shared/domain/tables.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import type { Needs } from '../../shared/mutations/mutation.ts';
import type { UnitOfWork } from '../../shared/mutations/unit-of-work.ts';
import type { Tx } from '../db/database.ts';
import type { People } from './workspace-cache.ts';

/**
 * Fills a unit of work with what a batch of mutations needs: people and queues, the tickets (locked, in id order,
 * so that two batches never wait for each other in a circle) with their waiting hand-overs and the parents that they tell, the rows and the kinds
 * named, and how full queues are.
 *
 * @returns each ticket as it is now.
 */
export async function loadNeeds(
  tx: Tx,
  unit: UnitOfWork,
  needs: readonly Needs[],
  people: People,
): Promise<Map<string, Ticket>> {
  for (const user of people.users.values()) unit.load('user', user.id, user);
  for (const queue of people.queues.values()) unit.load('queue', queue.id, queue);

  const tickets = await lockTickets(tx, needs);
  for (const { row } of tickets) unit.load('ticket', row.id, row);

  // The line of a subticket on its parent has its id.
  const told = new Set(needs.flatMap((need) => need.parentsOf ?? []));
  const lines = tickets.flatMap(({ row }) => (told.has(row.id) && hasParent(row) ? [row.id] : []));
  const waiting = tickets.flatMap(({ row }) => (row.pendingHandoverId === null ? [] : [row.pendingHandoverId]));
  const partIds = [
    ...new Set([...waiting, ...lines, ...needs.flatMap((need) => need.parts ?? []).map(({ id }) => id)]),
  ];
  if (partIds.length > 0) {
    const parts = await tx.raw<{ kind: string; id: string; row: unknown }>(
      'select kind, id, row from ticket_part where kind = any($1::text[]) and id = any($2::uuid[])',
      [PART_KINDS, partIds],
    );
    for (const { kind, id, row } of parts) unit.load(kind, id, row);
  }

  const whole = needs.flatMap((need) => need.whole ?? []);
  if (whole.length > 0) {
    const rows = await tx.raw<{ kind: string; id: string; row: unknown }>(
      'select kind, id, row from workspace_row where kind = any($1::text[])',
      [[...new Set(whole)]],
    );
    for (const { kind, id, row } of rows) unit.load(kind, id, row);
  }

  const queueIds = [...new Set(needs.flatMap((need) => need.queueLoads ?? []))];
  if (queueIds.length > 0) {
    const loads = await tx.raw<{ id: string; count: number }>(
      `select q as id, count(ticket.id)::int as count from unnest($1::uuid[]) q
       left join ticket on ticket.queue_id = q and not ticket.is_ended group by q`,
      [queueIds],
    );
    for (const { id, count } of loads) unit.loadOpenTickets(id, count);
  }

  const keys = needs.flatMap((need) => need.workspace ?? []);
  if (keys.length > 0) {
    const rows = await tx.raw<{ kind: string; id: string; row: unknown }>(
      `select kind, id, row from workspace_row where kind = any($1::text[]) and id = any($2::uuid[])`,
      [[...new Set(keys.map(({ kind }) => kind))], [...new Set(keys.map(({ id }) => id))]],
    );
    for (const { kind, id, row } of rows) unit.load(kind, id, row);
  }
  return new Map(tickets.map(({ row }) => [row.id, row]));
}

function hasParent({ parent }: Ticket): boolean {
  return parent !== undefined && parent !== null;
}

/**
 * The tickets that are named, and the parents of those whose parents are told; locked in id order, all in one statement. A
 * subticket keeps its parent for good, so that the parents can be looked up before they are locked.
 */
async function lockTickets(tx: Tx, needs: readonly Needs[]): Promise<{ row: Ticket }[]> {
  const named = [...new Set(needs.flatMap((need) => need.tickets ?? []))];
  if (named.length === 0) return [];
  return tx.raw<{ row: Ticket }>(
    `with wanted as (
       select unnest($1::uuid[]) as id
       union
       select (c.row->'parent'->>'id')::uuid from ticket c
       where c.id = any($2::uuid[]) and c.row->'parent'->>'id' is not null
     )
     select t.row from ticket t where t.id in (select id from wanted) order by t.id for update of t`,
    [named, [...new Set(needs.flatMap((need) => need.parentsOf ?? []))]],
  );
}
