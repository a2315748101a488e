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

/**
 * A ticket as a client stores it: with what its lists need. `holder` is there on the account's own tickets and names it;
 * `waits` names what waits on it and has a list of its own, left out where nothing does;
 * `lane` is 0 at work, 1 ended and 2 for a glimpse, which no list has; `order` is its place in "most urgent first", which
 * follows from the ticket and the policies and is not synced.
 */
export type TicketRecord = {
  readonly id: string;
  readonly row: Ticket;
  readonly queue: string;
  readonly holder?: string;
  readonly waits?: readonly string[];
  readonly lane: 0 | 1 | 2;
  readonly order: number;
};

/** The backend's version of a row that a pending action changed; null when the backend has none. */
export type BaseRow = { readonly ref: RowRef; readonly row: AnyRow | null };

/**
 * An action that waits for the backend. It leaves the outbox when the backend has both answered it (`outcome`)
 * and sent the rows it led to (`isCovered`); a covered one is no longer replayed.
 */
export type OutboxRow = {
  /** Its place in the outbox, which is not its seq on the wire (life.ts). */
  readonly seq: number;
  readonly name: string;
  readonly args: unknown;
  readonly performedAtMs: number;
  readonly outcome: 'applied' | 'rejected' | null;
  readonly isCovered: boolean;
  /** What it was, when it was taken back before it was sent; it then does nothing (withdraw.ts). */
  readonly withdrawn?: NamedAction;
};

/** What an action does, without when and by whom. */
export type NamedAction = { readonly name: string; readonly args: unknown };

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
  readonly withdrawn?: NamedAction;
};

/** Rows that a page has brought, and such that it has taken away again. */
export type Marks = { readonly seen: readonly string[]; readonly gone: readonly string[] };

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
  /** Who this database is to the backend; a new one when the backend went back in time (new-life.ts). */
  readonly clientId: string;
  /** Seqs of the outbox up to this one were taken before `clientId`; what comes after counts from 1 on the wire. */
  readonly seqBase: number;
  readonly cookie: string | null;
  /** Every action of the outbox up to this seq has its effect in the rows. */
  readonly lastSeq: number;
  /** What the engine that took the lead as `leaderEpoch` has on its way to the backend, by seqs of the outbox. */
  readonly sending: { readonly leaderEpoch: number; readonly first: number; readonly last: number } | null;
  /** Add to the machine's clock to get the backend's, in ms. */
  readonly clockOffsetMs: number;
  readonly clockMeasuredAtMs: number | null;
  readonly lastPullAtMs: number | null;
  /** Whether the first sync has been through once. */
  readonly isComplete: boolean;
  /** Whether a view that was started anew is coming, or is here and what it has not brought has yet to go (sweep.ts). */
  readonly sweep: 'marking' | 'sweeping' | null;
  /** Raised by each engine that takes the lead; the writes of an earlier one are refused. */
  readonly leaderEpoch: number;
  /** Raised whenever policies or calendars change, and with them the order of tickets. */
  readonly policyVersion: number;
  /** Raised whenever any row of the workspace changes, so that what is kept of them in memory is known to be old. */
  readonly workspaceVersion: number;
  /** Raised by each transaction that changes tickets, so that who hears of two in the wrong order knows the later one. */
  readonly revision: number;
  /** Names this life of the database; main knows the same name, so that a database that is gone is noticed. */
  readonly generation: string;
  /** What was brought back from a database that was lost, until the agent has taken note of it. */
  readonly recovery: Recovery | null;
  /** From when on what happens to tickets is news on this machine; null until the first sync has been through. */
  readonly alertsSinceMs: number | null;
};

/** What a database that has never synced remembers. */
export const emptyMeta: Meta = {
  clientId: '',
  seqBase: 0,
  cookie: null,
  lastSeq: 0,
  sending: null,
  clockOffsetMs: 0,
  clockMeasuredAtMs: null,
  lastPullAtMs: null,
  isComplete: false,
  sweep: null,
  leaderEpoch: 0,
  policyVersion: 0,
  workspaceVersion: 0,
  revision: 0,
  generation: '',
  recovery: null,
  alertsSinceMs: null,
};

/** The reads and writes of one transaction: all of it happens, or none. */
export type StorageTx = {
  getRows(refs: readonly RowRef[]): Promise<(AnyRow | undefined)[]>;
  putRows(rows: readonly Written[]): Promise<void>;
  deleteRows(refs: readonly RowRef[]): Promise<void>;
  /** Deletes tickets with everything that belongs to them. */
  deleteTickets(ids: readonly string[]): Promise<void>;
  workspaceRows(kinds: readonly WorkspaceKind[]): Promise<{ kind: WorkspaceKind; row: WorkspaceRow }[]>;
  /** Whether there is any ticket or row of the workspace. */
  hasRows(): Promise<boolean>;
  /** Where every ticket and every row of the workspace is. */
  ownRows(): Promise<RowRef[]>;
  /** What has come since the view was started anew, as `refKey` says it (sweep.ts). */
  marks(): Promise<ReadonlySet<string>>;
  /** Remembers that some rows have come, and that some are gone again. */
  addMarks(marks: Marks): Promise<void>;
  clearMarks(): Promise<void>;
  /** The version of each row before the first pending action that changed it. */
  allBases(): Promise<BaseRow[]>;
  /** Remembers rows as they were before an action changed them; of a row that is remembered already, the first stays. */
  keepBases(bases: readonly BaseRow[]): Promise<void>;
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
  /** Raises the revision, once a transaction. Answers what it is then. */
  raiseRevision(): Promise<number>;
  /** Of some tickets those that are there, as this transaction leaves them stored. */
  ticketsNow(ids: readonly string[]): Promise<readonly TicketRecord[]>;
};

/**
 * A client's database. `act` is durable when it resolves (an agent is told that it is kept); `sync` may lose its
 * last transactions in a power cut, whole ones, from the end: they are pulled or answered again.
 *
 * `transact` undoes everything when `work` throws, and throws the same. `look` reads as of one moment, after every transaction
 * begun before it, and waits for no disk.
 */
export type Storage = {
  transact<T>(kind: 'act' | 'sync', work: (tx: StorageTx) => Promise<T>): Promise<T>;
  look<T>(work: (tx: StorageLook) => Promise<T>): Promise<T>;
};

/** What the engine looks at without changing anything. */
export type StorageLook = Pick<StorageTx, 'meta' | 'outbox' | 'recovered'>;

/** What a transaction changed, for those who show it. */
export type Change = {
  /** The database's revision with this change in it. */
  readonly revision: number;
  readonly ticketIds: readonly string[];
  /** Those of `ticketIds` that are there now, as they are stored; null when they are too many to tell. */
  readonly tickets: readonly TicketRecord[] | null;
  readonly hasWorkspace: boolean;
  readonly hasOutbox: boolean;
  /** Anything may have changed. */
  readonly isReset: boolean;
};

/** Something about what waits, what was refused or what was brought back, and nothing else. */
export const OUTBOX_CHANGED: Change = {
  revision: 0,
  ticketIds: [],
  tickets: [],
  hasWorkspace: false,
  hasOutbox: true,
  isReset: false,
};

/** Everything is to be read again: what was told before may not have come to be. */
export const ALL_CHANGED: Change = {
  revision: 0,
  ticketIds: [],
  tickets: null,
  hasWorkspace: true,
  hasOutbox: true,
  isReset: true,
};

/** Above this many tickets, reading what is shown anew is cheaper than telling each. */
const MOST_TOLD = 300;

/** What a transaction has changed that wrote, or deleted, the rows of `refs`. */
export async function changeOf(
  tx: StorageTx,
  refs: readonly RowRef[],
  { hasOutbox, isReset }: Pick<Change, 'hasOutbox' | 'isReset'>,
): Promise<Change> {
  const ticketIds = [...new Set(refs.flatMap((ref) => ticketIdOf(ref) ?? []))];
  return {
    revision: await tx.raiseRevision(),
    ticketIds,
    tickets: ticketIds.length > MOST_TOLD ? null : await tx.ticketsNow(ticketIds),
    hasWorkspace: refs.some((ref) => ticketIdOf(ref) === null),
    hasOutbox,
    isReset,
  };
}

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
