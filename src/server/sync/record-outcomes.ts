import { isDeepStrictEqual } from 'node:util';
import type { User } from '../../shared/domain/workspace.ts';
import type { Refusal } from '../../shared/mutations/mutation.ts';
import { storableText } from '../../shared/mutations/storable.ts';
import type { Tx } from '../db/database.ts';

/** What an action is about: a ticket, or a row of the workspace. */
export type Subject = { readonly kind: string; readonly id: string };

/** The fields of a row that differ, as they were and as they are, or would be. */
export type AuditChange = {
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
};

/** An action and what became of it, as it is kept for repeats and as the audit. */
export type OutcomeRecord = {
  readonly seq: number;
  readonly name: string;
  readonly performedAtMs: number;
  readonly receivedAtMs: number;
  readonly actor: User;
  readonly error: Refusal | null;
  readonly subject: Subject | null;
  readonly change: AuditChange | null;
};

/** The fields in which two versions of a row differ; all of them for a row that was not there. */
export function changeOf(before: object | undefined, after: object): AuditChange {
  const old = new Map(Object.entries(before ?? {}));
  const fresh = new Map(Object.entries(after));
  const differing = [...new Set([...old.keys(), ...fresh.keys()])].filter(
    // Not by their text: the database keeps the keys of JSON in an order of its own.
    (key) => !isDeepStrictEqual(old.get(key), fresh.get(key)),
  );
  const only = (row: ReadonlyMap<string, unknown>): Record<string, unknown> =>
    Object.fromEntries(differing.flatMap((key) => (row.has(key) ? [[key, row.get(key)]] : [])));
  return { before: only(old), after: only(fresh) };
}

/** Keeps what became of a client's actions, and how far the client has come. `sessionId` says from which device. */
export async function recordOutcomes(
  tx: Tx,
  clientId: string,
  records: readonly OutcomeRecord[],
  sessionId: string | null,
): Promise<void> {
  const rows = records.map(({ seq, name, performedAtMs, receivedAtMs, actor, error, subject, change }) => ({
    seq,
    name: storableText(name, 80),
    actor: actor.id,
    performed: performedAtMs,
    received: receivedAtMs,
    error,
    kind: subject?.kind ?? null,
    subject: subject?.id ?? null,
    change,
  }));
  await tx.raw(
    `insert into mutation_result
       (client_id, seq, name, actor_id, performed_at_ms, received_at_ms, error, subject_kind, subject_id, change, device)
     select $1::uuid, r.seq, r.name, r.actor, r.performed, r.received, r.error, r.kind, r.subject, r.change,
       (select device_name from session where id = $3::uuid)
     from jsonb_to_recordset($2::jsonb) as r(seq bigint, name text, actor uuid, performed bigint, received bigint,
       error jsonb, kind text, subject uuid, change jsonb)`,
    [clientId, JSON.stringify(rows), sessionId],
  );
  await tx.raw('update client set last_seq = $2 where id = $1::uuid', [clientId, records.at(-1)?.seq ?? 0]);
}
