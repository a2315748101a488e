import type { TableName, WorkspaceKind, WorkspaceRow } from '../../src/shared/domain/tables.ts';
import type { Written } from '../../src/shared/mutations/unit-of-work.ts';
import {
  type AnyRow,
  type AttentionRow,
  type BaseRow,
  emptyMeta,
  type Marks,
  type Meta,
  type OutboxRow,
  type RecoveredRow,
  refKey,
  refOf,
  type RowRef,
  type Storage,
  type StorageLook,
  type StorageTx,
} from '../../src/shared/sync/storage.ts';

/** Everything a client's database holds, as plain maps: what `Storage` promises, in the simplest form there is. */
export class MemoryState {
  readonly rows = new Map<string, { readonly ref: RowRef; readonly row: AnyRow }>();
  readonly bases = new Map<string, BaseRow>();
  readonly outbox = new Map<number, OutboxRow>();
  readonly recovered = new Map<string, RecoveredRow>();
  readonly attention = new Map<string, AttentionRow>();
  readonly marks = new Set<string>();
  meta: Meta = emptyMeta;
  nextSeq = 1;

  copy(): MemoryState {
    const copy = new MemoryState();
    for (const table of ['rows', 'bases', 'outbox', 'recovered', 'attention'] as const) {
      const into = copy[table] as Map<unknown, unknown>;
      for (const [key, value] of this[table]) into.set(key, value);
    }
    for (const mark of this.marks) copy.marks.add(mark);
    copy.meta = this.meta;
    copy.nextSeq = this.nextSeq;
    return copy;
  }

  putRows(rows: readonly Written[]): void {
    for (const written of rows) {
      const ref = refOf(written);
      this.rows.set(refKey(ref), { ref, row: written.row });
    }
  }

  deleteRows(refs: readonly RowRef[]): void {
    for (const ref of refs) this.rows.delete(refKey(ref));
  }

  deleteTickets(ids: readonly string[]): void {
    const gone = new Set(ids);
    for (const [key, { ref }] of this.rows) {
      if ((ref.table === 'ticket' && gone.has(ref.id)) || ('ticketId' in ref && gone.has(ref.ticketId))) {
        this.rows.delete(key);
      }
    }
  }

  addMarks({ seen, gone }: Marks): void {
    for (const key of seen) this.marks.add(key);
    for (const key of gone) this.marks.delete(key);
  }

  keepBases(bases: readonly BaseRow[]): void {
    for (const base of bases) if (!this.bases.has(refKey(base.ref))) this.bases.set(refKey(base.ref), base);
  }

  addOutbox(row: Omit<OutboxRow, 'seq'>, seq = this.nextSeq): number {
    this.outbox.set(seq, { ...row, seq });
    this.nextSeq = Math.max(this.nextSeq, seq + 1);
    return seq;
  }

  putOutbox(rows: readonly OutboxRow[]): void {
    for (const row of rows) this.addOutbox(row, row.seq);
  }

  deleteOutbox(seqs: readonly number[]): void {
    for (const seq of seqs) this.outbox.delete(seq);
  }

  putRecovered(rows: readonly RecoveredRow[]): void {
    for (const row of rows) this.recovered.set(placeKey(row), row);
  }

  deleteRecovered(rows: readonly Pick<RecoveredRow, 'place' | 'seq'>[]): void {
    for (const row of rows) this.recovered.delete(placeKey(row));
  }

  addAttention(rows: readonly AttentionRow[]): void {
    for (const row of rows) this.attention.set(row.id, row);
  }

  raiseRevision(): number {
    this.meta = { ...this.meta, revision: this.meta.revision + 1 };
    return this.meta.revision;
  }

  /** The rows of a table, or all of them. */
  rowsOf(table?: TableName): AnyRow[] {
    return [...this.rows.values()].flatMap(({ ref, row }) => (table === undefined || ref.table === table ? [row] : []));
  }
}

/** `Storage` in memory: one transaction after the other, each on a copy that replaces the state when it has succeeded. */
export class MemoryStorage implements Storage {
  state: MemoryState;
  #last: Promise<unknown> = Promise.resolve();

  constructor(state = new MemoryState()) {
    this.state = state;
  }

  look<T>(work: (tx: StorageLook) => Promise<T>): Promise<T> {
    return this.transact('sync', work);
  }

  transact<T>(_kind: 'act' | 'sync', work: (tx: StorageTx) => Promise<T>): Promise<T> {
    const run = async (): Promise<T> => {
      const draft = this.state.copy();
      const value = await work(memoryTx(draft));
      this.state = draft;
      return value;
    };
    const done = this.#last.then(run, run);
    this.#last = done.catch(() => undefined);
    return done;
  }
}

/** The operations of a transaction over a state, which they change. */
export function memoryTx(state: MemoryState): StorageTx {
  return {
    getRows: async (refs) => refs.map((ref) => state.rows.get(refKey(ref))?.row),
    putRows: async (rows) => state.putRows(rows),
    deleteRows: async (refs) => state.deleteRows(refs),
    deleteTickets: async (ids) => state.deleteTickets(ids),
    workspaceRows: async (kinds) =>
      kinds.flatMap((kind: WorkspaceKind) =>
        state
          .rowsOf(kind)
          .toSorted((a, b) => (a.id < b.id ? -1 : 1))
          .map((row) => ({ kind, row: row as WorkspaceRow })),
      ),
    hasRows: async () => [...state.rows.values()].some(({ ref }) => !('ticketId' in ref)),
    ownRows: async () =>
      [...state.rows.values()].flatMap(({ ref }) => ('ticketId' in ref ? [] : [ref])).toSorted(byKey),
    marks: async () => state.marks,
    addMarks: async (marks) => state.addMarks(marks),
    clearMarks: async () => state.marks.clear(),
    allBases: async () => [...state.bases.values()],
    keepBases: async (bases) => state.keepBases(bases),
    clearBases: async () => state.bases.clear(),
    addOutbox: async (row) => state.addOutbox(row),
    outbox: async () => [...state.outbox.values()].toSorted((a, b) => a.seq - b.seq),
    putOutbox: async (rows) => state.putOutbox(rows),
    deleteOutbox: async (seqs) => state.deleteOutbox(seqs),
    recovered: async () => [...state.recovered.values()].toSorted((a, b) => a.place - b.place || a.seq - b.seq),
    putRecovered: async (rows) => state.putRecovered(rows),
    deleteRecovered: async (rows) => state.deleteRecovered(rows),
    attention: async () => [...state.attention.values()],
    addAttention: async (rows) => state.addAttention(rows),
    meta: async () => state.meta,
    putMeta: async (change) => {
      state.meta = { ...state.meta, ...change };
    },
    raiseRevision: async () => state.raiseRevision(),
    // What a ticket is stored as beside its row is the real storage's own.
    ticketsNow: async () => [],
  };
}

function byKey(a: RowRef, b: RowRef): number {
  return refKey(a) < refKey(b) ? -1 : 1;
}

function placeKey({ place, seq }: Pick<RecoveredRow, 'place' | 'seq'>): string {
  return `${place}:${seq}`;
}
