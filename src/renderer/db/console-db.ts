import { Dexie, type DexieOptions, type Table } from 'dexie';
import type { Ticket } from '../../shared/domain/ticket.ts';
import type { AnyRow, AttentionRow, BaseRow, Meta, OutboxRow, RecoveredRow } from '../../shared/sync/storage.ts';

/**
 * A ticket with what its indexes need: queue, holder ('' for nobody), lane (0 at work, 1 ended) and its place in
 * "most urgent first". `order` follows from the ticket and the policies and is not synced.
 */
export type TicketRecord = {
  readonly id: string;
  readonly row: Ticket;
  readonly queue: string;
  readonly holder: string;
  readonly lane: 0 | 1;
  readonly order: number;
};

/** A message, attempt, hand-over or event. */
export type Part = { readonly kind: string; readonly row: AnyRow };

/** Everything that belongs to a ticket, in one record: IndexedDB costs per record, and most rows are parts. */
export type BundleRecord = { readonly ticketId: string; readonly parts: readonly Part[] };

export type WorkspaceRecord = { readonly kind: string; readonly id: string; readonly row: AnyRow };

export type BaseRecord = BaseRow & { readonly key: string };

export type MetaRecord = { readonly key: keyof Meta; readonly value: unknown };

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
  declare readonly bases: Table<BaseRecord, string>;
  declare readonly outbox: Table<OutboxRow, number, Omit<OutboxRow, 'seq'>>;
  declare readonly recovered: Table<RecoveredRow, [place: number, seq: number]>;
  declare readonly attention: Table<AttentionRow, string>;
  declare readonly meta: Table<MetaRecord, keyof Meta>;
  declare readonly drafts: Table<DraftRecord, string>;

  /** `strict`: a transaction that has completed survives a power cut. `relaxed` may lose the last ones, whole. */
  constructor(name: string, durability: 'strict' | 'relaxed', options: DexieOptions = {}) {
    // Dexie's query cache is off: it has answered rows twice (dexie/Dexie.js#2058 and others).
    super(name, { cache: 'disabled', chromeTransactionDurability: durability, ...options });
    // 1: first release. Add versions below; never edit one that has shipped. Every index costs at each write.
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
  }
}
