import type { PartKind, PartRow, TableName, WorkspaceKind, WorkspaceRow } from '../domain/tables.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Refusal } from '../mutations/mutation.ts';
import type { Written } from '../mutations/unit-of-work.ts';

/** Where a row lives: parts are found through their ticket. */
export type RowRef =
  | { readonly table: 'ticket'; readonly id: string }
  | { readonly table: PartKind; readonly ticketId: string; readonly id: string }
  | { readonly table: WorkspaceKind; readonly id: string };

export type AnyRow = Ticket | PartRow | WorkspaceRow;

/** The backend's version of a row that a pending action changed; null when the backend has none. */
export type BaseRow = { readonly ref: RowRef; readonly row: AnyRow | null };

/**
 * An action that waits for the backend. It leaves the outbox when the backend has both answered it (`outcome`)
 * and sent the rows it led to (`isCovered`); a covered one is no longer replayed.
 */
export type OutboxRow = {
  readonly seq: number;
  readonly name: string;
  readonly args: unknown;
  readonly performedAtMs: number;
  readonly outcome: 'applied' | 'rejected' | null;
  readonly isCovered: boolean;
};

/**
 * An action of an earlier life of this database, brought back from the journal after the database was lost. It goes to
 * the backend under the client it was done as, before anything new; the backend knows it again if it had arrived.
 */
export type RecoveredRow = {
  /** The order of the clients among each other. */
  readonly place: number;
  readonly clientId: string;
  readonly seq: number;
  readonly name: string;
  readonly args: unknown;
  readonly performedAtMs: number;
};

/** How bringing back stands: `found` actions, of which so many were sent, had arrived already, were refused. */
export type Recovery = {
  readonly found: number;
  readonly sent: number;
  readonly arrived: number;
  readonly refused: number;
};

/** An action that the backend refused, with everything the agent typed, until the agent settles it. */
export type AttentionRow = {
  readonly id: string;
  /** The client it was done as: this one, or one of an earlier life of the database. */
  readonly clientId: string;
  readonly seq: number;
  readonly name: string;
  readonly args: unknown;
  readonly performedAtMs: number;
  readonly refusedAtMs: number;
  readonly error: Refusal;
};

/** What the client remembers beside rows. */
export type Meta = {
  readonly clientId: string;
  readonly cookie: string | null;
  /** Every action up to this seq has its effect in the rows. */
  readonly lastSeq: number;
  /** Add to the machine's clock to get the backend's, in ms. */
  readonly clockOffsetMs: number;
  readonly clockMeasuredAtMs: number | null;
  readonly lastPullAtMs: number | null;
  /** Whether the first sync has been through once. */
  readonly isComplete: boolean;
  /** Raised by each engine that takes the lead; the writes of an earlier one are refused. */
  readonly leaderEpoch: number;
  /** Raised whenever policies or calendars change, and with them the order of tickets. */
  readonly policyVersion: number;
  /** Names this life of the database; main knows the same name, so that a database that is gone is noticed. */
  readonly generation: string;
  /** What was brought back from a database that was lost, until the agent has taken note of it. */
  readonly recovery: Recovery | null;
};

/** The reads and writes of one transaction: all of it happens, or none. */
export type StorageTx = {
  getRows(refs: readonly RowRef[]): Promise<(AnyRow | undefined)[]>;
  putRows(rows: readonly Written[]): Promise<void>;
  deleteRows(refs: readonly RowRef[]): Promise<void>;
  /** Deletes tickets with everything that belongs to them. */
  deleteTickets(ids: readonly string[]): Promise<void>;
  workspaceRows(kinds: readonly WorkspaceKind[]): Promise<{ kind: WorkspaceKind; row: WorkspaceRow }[]>;
  /** Forgets the whole view; what waits to be sent stays. */
  clearRows(): Promise<void>;
  getBases(refs: readonly RowRef[]): Promise<(BaseRow | undefined)[]>;
  allBases(): Promise<BaseRow[]>;
  putBases(bases: readonly BaseRow[]): Promise<void>;
  clearBases(): Promise<void>;
  /** Appends to the outbox. The seq is the next whole number, given back when the transaction fails. */
  addOutbox(row: Omit<OutboxRow, 'seq'>): Promise<number>;
  outbox(): Promise<OutboxRow[]>;
  putOutbox(rows: readonly OutboxRow[]): Promise<void>;
  deleteOutbox(seqs: readonly number[]): Promise<void>;
  /** Brought back and not yet answered, by place and seq. */
  recovered(): Promise<RecoveredRow[]>;
  putRecovered(rows: readonly RecoveredRow[]): Promise<void>;
  deleteRecovered(rows: readonly Pick<RecoveredRow, 'place' | 'seq'>[]): Promise<void>;
  attention(): Promise<AttentionRow[]>;
  addAttention(rows: readonly AttentionRow[]): Promise<void>;
  meta(): Promise<Meta>;
  putMeta(change: Partial<Meta>): Promise<void>;
};

/**
 * A client's database. `act` is durable when it resolves (an agent is told that it is kept); `sync` may lose its
 * last transactions in a power cut, whole ones, from the end: they are pulled or answered again.
 *
 * `transact` undoes everything when `work` throws, and throws the same.
 */
export type Storage = {
  transact<T>(kind: 'act' | 'sync', work: (tx: StorageTx) => Promise<T>): Promise<T>;
};

/** What a transaction changed, for those who show it. */
export type Change = {
  readonly ticketIds: readonly string[];
  readonly hasWorkspace: boolean;
  readonly hasOutbox: boolean;
  /** Anything may have changed. */
  readonly isReset: boolean;
};

/** One name per row, for maps. */
export function refKey(ref: RowRef): string {
  return `${ref.table}:${ref.id}`;
}

/** Where a written row lives. */
export function refOf({ table, row }: Written): RowRef {
  return 'ticketId' in row
    ? { table: table as PartKind, ticketId: row.ticketId, id: row.id }
    : { table: table as 'ticket' | WorkspaceKind, id: row.id };
}

/** The ticket a row belongs to; null for rows of the workspace. */
export function ticketIdOf(ref: RowRef): string | null {
  if (ref.table === 'ticket') return ref.id;
  return 'ticketId' in ref ? ref.ticketId : null;
}

/** Names the row of a table for `putRows`. The caller vouches that they go together. */
export function written(table: TableName, row: AnyRow): Written {
  return { table, row } as Written;
}
