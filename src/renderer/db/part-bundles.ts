import type { Table } from 'dexie';
import type { AnyRow } from '../../shared/sync/storage.ts';
import type { BundleRecord, Part } from './console-db.ts';

/** Where a part lies: its ticket, its kind and its id. */
export type PartPlace = { readonly ticketId: string; readonly kind: string; readonly id: string };

/**
 * The messages, attempts, hand-overs and events of tickets, all of one ticket in one record: IndexedDB costs per record
 * and not per byte, and a first sync brings ten parts a ticket. Works in the transaction that is open.
 */
export class PartBundles {
  readonly #table: Table<BundleRecord, string>;

  constructor(table: Table<BundleRecord, string>) {
    this.#table = table;
  }

  /** The rows of some parts, in the same order; undefined for one that is not there. */
  async get(places: readonly PartPlace[]): Promise<(AnyRow | undefined)[]> {
    const bundles = await this.#bundlesOf(places);
    return places.map(
      ({ ticketId, kind, id }) => bundles.get(ticketId)?.find((part) => part.kind === kind && part.row.id === id)?.row,
    );
  }

  /** Puts parts, each in the place of an earlier version of it. */
  async put(parts: readonly (Part & { readonly ticketId: string })[]): Promise<void> {
    const added = Map.groupBy(parts, ({ ticketId }) => ticketId);
    const known = await this.#bundlesOf(parts);
    const records = [...added].map(([ticketId, own]): BundleRecord => {
      const merged = new Map((known.get(ticketId) ?? []).map((part) => [keyOf(part), part]));
      for (const { kind, row } of own) merged.set(keyOf({ kind, row }), { kind, row });
      return { ticketId, parts: [...merged.values()] };
    });
    await this.#table.bulkPut(records);
  }

  /** Deletes parts; those that are not there are no error. */
  async delete(places: readonly PartPlace[]): Promise<void> {
    const gone = new Set(places.map(({ kind, id }) => `${kind}:${id}`));
    const known = await this.#bundlesOf(places);
    const records = [...known].map(([ticketId, parts]): BundleRecord => ({
      ticketId,
      parts: parts.filter((part) => !gone.has(keyOf(part))),
    }));
    await this.#table.bulkPut(records.filter(({ parts }) => parts.length > 0));
    await this.#table.bulkDelete(records.filter(({ parts }) => parts.length === 0).map(({ ticketId }) => ticketId));
  }

  /** Deletes everything that belongs to some tickets. */
  async deleteOf(ticketIds: readonly string[]): Promise<void> {
    await this.#table.bulkDelete([...ticketIds]);
  }

  async #bundlesOf(places: readonly { readonly ticketId: string }[]): Promise<Map<string, readonly Part[]>> {
    const records = await this.#table.bulkGet([...new Set(places.map(({ ticketId }) => ticketId))]);
    return new Map(records.flatMap((record) => (record === undefined ? [] : [[record.ticketId, record.parts]])));
  }
}

function keyOf({ kind, row }: Part): string {
  return `${kind}:${row.id}`;
}
