import type { AnyRow } from '../../shared/sync/storage.ts';
import type { BundleRecord, Part } from './console-db.ts';
import { answerOf } from './idb-request.ts';

/** Where a part lies: its ticket, its kind and its id. */
export type PartPlace = { readonly ticketId: string; readonly kind: string; readonly id: string };

/**
 * The messages, attempts, hand-overs and events of tickets, all of one ticket in one record: IndexedDB costs per record
 * and not per byte, and a first sync brings ten parts a ticket. Works within one transaction, in which each record is
 * read once.
 */
export class PartBundles {
  readonly #store: IDBObjectStore;
  readonly #known = new Map<string, Promise<readonly Part[]>>();

  constructor(store: IDBObjectStore) {
    this.#store = store;
  }

  /** Begins to read what belongs to a ticket, since it will be asked for. */
  prefetch(ticketId: string): void {
    // Whoever asks for it hears of a failure; until then nobody does.
    this.#bundleOf(ticketId).catch(() => undefined);
  }

  /** The rows of some parts, in the same order; undefined for one that is not there. */
  async get(places: readonly PartPlace[]): Promise<(AnyRow | undefined)[]> {
    return Promise.all(
      places.map(async ({ ticketId, kind, id }) => {
        const parts = await this.#bundleOf(ticketId);
        return parts.find((part) => part.kind === kind && part.row.id === id)?.row;
      }),
    );
  }

  /** Puts parts, each in the place of an earlier version of it. */
  async put(parts: readonly (Part & { readonly ticketId: string })[]): Promise<void> {
    const added = [...Map.groupBy(parts, ({ ticketId }) => ticketId)];
    const known = await Promise.all(added.map(([ticketId]) => this.#bundleOf(ticketId)));
    for (const [index, [ticketId, own]] of added.entries()) {
      const merged = new Map((known[index] ?? []).map((part) => [keyOf(part), part]));
      for (const { kind, row } of own) merged.set(keyOf({ kind, row }), { kind, row });
      this.#write(ticketId, [...merged.values()]);
    }
  }

  /** Deletes parts; those that are not there are no error. */
  async delete(places: readonly PartPlace[]): Promise<void> {
    const gone = new Set(places.map(({ kind, id }) => `${kind}:${id}`));
    const ticketIds = [...new Set(places.map(({ ticketId }) => ticketId))];
    const known = await Promise.all(ticketIds.map((ticketId) => this.#bundleOf(ticketId)));
    for (const [index, ticketId] of ticketIds.entries()) {
      this.#write(
        ticketId,
        (known[index] ?? []).filter((part) => !gone.has(keyOf(part))),
      );
    }
  }

  /** Deletes everything that belongs to some tickets. */
  deleteOf(ticketIds: readonly string[]): void {
    for (const ticketId of ticketIds) this.#write(ticketId, []);
  }

  #write(ticketId: string, parts: readonly Part[]): void {
    this.#known.set(ticketId, Promise.resolve(parts));
    if (parts.length === 0) this.#store.delete(ticketId);
    else this.#store.put({ ticketId, parts } satisfies BundleRecord);
  }

  #bundleOf(ticketId: string): Promise<readonly Part[]> {
    const known = this.#known.get(ticketId);
    if (known !== undefined) return known;
    const reading = answerOf<BundleRecord | undefined>(this.#store.get(ticketId)).then((record) => record?.parts ?? []);
    this.#known.set(ticketId, reading);
    return reading;
  }
}

function keyOf({ kind, row }: Part): string {
  return `${kind}:${row.id}`;
}
