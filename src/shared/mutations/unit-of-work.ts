import type { PartKind, PartRow, WorkspaceKind, WorkspaceRow } from '../domain/tables.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Rows } from './mutation.ts';

/** A row that was written, by its table; parts name their ticket too. */
export type Written =
  | { readonly table: 'ticket'; readonly row: Ticket }
  | { readonly table: PartKind; readonly row: PartRow }
  | { readonly table: WorkspaceKind; readonly row: WorkspaceRow };

/**
 * Rows in memory with what rules have put over them. Filled before rules run (`load…`); each rule runs in a
 * layer of its own that is kept or thrown away whole, so that a refusal leaves no trace without a savepoint.
 */
export class UnitOfWork implements Rows {
  readonly #rows = new Map<string, unknown>();
  readonly #loaded = new Map<string, unknown>();
  readonly #kept = new Map<string, Written>();
  readonly #layer = new Map<string, Written>();
  /** Which ids of each table are known, so that asking for all of a kind does not walk all tickets. */
  readonly #ids = new Map<string, Set<string>>();
  readonly #openTickets = new Map<string, number>();

  /** Says what is in storage of a row, unless that has been said; what a rule has put goes before it. */
  load(table: string, id: string, row: unknown): void {
    const key = `${table}:${id}`;
    if (this.#loaded.has(key)) return;
    this.#loaded.set(key, row);
    this.#note(table, id);
    if (!this.#rows.has(key)) this.#rows.set(key, row);
  }

  /** A row as it was in storage, before any rule. */
  loaded(table: string, id: string): Ticket | PartRow | WorkspaceRow | undefined {
    return this.#loaded.get(`${table}:${id}`) as Ticket | PartRow | WorkspaceRow | undefined;
  }

  /** Whether it is known what is in storage of a row, be it nothing. */
  hasLoaded(table: string, id: string): boolean {
    return this.#loaded.has(`${table}:${id}`);
  }

  ticket(id: string): Ticket | undefined {
    return this.#read('ticket', id) as Ticket | undefined;
  }

  putTicket(row: Ticket): void {
    this.#layer.set(`ticket:${row.id}`, { table: 'ticket', row });
  }

  part<K extends PartKind>(kind: K, id: string): PartRow<K> | undefined {
    return this.#read(kind, id) as PartRow<K> | undefined;
  }

  putPart<K extends PartKind>(kind: K, row: PartRow<K>): void {
    this.#layer.set(`${kind}:${row.id}`, { table: kind, row });
  }

  workspace<K extends WorkspaceKind>(kind: K, id: string): WorkspaceRow<K> | undefined {
    return this.#read(kind, id) as WorkspaceRow<K> | undefined;
  }

  putWorkspace<K extends WorkspaceKind>(kind: K, row: WorkspaceRow<K>): void {
    this.#layer.set(`${kind}:${row.id}`, { table: kind, row });
    this.#note(kind, row.id);
  }

  all<K extends WorkspaceKind>(kind: K): WorkspaceRow<K>[] {
    return [...(this.#ids.get(kind) ?? [])].flatMap((id) => this.workspace(kind, id) ?? []);
  }

  /** Says how many open tickets are in a queue. */
  loadOpenTickets(queueId: string, count: number): void {
    this.#openTickets.set(queueId, count);
  }

  openTickets(queueId: string): number | null {
    return this.#openTickets.get(queueId) ?? null;
  }

  /** Keeps what the last rule wrote. Returns it. */
  keep(): Written[] {
    const written = [...this.#layer.values()];
    for (const [key, entry] of this.#layer) {
      this.#rows.set(key, entry.row);
      this.#kept.set(key, entry);
    }
    this.#layer.clear();
    return written;
  }

  /** Throws away what the last rule wrote. */
  discard(): void {
    this.#layer.clear();
  }

  /** Every row that was written and kept, last version only. */
  written(): Written[] {
    return [...this.#kept.values()];
  }

  #note(table: string, id: string): void {
    const ids = this.#ids.get(table);
    if (ids === undefined) this.#ids.set(table, new Set([id]));
    else ids.add(id);
  }

  #read(table: string, id: string): unknown {
    const key = `${table}:${id}`;
    return this.#layer.get(key)?.row ?? this.#rows.get(key);
  }
}
