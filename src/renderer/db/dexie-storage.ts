import { type WorkspaceKind, type WorkspaceRow } from '../../shared/domain/tables.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import type { Written } from '../../shared/mutations/unit-of-work.ts';
import type { CalendarRow, Policy } from '../../shared/sla/policy.ts';
import {
  type AnyRow,
  type BaseRow,
  type Meta,
  refKey,
  type RowRef,
  type Storage,
  type StorageTx,
} from '../../shared/sync/storage.ts';
import type { ConsoleDb, MetaRecord, Part, WorkspaceRecord } from './console-db.ts';
import { PartBundles, type PartPlace } from './part-bundles.ts';
import { type Ordering, ticketOrdering } from './ticket-order.ts';

/** Above the id of any row. */
const AFTER_ALL = '\uffff';

/**
 * The engine's storage on IndexedDB: a record per ticket, one for all that belongs to it, one per row of the workspace.
 * `act` transactions go through `strict`, `sync` ones through `relaxed`; both are the same database.
 */
export class DexieStorage implements Storage {
  readonly #strict: ConsoleDb;
  readonly #relaxed: ConsoleDb;
  readonly #orderings: OrderingCache;

  constructor(databases: { readonly strict: ConsoleDb; readonly relaxed: ConsoleDb }, nowMs: () => number) {
    this.#strict = databases.strict;
    this.#relaxed = databases.relaxed;
    this.#orderings = { nowMs, version: -1, ordering: null };
  }

  transact<T>(kind: 'act' | 'sync', work: (tx: StorageTx) => Promise<T>): Promise<T> {
    const db = kind === 'act' ? this.#strict : this.#relaxed;
    const tables = [db.tickets, db.bundles, db.workspace, db.bases, db.outbox, db.recovered, db.attention, db.meta];
    // An async function, not one that answers a promise: by that Dexie knows to follow native awaits.
    return db.transaction('rw', tables, async () => work(new DexieTx(db, this.#orderings)));
  }
}

/** The ordering worked out last, good for one version of the policies; compiling calendars is not for every act. */
type OrderingCache = { readonly nowMs: () => number; version: number; ordering: Ordering | null };

class DexieTx implements StorageTx {
  readonly #db: ConsoleDb;
  readonly #parts: PartBundles;
  readonly #orderings: OrderingCache;

  constructor(db: ConsoleDb, orderings: OrderingCache) {
    this.#db = db;
    this.#parts = new PartBundles(db.bundles);
    this.#orderings = orderings;
  }

  async getRows(refs: readonly RowRef[]): Promise<(AnyRow | undefined)[]> {
    const { tickets, parts, workspace } = split(refs);
    const found = new Map<string, AnyRow>();
    if (tickets.length > 0) {
      for (const record of await this.#db.tickets.bulkGet(tickets.map(({ id }) => id))) {
        if (record !== undefined) found.set(`ticket:${record.id}`, record.row);
      }
    }
    if (parts.length > 0) {
      const rows = await this.#parts.get(parts.map(placeOf));
      for (const [index, { table, id }] of parts.entries()) {
        const row = rows[index];
        if (row !== undefined) found.set(`${table}:${id}`, row);
      }
    }
    if (workspace.length > 0) {
      const keys = workspace.map(({ table, id }): [string, string] => [table, id]);
      for (const record of await this.#db.workspace.bulkGet(keys)) {
        if (record !== undefined) found.set(`${record.kind}:${record.id}`, record.row);
      }
    }
    return refs.map((ref) => found.get(refKey(ref)));
  }

  async putRows(rows: readonly Written[]): Promise<void> {
    const tickets: Ticket[] = [];
    const parts: (Part & { readonly ticketId: string })[] = [];
    const workspace: WorkspaceRecord[] = [];
    for (const { table, row } of rows) {
      if (table === 'ticket') tickets.push(row);
      else if ('ticketId' in row) parts.push({ ticketId: row.ticketId, kind: table, row });
      else workspace.push({ kind: table, id: row.id, row });
    }
    if (workspace.length > 0) await this.#db.workspace.bulkPut(workspace);
    if (workspace.some(({ kind }) => kind === 'policy' || kind === 'calendar')) await this.#reorder();
    if (tickets.length > 0) {
      const ordering = await this.#currentOrdering();
      await this.#db.tickets.bulkPut(tickets.map(ordering));
    }
    if (parts.length > 0) await this.#parts.put(parts);
  }

  async deleteRows(refs: readonly RowRef[]): Promise<void> {
    const { tickets, parts, workspace } = split(refs);
    if (tickets.length > 0) await this.#db.tickets.bulkDelete(tickets.map(({ id }) => id));
    if (parts.length > 0) await this.#parts.delete(parts.map(placeOf));
    if (workspace.length > 0) await this.#db.workspace.bulkDelete(workspace.map(({ table, id }) => [table, id]));
  }

  async deleteTickets(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.#db.tickets.bulkDelete([...ids]);
    await this.#parts.deleteOf(ids);
  }

  async workspaceRows(kinds: readonly WorkspaceKind[]): Promise<{ kind: WorkspaceKind; row: WorkspaceRow }[]> {
    // One after the other: a native Promise.all inside a Dexie transaction leaves its zone (dexie.org/docs/Promise).
    const lists: WorkspaceRecord[][] = [];
    for (const kind of kinds) {
      lists.push(await this.#db.workspace.where('[kind+id]').between([kind], [kind, AFTER_ALL]).toArray());
    }
    return lists.flat().map(({ kind, row }) => ({ kind: kind as WorkspaceKind, row: row as WorkspaceRow }));
  }

  async clearRows(): Promise<void> {
    await this.#db.tickets.clear();
    await this.#db.bundles.clear();
    await this.#db.workspace.clear();
  }

  async getBases(refs: readonly RowRef[]): Promise<(BaseRow | undefined)[]> {
    return this.#db.bases.bulkGet(refs.map(refKey));
  }

  async allBases(): Promise<BaseRow[]> {
    return this.#db.bases.toArray();
  }

  async putBases(bases: readonly BaseRow[]): Promise<void> {
    if (bases.length > 0) await this.#db.bases.bulkPut(bases.map((base) => ({ ...base, key: refKey(base.ref) })));
  }

  async clearBases(): Promise<void> {
    await this.#db.bases.clear();
  }

  async addOutbox(row: Parameters<StorageTx['addOutbox']>[0]): Promise<number> {
    return this.#db.outbox.add(row);
  }

  async outbox(): ReturnType<StorageTx['outbox']> {
    return this.#db.outbox.toArray();
  }

  async putOutbox(rows: Parameters<StorageTx['putOutbox']>[0]): Promise<void> {
    if (rows.length > 0) await this.#db.outbox.bulkPut([...rows]);
  }

  async deleteOutbox(seqs: readonly number[]): Promise<void> {
    if (seqs.length > 0) await this.#db.outbox.bulkDelete([...seqs]);
  }

  async recovered(): ReturnType<StorageTx['recovered']> {
    return this.#db.recovered.toArray();
  }

  async putRecovered(rows: Parameters<StorageTx['putRecovered']>[0]): Promise<void> {
    if (rows.length > 0) await this.#db.recovered.bulkPut([...rows]);
  }

  async deleteRecovered(rows: Parameters<StorageTx['deleteRecovered']>[0]): Promise<void> {
    if (rows.length > 0) await this.#db.recovered.bulkDelete(rows.map(({ place, seq }) => [place, seq]));
  }

  async attention(): ReturnType<StorageTx['attention']> {
    return this.#db.attention.toArray();
  }

  async addAttention(rows: Parameters<StorageTx['addAttention']>[0]): Promise<void> {
    if (rows.length > 0) await this.#db.attention.bulkPut([...rows]);
  }

  async meta(): Promise<Meta> {
    const records = await this.#db.meta.toArray();
    return { ...emptyMeta, ...Object.fromEntries(records.map(({ key, value }) => [key, value])) };
  }

  async putMeta(change: Partial<Meta>): Promise<void> {
    const records = Object.entries(change).map(([key, value]) => ({ key, value }) as MetaRecord);
    await this.#db.meta.bulkPut(records);
  }

  async #currentOrdering(): Promise<Ordering> {
    const cache = this.#orderings;
    const version = ((await this.#db.meta.get('policyVersion'))?.value as number | undefined) ?? 0;
    if (cache.ordering !== null && cache.version === version) return cache.ordering;
    const rows = await this.workspaceRows(['policy', 'calendar']);
    const policies = rows.flatMap(({ kind, row }) => (kind === 'policy' ? [row as Policy] : []));
    const calendars = rows.flatMap(({ kind, row }) => (kind === 'calendar' ? [row as CalendarRow] : []));
    cache.ordering = ticketOrdering(policies, calendars, cache.nowMs);
    cache.version = version;
    return cache.ordering;
  }

  /** Policies or calendars have changed: every ticket at work gets its new place. */
  async #reorder(): Promise<void> {
    const { policyVersion } = await this.meta();
    await this.putMeta({ policyVersion: policyVersion + 1 });
    const ordering = await this.#currentOrdering();
    const open = await this.#db.tickets
      .where('[lane+order]')
      .between([0, Number.NEGATIVE_INFINITY], [0, Number.POSITIVE_INFINITY])
      .toArray();
    const moved = open.map(({ row }) => ordering(row)).filter((record, index) => record.order !== open[index]?.order);
    if (moved.length > 0) await this.#db.tickets.bulkPut(moved);
  }
}

/** What a database that has never synced remembers. */
const emptyMeta: Meta = {
  clientId: '',
  cookie: null,
  lastSeq: 0,
  clockOffsetMs: 0,
  clockMeasuredAtMs: null,
  lastPullAtMs: null,
  isComplete: false,
  leaderEpoch: 0,
  policyVersion: 0,
  generation: '',
  recovery: null,
};

type PartRef = Extract<RowRef, { readonly ticketId: string }>;
type OtherRef = Exclude<RowRef, PartRef>;

function placeOf({ table, ticketId, id }: PartRef): PartPlace {
  return { ticketId, kind: table, id };
}

function split(refs: readonly RowRef[]): { tickets: OtherRef[]; parts: PartRef[]; workspace: OtherRef[] } {
  const tickets: OtherRef[] = [];
  const parts: PartRef[] = [];
  const workspace: OtherRef[] = [];
  for (const ref of refs) {
    if ('ticketId' in ref) parts.push(ref);
    else if (ref.table === 'ticket') tickets.push(ref);
    else workspace.push(ref);
  }
  return { tickets, parts, workspace };
}
