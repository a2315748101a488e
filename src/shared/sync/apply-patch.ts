import { isPartKind, isTableName, type TableName } from '../domain/tables.ts';
import type { PatchOp } from '../protocol/pull.ts';
import { type AnyRow, refKey, type RowRef, type StorageTx, written } from './storage.ts';

type Put = { readonly ref: RowRef; readonly table: TableName; readonly row: AnyRow };

/**
 * What is left of a patch when its operations have been gone through in order: which rows are as it says, and which
 * tickets and workspace rows must go first. Pages of one pull come together in one patch, and a ticket may have entered
 * the view in one of them and left it, or come back, in another.
 */
export class Patch {
  readonly #puts = new Map<string, Map<string, Put>>();
  readonly #goneTickets = new Set<string>();
  readonly #goneRows = new Map<string, RowRef>();

  constructor(ops: readonly PatchOp[]) {
    for (const op of ops) {
      if (op.op === 'put') this.#put(op.table, op.row as unknown as AnyRow);
      else if (op.table === 'ticket') {
        this.#puts.delete(op.id);
        this.#goneTickets.add(op.id);
      } else if (!isPartKind(op.table)) this.#deleteRow({ table: op.table, id: op.id });
    }
  }

  /** The tickets and rows of the workspace that it puts. */
  get ownRows(): readonly RowRef[] {
    return this.#all().flatMap(({ ref }) => ('ticketId' in ref ? [] : [ref]));
  }

  /** The tickets and rows of the workspace that it takes away and does not put again. */
  get goneRows(): readonly RowRef[] {
    const put = new Set(this.ownRows.map(refKey));
    return this.#gone().filter((ref) => !put.has(refKey(ref)));
  }

  /**
   * Writes it. Tickets of `afresh` are put in the place of all that was here of them.
   *
   * @returns the rows touched.
   */
  async apply(tx: StorageTx, afresh: readonly string[]): Promise<RowRef[]> {
    const puts = this.#all();
    await tx.deleteTickets([...this.#goneTickets, ...afresh]);
    await tx.deleteRows([...this.#goneRows.values()]);
    await tx.putRows(puts.map(({ table, row }) => written(table, row)));
    return [...puts.map(({ ref }) => ref), ...this.#gone()];
  }

  #put(table: TableName, row: AnyRow): void {
    const ref = refOfRow(table, row);
    const group = 'ticketId' in ref ? ref.ticketId : table === 'ticket' ? row.id : '';
    const known = this.#puts.get(group) ?? new Map<string, Put>();
    this.#puts.set(group, known.set(refKey(ref), { ref, table, row }));
    this.#goneRows.delete(refKey(ref));
  }

  #deleteRow(ref: RowRef): void {
    this.#puts.get('')?.delete(refKey(ref));
    this.#goneRows.set(refKey(ref), ref);
  }

  #all(): Put[] {
    return [...this.#puts.values()].flatMap((group) => [...group.values()]);
  }

  #gone(): RowRef[] {
    return [...this.#goneRows.values(), ...[...this.#goneTickets].map((id): RowRef => ({ table: 'ticket', id }))];
  }
}

/**
 * Of a table that only a newer backend knows, a row that names a ticket is a part of it: it comes, is kept as it is and goes
 * with its ticket, and a later release finds it. Any other is a row of the workspace that nobody here reads.
 */
function refOfRow(table: TableName, row: AnyRow): RowRef {
  return 'ticketId' in row && (isPartKind(table) || !isTableName(table))
    ? { table, ticketId: row.ticketId, id: row.id }
    : ({ table, id: row.id } as RowRef);
}
