import type { WorkspaceKind } from '../domain/tables.ts';
import type { User } from '../domain/workspace.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { actionIds } from '../mutations/action-ids.ts';
import type { Needs, Refusal } from '../mutations/mutation.ts';
import { decodeMutation, type Decoded } from '../mutations/registry.ts';
import { UnitOfWork, type Written } from '../mutations/unit-of-work.ts';
import { type Life, wireSeqOf } from './life.ts';
import { type AnyRow, type BaseRow, type OutboxRow, type RowRef, type StorageTx, refOf } from './storage.ts';

/** Who acts on this machine. As which client, `meta` says: that may change under an open window. */
export type Identity = { readonly user: User };

type Pending = Pick<OutboxRow, 'seq' | 'name' | 'args' | 'performedAtMs'>;

/**
 * Runs pending actions in order over the local rows and writes what they lead to, keeping the backend's version of
 * each row they change. A refused one leaves nothing: the backend's word is what counts. They may have been
 * sent before.
 *
 * @returns for each action why it was refused, or null; and the rows written.
 */
export async function replay(
  tx: StorageTx,
  identity: Identity,
  pending: readonly Pending[],
): Promise<{ refusals: (Refusal | null)[]; refs: RowRef[] }> {
  const decoded = pending.map((item) => ({ item, mutation: decodeMutation(item.name, item.args) }));
  const unit = await loadNeeds(
    tx,
    decoded.flatMap(({ mutation }) => (mutation.ok ? [mutation.value.needs] : [])),
  );
  const life = await tx.meta();
  const refusals = decoded.map(({ item, mutation }) => {
    const done = runOne(unit, mutation, item, { ...identity, life });
    return done.ok ? null : done.error;
  });
  // A rule writes rows that it does not read: its ticket's history. The backend may have sent them already.
  const unread = unit.written().map(refOf);
  await fetch(
    tx,
    unit,
    unread.filter(({ table, id }) => !unit.hasLoaded(table, id)),
  );
  return { refusals, refs: await writeUnit(tx, unit) };
}

/** Writes what rules have put, keeping the version before of each row. Returns where the rows are. */
export async function writeUnit(tx: StorageTx, unit: UnitOfWork): Promise<RowRef[]> {
  const rows = unit.written();
  const refs = rows.map(refOf);
  await Promise.all([
    tx.keepBases(refs.map((ref): BaseRow => ({ ref, row: unit.loaded(ref.table, ref.id) ?? null }))),
    tx.putRows(rows),
  ]);
  return refs;
}

/** Runs one action's rule over a unit of work, which keeps what it wrote unless it refuses. Answers the rows it wrote. */
export function runOne(
  unit: UnitOfWork,
  mutation: Result<Decoded, Refusal>,
  item: Pending,
  { user, life }: Identity & { readonly life: Life },
): Result<Written[], Refusal> {
  if (!mutation.ok) return mutation;
  const refusal = mutation.value.run(unit, {
    actor: (unit.loaded('user', user.id) as User | undefined) ?? user,
    performedAtMs: item.performedAtMs,
    receivedAtMs: null,
    newId: actionIds(life.clientId, wireSeqOf(life, item.seq), item.performedAtMs),
    ticketNumber: () => null,
  });
  if (refusal === null) return ok(unit.keep());
  unit.discard();
  return err(refusal);
}

/** A unit of work with everything that some actions need: people, queues, the rows they name, and waiting hand-overs. */
export async function loadNeeds(tx: StorageTx, needs: readonly Needs[]): Promise<UnitOfWork> {
  const unit = new UnitOfWork();
  const tickets = [...new Set(needs.flatMap((need) => need.tickets ?? []))];
  const parts = needs
    .flatMap((need) => need.parts ?? [])
    .map(({ kind, ticketId, id }): RowRef => ({ table: kind, ticketId, id }));
  const workspace = needs.flatMap((need) => need.workspace ?? []).map(({ kind, id }): RowRef => ({ table: kind, id }));
  const kinds: readonly WorkspaceKind[] = ['user', 'queue', ...needs.flatMap((need) => need.whole ?? [])];
  // At once: one after the other they would be what an agent waits for.
  const [people, ticketRows] = await Promise.all([
    tx.workspaceRows(kinds),
    fetch(
      tx,
      unit,
      tickets.map((id) => ({ table: 'ticket', id })),
    ),
    fetch(tx, unit, [...parts, ...workspace]),
  ]);
  for (const { kind, row } of people) unit.load(kind, row.id, row);
  const told = new Set(needs.flatMap((need) => need.parentsOf ?? []));
  const parents = ticketRows.flatMap((row): RowRef[] =>
    row !== undefined && 'parent' in row && row.parent !== undefined && row.parent !== null && told.has(row.id)
      ? [
          { table: 'ticket', id: row.parent.id },
          { table: 'subticket', ticketId: row.parent.id, id: row.id },
        ]
      : [],
  );
  const waiting = ticketRows.flatMap((row): RowRef[] =>
    row !== undefined && 'pendingHandoverId' in row && row.pendingHandoverId !== null
      ? [{ table: 'handover', ticketId: row.id, id: row.pendingHandoverId }]
      : [],
  );
  await fetch(tx, unit, [...waiting, ...parents]);
  return unit;
}

async function fetch(tx: StorageTx, unit: UnitOfWork, refs: readonly RowRef[]): Promise<(AnyRow | undefined)[]> {
  if (refs.length === 0) return [];
  const rows = await tx.getRows(refs);
  for (const [index, ref] of refs.entries()) unit.load(ref.table, ref.id, rows[index]);
  return rows;
}
