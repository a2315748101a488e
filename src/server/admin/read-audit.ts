import type { z } from 'zod';
import type { AuditItem, auditQuerySchema } from '../../shared/protocol/admin.ts';
import type { Queryable } from '../db/database.ts';

export type AuditPage = { items: AuditItem[]; next: string | null };

type Line = Omit<AuditItem, 'id' | 'at' | 'outcome'> & {
  readonly clientId: string;
  readonly seq: number;
  readonly atMs: number;
};

/** Where a page goes on: after this line. */
type Cursor = { readonly atMs: number; readonly clientId: string; readonly seq: number };

/**
 * A page of the audit, newest first. Without `kind` it is about the workspace and not about tickets, which have a history
 * of their own. Null for a cursor that is none of ours.
 */
export async function readAudit(db: Queryable, query: z.infer<typeof auditQuerySchema>): Promise<AuditPage | null> {
  const cursor = query.cursor === undefined ? undefined : readCursor(query.cursor);
  if (cursor === null) return null;
  const params: unknown[] = [];
  const bind = (value: unknown): string => `$${params.push(value)}`;
  const conditions = [
    query.kind === undefined
      ? `m.subject_kind is not null and m.subject_kind <> 'ticket'`
      : `m.subject_kind = ${bind(query.kind)}`,
    ...(query.personId === undefined ? [] : [`m.actor_id = ${bind(query.personId)}::uuid`]),
    ...(query.rowId === undefined ? [] : [`m.subject_id = ${bind(query.rowId)}::uuid`]),
    ...(query.from === undefined ? [] : [`m.received_at_ms >= ${bind(Date.parse(query.from))}`]),
    ...(query.until === undefined ? [] : [`m.received_at_ms < ${bind(Date.parse(query.until))}`]),
    ...(query.outcome === undefined ? [] : [`m.error is ${query.outcome === 'accepted' ? '' : 'not '}null`]),
    ...(cursor === undefined
      ? []
      : [
          `(m.received_at_ms, m.client_id, m.seq) <
           (${bind(cursor.atMs)}::bigint, ${bind(cursor.clientId)}::uuid, ${bind(cursor.seq)}::bigint)`,
        ]),
  ];
  const lines = await db.raw<Line>(
    `select m.client_id as "clientId", m.seq, m.received_at_ms as "atMs", m.actor_id as "personId", m.device, m.name,
       m.subject_kind as kind, m.subject_id as "rowId", m.error->>'code' as code, m.change,
       coalesce(w.row->>'title', w.row->'name'->>'pt', w.row->>'name', ticket.row->>'subject') as label
     from mutation_result m
     left join workspace_row w on w.kind = m.subject_kind and w.id = m.subject_id
     left join ticket on m.subject_kind = 'ticket' and ticket.id = m.subject_id
     where ${conditions.join(' and ')}
     order by m.received_at_ms desc, m.client_id desc, m.seq desc
     limit ${bind(query.limit + 1)}`,
    params,
  );
  const shown = lines.slice(0, query.limit);
  const last = lines.length > query.limit ? shown.at(-1) : undefined;
  return { items: shown.map(toItem), next: last === undefined ? null : writeCursor(last) };
}

function toItem({ clientId, seq, atMs, ...line }: Line): AuditItem {
  return {
    ...line,
    id: `${clientId}:${seq}`,
    at: new Date(atMs).toISOString(),
    outcome: line.code === null ? 'accepted' : 'refused',
  };
}

function writeCursor({ atMs, clientId, seq }: Cursor): string {
  return Buffer.from(`${atMs}/${clientId}/${seq}`).toString('base64url');
}

function readCursor(text: string): Cursor | null {
  const [, atMs, clientId, seq] =
    /^(\d{1,15})\/([0-9a-f-]{36})\/(\d{1,15})$/.exec(Buffer.from(text, 'base64url').toString()) ?? [];
  if (atMs === undefined || clientId === undefined || seq === undefined || !UUID.test(clientId)) return null;
  return { atMs: Number(atMs), clientId, seq: Number(seq) };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
