import type { User } from '../domain/workspace.ts';
import { deriveId } from '../lib/derive-id.ts';
import { err, type Result } from '../lib/result.ts';
import type { Needs, Refusal } from '../mutations/mutation.ts';
import { decodeMutation, type Decoded } from '../mutations/registry.ts';
import { UnitOfWork } from '../mutations/unit-of-work.ts';
import { type AnyRow, type BaseRow, type OutboxRow, type RowRef, type StorageTx, refOf } from './storage.ts';

/** Who acts on this machine. */
export type Identity = { readonly clientId: string; readonly user: User };

type Pending = Pick<OutboxRow, 'seq' | 'name' | 'args' | 'performedAtMs'>;

/**
 * Runs pending actions in order over the local rows and writes what they lead to, keeping the backend's version of
 * each row they change. A refused one leaves nothing: the backend's word is what counts.
 *
 * @returns for each action why it was refused, or null; and the rows written.
 */
export async function replay(
  tx: StorageTx,
  identity: Identity,
  pending: readonly Pending[],
): Promise<{ refusals: (Refusal | null)[]; refs: RowRef[] }> {
  const decoded = pending.map((item) => ({ item, mutation: decodeMutation(item.name, item.args) }));
  const unit = new UnitOfWork();
  await load(
    tx,
    unit,
    decoded.flatMap(({ mutation }) => (mutation.ok ? [mutation.value.needs] : [])),
  );
  const actor = unit.workspace('user', identity.user.id) ?? identity.user;
  const refusals = decoded.map(({ item, mutation }) => runOne(unit, mutation, item, { ...identity, user: actor }));
  const rows = unit.written();
  const refs = rows.map(refOf);
  await keepBases(tx, unit, refs);
  await tx.putRows(rows);
  return { refusals, refs };
}

function runOne(
  unit: UnitOfWork,
  mutation: Result<Decoded, Refusal>,
  item: Pending,
  { clientId, user }: Identity,
): Refusal | null {
  if (!mutation.ok) return mutation.error;
  let made = 0;
  const refusal = mutation.value.run(unit, {
    actor: user,
    performedAtMs: item.performedAtMs,
    receivedAtMs: null,
    newId: () => deriveId(item.performedAtMs, `${clientId}:${item.seq}:${made++}`),
    ticketNumber: () => null,
  });
  if (refusal === null) unit.keep();
  else unit.discard();
  return refusal;
}

async function load(tx: StorageTx, unit: UnitOfWork, needs: readonly Needs[]): Promise<void> {
  for (const { kind, row } of await tx.workspaceRows(['user', 'queue'])) unit.load(kind, row.id, row);
  const tickets = [...new Set(needs.flatMap((need) => need.tickets ?? []))];
  const ticketRows = await fetch(
    tx,
    unit,
    tickets.map((id) => ({ table: 'ticket', id })),
  );
  const waiting = ticketRows.flatMap((row): RowRef[] =>
    row !== undefined && 'pendingHandoverId' in row && row.pendingHandoverId !== null
      ? [{ table: 'handover', ticketId: row.id, id: row.pendingHandoverId }]
      : [],
  );
  const parts = needs
    .flatMap((need) => need.parts ?? [])
    .map(({ kind, ticketId, id }): RowRef => ({ table: kind, ticketId, id }));
  const workspace = needs.flatMap((need) => need.workspace ?? []).map(({ kind, id }): RowRef => ({ table: kind, id }));
  await fetch(tx, unit, [...waiting, ...parts, ...workspace]);
}

async function fetch(tx: StorageTx, unit: UnitOfWork, refs: readonly RowRef[]): Promise<(AnyRow | undefined)[]> {
  if (refs.length === 0) return [];
  const rows = await tx.getRows(refs);
  for (const [index, ref] of refs.entries()) unit.load(ref.table, ref.id, rows[index]);
  return rows;
}

/** The rows as they were before anything pending touched them, for those that have no such record yet. */
async function keepBases(tx: StorageTx, unit: UnitOfWork, refs: readonly RowRef[]): Promise<void> {
  const known = await tx.getBases(refs);
  const bases = refs.flatMap((ref, index): BaseRow[] =>
    known[index] === undefined ? [{ ref, row: unit.loaded(ref.table, ref.id) ?? null }] : [],
  );
  await tx.putBases(bases);
}

/** Refuses an action whose name or arguments are wrong before anything is stored. */
export function refuseBadArguments(name: string, args: unknown): Result<never, Refusal> | null {
  const decoded = decodeMutation(name, args);
  return decoded.ok ? null : err(decoded.error);
}
