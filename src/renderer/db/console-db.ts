import { Dexie, type DexieOptions, type Table } from 'dexie';
import {
  type AnyRow,
  type AttentionRow,
  type BaseRow,
  emptyMeta,
  type Marks,
  type Meta,
  type OutboxRow,
  type RecoveredRow,
  type TicketRecord,
} from '../../shared/sync/storage.ts';
import type { AlertRecord } from './alert-record.ts';
import type { FileRecord } from './file-record.ts';
import { waitsOn } from './ticket-order.ts';

/** A message, attempt, hand-over or event. */
export type Part = { readonly kind: string; readonly row: AnyRow };

/** Everything that belongs to a ticket, in one record: IndexedDB costs per record, and most rows are parts. */
export type BundleRecord = { readonly ticketId: string; readonly parts: readonly Part[] };

export type WorkspaceRecord = { readonly kind: string; readonly id: string; readonly row: AnyRow };

/** Rows as they were before one transaction changed them; of a row in several records the first counts. */
export type BaseRecord = { readonly bases: readonly BaseRow[] };

/** All that is remembered beside rows, in one record: each act reads and writes it. */
export type MetaRecord = { readonly key: typeof META_KEY; readonly value: Partial<Meta> };
export const META_KEY = 'meta';

/** What a record of it says, and of what it does not have (it may be older) what a new database remembers. */
export function metaOf(record: MetaRecord | undefined): Meta {
  return { ...emptyMeta, ...record?.value };
}

/** What was being written on a ticket, by what it is (a reply, a note, a form). */
export type DraftRecord = { readonly key: string; readonly text: string; readonly savedAtMs: number };

/**
 * An account's copy on this machine: what the console reads, and the only place it writes. One database per
 * backend and account, so that two people on one machine never mix.
 */
export class ConsoleDb extends Dexie {
  declare readonly tickets: Table<TicketRecord, string>;
  declare readonly bundles: Table<BundleRecord, string>;
  declare readonly workspace: Table<WorkspaceRecord, [kind: string, id: string]>;
  declare readonly baseRows: Table<BaseRecord, number>;
  declare readonly marks: Table<Marks, number>;
  declare readonly outbox: Table<OutboxRow, number, Omit<OutboxRow, 'seq'>>;
  declare readonly recovered: Table<RecoveredRow, [place: number, seq: number]>;
  declare readonly attention: Table<AttentionRow, string>;
  declare readonly meta: Table<MetaRecord, typeof META_KEY>;
  declare readonly drafts: Table<DraftRecord, string>;
  declare readonly files: Table<FileRecord, string>;
  declare readonly alerts: Table<AlertRecord, string>;

  constructor(name: string, options: DexieOptions = {}) {
    // Dexie's query cache is off: it has answered rows twice (dexie/Dexie.js#2058 and others).
    super(name, { cache: 'disabled', ...options });
    // Add versions below; never edit one that has shipped. Every index costs at each write.
    this.version(1).stores({
      tickets: 'id, [queue+lane+order], [holder+lane+order], [lane+order]',
      bundles: 'ticketId',
      workspace: '[kind+id]',
      bases: 'key',
      outbox: '++seq',
      recovered: '[place+seq]',
      attention: 'id',
      meta: 'key',
      drafts: 'key',
    });
    // 2: what an action changes is remembered in one record an action; all tickets are read queue by queue.
    this.version(2)
      .stores({ tickets: 'id, [queue+lane+order], [holder+lane+order]', baseRows: '++place' })
      .upgrade(async (tx) => {
        const bases = await tx.table<BaseRow>('bases').toArray();
        const plain = bases.map(({ ref, row }): BaseRow => ({ ref, row }));
        if (plain.length > 0) await tx.table<BaseRecord>('baseRows').add({ bases: plain });
      });
    // Dexie deletes a table before the upgrade of the same version could read it.
    this.version(3).stores({ bases: null });
    // 4: what has come of a view that was started anew, a record a page.
    this.version(4).stores({ marks: '++page' });
    // 5: the contents of attached files.
    this.version(5).stores({ files: 'id, ticketId, place' });
    // 6: what this account was told of, as this machine saw it come due.
    this.version(6).stores({ alerts: 'id, ticketId, atMs' });
    // 7: those that wait are counted by an index. Of older records each is kept anew when the plan is first made.
    this.version(7).stores({ alerts: 'id, ticketId, atMs, waitsFromMs' });
    // 8: the tickets on which a call to a supervisor or somebody's escalation waits; the others are not in the index.
    this.version(8)
      .stores({ tickets: 'id, [queue+lane+order], [holder+lane+order], *waits' })
      .upgrade(async (tx) => {
        const tickets = tx.table<TicketRecord>('tickets');
        const waiting = await tickets.filter(({ row }) => waitsOn(row).length > 0).toArray();
        await tickets.bulkPut(waiting.map((record) => ({ ...record, waits: waitsOn(record.row) })));
      });
    // 9: what is remembered beside rows was a record for each thing.
    this.version(9).upgrade(async (tx) => {
      const table = tx.table<{ readonly key: string; readonly value: unknown }>('meta');
      const known = await table.toArray();
      await table.clear();
      if (known.length === 0) return;
      const value = Object.fromEntries(known.map((one) => [one.key, one.value]));
      await table.add({ key: META_KEY, value });
    });
  }

  /** What is remembered beside rows. */
  async remembered(): Promise<Meta> {
    return metaOf(await this.meta.get(META_KEY));
  }

  /** Changes what is remembered, in one transaction with reading it: the sync changes it too. */
  async remember(change: Partial<Meta>): Promise<void> {
    await this.transaction('rw', this.meta, async () => {
      await this.meta.put({ key: META_KEY, value: { ...(await this.remembered()), ...change } });
    });
  }
}
