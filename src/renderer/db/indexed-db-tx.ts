import type { WorkspaceKind } from '../../shared/domain/tables.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import type { Written } from '../../shared/mutations/unit-of-work.ts';
import type { CalendarRow, Policy } from '../../shared/sla/policy.ts';
import {
  type AnyRow,
  type AttentionRow,
  type BaseRow,
  type Marks,
  type Meta,
  type OutboxRow,
  type RecoveredRow,
  refKey,
  type RowRef,
  type StorageTx,
  type TicketRecord,
} from '../../shared/sync/storage.ts';
import { type BaseRecord, META_KEY, metaOf, type MetaRecord, type Part, type WorkspaceRecord } from './console-db.ts';
import type { FileRecord } from './file-record.ts';
import { answerOf } from './idb-request.ts';
import { PartBundles } from './part-bundles.ts';
import type { StorageMemory, WorkspaceEntry } from './storage-memory.ts';
import { type Ordering, ticketOrdering } from './ticket-order.ts';

/** The stores that the engine writes. */
export const STORES = [
  'tickets',
  'bundles',
  'workspace',
  'baseRows',
  'outbox',
  'recovered',
  'attention',
  'meta',
  'marks',
];

/**
 * The contents of files, of which a `sync` transaction lets some go. Not for `act` ones: the writing of a large file would
 * hold them up.
 */
export const FILES = 'files';

/** Above the id of any row. */
const AFTER_ALL = '\uffff';

/**
 * One transaction on IndexedDB. Reads are under way as soon as they are asked for, several at once; writes are not
 * waited for, since what fails among them undoes the transaction. Those of tickets and their parts, which are many, are
 * put off to its end, or to the first read that could meet them: what a page brings is told while the database takes it.
 */
export class IndexedDbTx implements StorageTx {
  readonly #native: IDBTransaction;
  readonly #memory: StorageMemory;
  readonly #parts: PartBundles;
  /** The tickets that this transaction has put, and null for those that it has deleted. */
  readonly #knownTickets = new Map<string, TicketRecord | null>();
  readonly #readWorkspace = new Map<WorkspaceKind, readonly WorkspaceEntry[]>();
  #meta: Promise<Meta> | null = null;
  #hasChangedMeta = false;
  #hasRaisedRevision = false;
  #madeOrdering: Ordering | null = null;
  #hasChangedWorkspace = false;
  #putOff: (() => void)[] = [];

  constructor(native: IDBTransaction, memory: StorageMemory) {
    this.#native = native;
    this.#memory = memory;
    this.#parts = new PartBundles(this.#store('bundles'));
  }

  /** To be called when the transaction has completed: what it has read is good for those to come. */
  async remember(): Promise<void> {
    if (this.#meta === null) return;
    const { policyVersion, workspaceVersion } = await this.#meta;
    if (this.#madeOrdering !== null) this.#memory.keepOrdering(policyVersion, this.#madeOrdering);
    if (!this.#hasChangedWorkspace) this.#memory.keepWorkspace(workspaceVersion, this.#readWorkspace);
  }

  /** Resolves when everything has been handed to the database: the transaction may be committed. */
  async written(): Promise<void> {
    this.#handOver();
    if (this.#hasChangedMeta) {
      this.#store('meta').put({ key: META_KEY, value: await this.meta() } satisfies MetaRecord);
    }
    await this.#parts.written();
  }

  #handOver(): void {
    const writes = this.#putOff;
    this.#putOff = [];
    for (const write of writes) write();
  }

  async getRows(refs: readonly RowRef[]): Promise<(AnyRow | undefined)[]> {
    this.#handOver();
    return Promise.all(refs.map((ref) => this.#getRow(ref)));
  }

  async #getRow(ref: RowRef): Promise<AnyRow | undefined> {
    if ('ticketId' in ref) return (await this.#parts.get([{ ...ref, kind: ref.table }]))[0];
    if (ref.table !== 'ticket') return (await this.#get<WorkspaceRecord>('workspace', [ref.table, ref.id]))?.row;
    // Who reads a ticket to change it writes into its history.
    this.#parts.prefetch(ref.id);
    return (await this.#get<TicketRecord>('tickets', ref.id))?.row;
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
    if (workspace.length > 0) await this.#putWorkspace(workspace);
    if (tickets.length > 0) {
      const ordering = await this.#ordering();
      for (const ticket of tickets) this.#putTicket(ordering(ticket));
    }
    if (parts.length > 0) this.#putOff.push(() => this.#parts.put(parts));
  }

  async deleteRows(refs: readonly RowRef[]): Promise<void> {
    const parts = refs.flatMap((ref) => ('ticketId' in ref ? [{ ...ref, kind: ref.table }] : []));
    for (const ref of refs) {
      if ('ticketId' in ref) continue;
      if (ref.table === 'ticket') this.#deleteTicket(ref.id);
      else this.#store('workspace').delete([ref.table, ref.id]);
    }
    if (refs.some((ref) => ref.table !== 'ticket' && !('ticketId' in ref))) await this.#workspaceChanged();
    if (refs.some(({ table }) => decidesOrder(table))) await this.#reorder();
    if (parts.length > 0) this.#putOff.push(() => this.#parts.delete(parts));
  }

  async deleteTickets(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#deleteTicket(id);
    this.#putOff.push(() => this.#parts.deleteOf(ids));
    await this.#deleteCopiesOf(ids);
  }

  /** Contents leave with their ticket; what the backend does not have stays until it has. */
  async #deleteCopiesOf(ticketIds: readonly string[]): Promise<void> {
    if (ticketIds.length === 0) return;
    const copies = await answerOf(this.#store(FILES).index('place').count('copy'));
    if (copies === 0) return;
    const byTicket = this.#store(FILES).index('ticketId');
    const found = await Promise.all(ticketIds.map((id) => answerOf<FileRecord[]>(byTicket.getAll(id))));
    for (const { id, place } of found.flat()) if (place === 'copy') this.#store(FILES).delete(id);
  }

  async workspaceRows(kinds: readonly WorkspaceKind[]): Promise<WorkspaceEntry[]> {
    return (await Promise.all(kinds.map((kind) => this.#workspaceOf(kind)))).flat();
  }

  async #workspaceOf(kind: WorkspaceKind): Promise<readonly WorkspaceEntry[]> {
    const { workspaceVersion } = await this.meta();
    if (!this.#hasChangedWorkspace) {
      const known = this.#memory.workspace(workspaceVersion, kind) ?? this.#readWorkspace.get(kind);
      if (known !== undefined) return known;
    }
    const range = IDBKeyRange.bound([kind], [kind, AFTER_ALL]);
    const records = await answerOf<WorkspaceRecord[]>(this.#store('workspace').getAll(range));
    const rows = records.map(({ row }) => ({ kind, row }) as WorkspaceEntry);
    this.#readWorkspace.set(kind, rows);
    return rows;
  }

  async hasRows(): Promise<boolean> {
    this.#handOver();
    const first = ['tickets', 'workspace'].map((name) =>
      answerOf<IDBValidKey[]>(this.#store(name).getAllKeys(null, 1)),
    );
    return (await Promise.all(first)).some((keys) => keys.length > 0);
  }

  async ownRows(): Promise<RowRef[]> {
    this.#handOver();
    const [tickets, workspace] = await Promise.all([
      answerOf<IDBValidKey[]>(this.#store('tickets').getAllKeys()),
      answerOf<IDBValidKey[]>(this.#store('workspace').getAllKeys()),
    ]);
    return [
      ...(tickets as string[]).map((id): RowRef => ({ table: 'ticket', id })),
      ...(workspace as [WorkspaceKind, string][]).map(([table, id]): RowRef => ({ table, id })),
    ];
  }

  async marks(): Promise<ReadonlySet<string>> {
    const marked = new Set<string>();
    for (const { seen, gone } of await answerOf<Marks[]>(this.#store('marks').getAll())) {
      for (const key of seen) marked.add(key);
      for (const key of gone) marked.delete(key);
    }
    return marked;
  }

  async addMarks(marks: Marks): Promise<void> {
    this.#store('marks').add(marks);
  }

  async clearMarks(): Promise<void> {
    this.#store('marks').clear();
  }

  async allBases(): Promise<BaseRow[]> {
    const records = await answerOf<BaseRecord[]>(this.#store('baseRows').getAll());
    const first = new Map<string, BaseRow>();
    for (const base of records.flatMap(({ bases }) => bases)) {
      const key = refKey(base.ref);
      if (!first.has(key)) first.set(key, base);
    }
    return [...first.values()];
  }

  async keepBases(bases: readonly BaseRow[]): Promise<void> {
    if (bases.length > 0) this.#store('baseRows').add({ bases } satisfies BaseRecord);
  }

  async clearBases(): Promise<void> {
    this.#store('baseRows').clear();
  }

  async addOutbox(row: Omit<OutboxRow, 'seq'>): Promise<number> {
    return Number(await answerOf(this.#store('outbox').add(row)));
  }

  async outbox(): Promise<OutboxRow[]> {
    return answerOf<OutboxRow[]>(this.#store('outbox').getAll());
  }

  async putOutbox(rows: readonly OutboxRow[]): Promise<void> {
    for (const row of rows) this.#store('outbox').put(row);
  }

  async deleteOutbox(seqs: readonly number[]): Promise<void> {
    for (const seq of seqs) this.#store('outbox').delete(seq);
  }

  async recovered(): Promise<RecoveredRow[]> {
    return answerOf<RecoveredRow[]>(this.#store('recovered').getAll());
  }

  async putRecovered(rows: readonly RecoveredRow[]): Promise<void> {
    for (const row of rows) this.#store('recovered').put(row);
  }

  async deleteRecovered(rows: readonly Pick<RecoveredRow, 'place' | 'seq'>[]): Promise<void> {
    for (const { place, seq } of rows) this.#store('recovered').delete([place, seq]);
  }

  async attention(): Promise<AttentionRow[]> {
    return answerOf<AttentionRow[]>(this.#store('attention').getAll());
  }

  async addAttention(rows: readonly AttentionRow[]): Promise<void> {
    for (const row of rows) this.#store('attention').put(row);
  }

  meta(): Promise<Meta> {
    this.#meta ??= this.#get<MetaRecord>('meta', META_KEY).then(metaOf);
    return this.#meta;
  }

  async putMeta(change: Partial<Meta>): Promise<void> {
    await this.#changeMeta(() => change);
  }

  async raiseRevision(): Promise<number> {
    if (this.#hasRaisedRevision) return (await this.meta()).revision;
    this.#hasRaisedRevision = true;
    return (await this.#changeMeta(({ revision }) => ({ revision: revision + 1 }))).revision;
  }

  /** One change after the other, however many are asked for at once; written once, at the end of the transaction. */
  #changeMeta(change: (known: Meta) => Partial<Meta>): Promise<Meta> {
    this.#hasChangedMeta = true;
    this.#meta = this.meta().then((known) => ({ ...known, ...change(known) }));
    return this.#meta;
  }

  async ticketsNow(ids: readonly string[]): Promise<readonly TicketRecord[]> {
    // What was only written to a ticket's parts leaves the ticket as it is in the database.
    const now = ids.map(async (id) => {
      const known = this.#knownTickets.get(id);
      return known === undefined ? this.#get<TicketRecord>('tickets', id) : known;
    });
    return (await Promise.all(now)).flatMap((record) => record ?? []);
  }

  async #putWorkspace(records: readonly WorkspaceRecord[]): Promise<void> {
    for (const record of records) this.#store('workspace').put(record);
    await this.#workspaceChanged();
    if (records.some(({ kind }) => decidesOrder(kind))) await this.#reorder();
  }

  async #workspaceChanged(): Promise<void> {
    this.#hasChangedWorkspace = true;
    await this.#changeMeta(({ workspaceVersion }) => ({ workspaceVersion: workspaceVersion + 1 }));
  }

  #putTicket(record: TicketRecord): void {
    this.#putOff.push(() => this.#store('tickets').put(record));
    this.#knownTickets.set(record.id, record);
  }

  #deleteTicket(id: string): void {
    this.#putOff.push(() => this.#store('tickets').delete(id));
    this.#knownTickets.set(id, null);
  }

  async #ordering(): Promise<Ordering> {
    const known = this.#madeOrdering ?? this.#memory.ordering((await this.meta()).policyVersion);
    if (known !== null) return known;
    const rows = await this.workspaceRows(['policy', 'calendar']);
    const policies = rows.flatMap(({ kind, row }) => (kind === 'policy' ? [row as Policy] : []));
    const calendars = rows.flatMap(({ kind, row }) => (kind === 'calendar' ? [row as CalendarRow] : []));
    this.#madeOrdering = ticketOrdering(policies, calendars, this.#memory.nowMs, this.#memory.ownId);
    return this.#madeOrdering;
  }

  /** Policies or calendars have changed: every ticket at work gets its new place. */
  async #reorder(): Promise<void> {
    await this.#changeMeta(({ policyVersion }) => ({ policyVersion: policyVersion + 1 }));
    this.#madeOrdering = null;
    const ordering = await this.#ordering();
    this.#handOver();
    const byQueue = this.#store('tickets').index('[queue+lane+order]');
    for (const { row } of await this.workspaceRows(['queue'])) {
      const open = IDBKeyRange.bound([row.id, 0], [row.id, 0, []]);
      for (const record of await answerOf<TicketRecord[]>(byQueue.getAll(open))) {
        const moved = ordering(record.row);
        if (moved.order !== record.order) this.#putTicket(moved);
      }
    }
  }

  #get<Row>(store: string, key: IDBValidKey): Promise<Row | undefined> {
    return answerOf<Row | undefined>(this.#store(store).get(key));
  }

  #store(name: string): IDBObjectStore {
    return this.#native.objectStore(name);
  }
}

function decidesOrder(kind: string): boolean {
  return kind === 'policy' || kind === 'calendar';
}
