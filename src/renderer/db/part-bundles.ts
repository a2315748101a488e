import type { AnyRow } from '../../shared/sync/storage.ts';
import type { BundleRecord, Part } from './console-db.ts';
import { answerOf } from './idb-request.ts';

/** Where a part lies: its ticket, its kind and its id. */
export type PartPlace = { readonly ticketId: string; readonly kind: string; readonly id: string };

/**
 * The messages, attempts, hand-overs and events of tickets, all of one ticket in one record: IndexedDB costs per record
 * and not per byte, and a first sync brings ten parts a ticket. Works within one transaction, in which each record is
 * read once. Changes are not waited for: who asks later is answered with them, and `written` tells when all are made.
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
  put(parts: readonly (Part & { readonly ticketId: string })[]): void {
    for (const [ticketId, own] of Map.groupBy(parts, (part) => part.ticketId)) {
      this.#change(ticketId, (known) => {
        const merged = new Map(known.map((part) => [keyOf(part), part]));
        for (const { kind, row } of own) merged.set(keyOf({ kind, row }), { kind, row });
        return [...merged.values()];
      });
    }
  }

  /** Deletes parts; those that are not there are no error. */
  delete(places: readonly PartPlace[]): void {
    const gone = new Set(places.map(({ kind, id }) => `${kind}:${id}`));
    for (const ticketId of new Set(places.map((place) => place.ticketId))) {
      this.#change(ticketId, (known) => known.filter((part) => !gone.has(keyOf(part))));
    }
  }

  /** Deletes everything that belongs to some tickets. */
  deleteOf(ticketIds: readonly string[]): void {
    for (const ticketId of ticketIds) {
      // Nothing needs to be read for it, unless that is under way.
      if (!this.#known.has(ticketId)) this.#known.set(ticketId, Promise.resolve([]));
      this.#change(ticketId, () => []);
    }
  }

  /** Resolves when every change has been handed to the database. Rejects when one could not be. */
  async written(): Promise<void> {
    await Promise.all(this.#known.values());
  }

  #change(ticketId: string, change: (known: readonly Part[]) => readonly Part[]): void {
    const changed = this.#bundleOf(ticketId).then((known) => {
      const parts = change(known);
      if (parts.length === 0) this.#store.delete(ticketId);
      else this.#store.put({ ticketId, parts } satisfies BundleRecord);
      return parts;
    });
    // Who asks for it, or for all to be written, hears of a failure.
    changed.catch(() => undefined);
    this.#known.set(ticketId, changed);
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
