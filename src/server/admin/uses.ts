import type { AdminKind, Uses } from '../../shared/protocol/admin.ts';
import type { Queryable } from '../db/database.ts';

type Count = { readonly id: string; readonly count: number };
type Counter = { readonly use: keyof Uses; readonly sql: string; readonly isTimed?: boolean };

const OPEN_BY = (column: string): string =>
  `select ${column} as id, count(*)::int as count from ticket where not is_ended and ${column} is not null group by 1`;

/** What is counted of each kind. A row that is not in the answer has none. */
const COUNTERS: Readonly<Partial<Record<AdminKind, readonly Counter[]>>> = {
  user: [
    { use: 'openTickets', sql: OPEN_BY('assignee_id') },
    {
      use: 'sessions',
      sql: `select user_id as id, count(*)::int as count from session
            where revoked_at_ms is null and expires_at_ms > $1 group by 1`,
      isTimed: true,
    },
  ],
  queue: [
    { use: 'openTickets', sql: OPEN_BY('queue_id') },
    {
      use: 'members',
      sql: `select q as id, count(*)::int as count from workspace_row, jsonb_array_elements_text(row->'queueIds') q
            where kind = 'user' and (row->>'isActive')::boolean group by 1`,
    },
  ],
  category: [
    { use: 'openTickets', sql: OPEN_BY(`row->>'categoryId'`) },
    {
      use: 'children',
      sql: `select row->>'parentId' as id, count(*)::int as count from workspace_row
            where kind = 'category' and row->>'parentId' is not null group by 1`,
    },
  ],
};

/** How much depends on each row of a kind, by its id. */
export async function readUses(db: Queryable, kind: AdminKind, nowMs: number): Promise<ReadonlyMap<string, Uses>> {
  const uses = new Map<string, Uses>();
  for (const { use, sql, isTimed = false } of COUNTERS[kind] ?? []) {
    for (const { id, count } of await db.raw<Count>(sql, isTimed ? [nowMs] : [])) {
      uses.set(id, { ...uses.get(id), [use]: count });
    }
  }
  return uses;
}
