import type { JournalClient, JournalRow } from '../shared/sync/journal.ts';
import { decodeRecords, encodeRecord, type JournalRecord } from './journal-records.ts';

/** Where a journal lies. */
export type JournalDisk = {
  /** Everything there is; null when there is no file. @throws the system's error. */
  read(): Uint8Array | null;
  /** @throws the system's error; a part may have been written. */
  append(bytes: Uint8Array): void;
  /** Brings what was appended to the disk itself (fsync). Rejects with the system's error. */
  flush(): Promise<void>;
  /** Puts new content in the place of the old, all or nothing, on the disk itself. @throws the system's error. */
  replace(bytes: Uint8Array): void;
};

export type JournalOptions = {
  readonly disk: JournalDisk;
  /** Calls back after so many ms. */
  readonly after: (delayMs: number, callback: () => void) => void;
  /** The most that unacknowledged rows may take, in bytes. */
  readonly maxBytes?: number;
};

/** What is appended within this time goes to the disk in one fsync. */
const GROUP_MS = 50;
/** An agent types some kilobytes an hour: as much unsent work as this is a runaway, and would slow every start. */
const MAX_BYTES = 64 * 1024 * 1024;
/** Acknowledged rows are left in the file until they are this much, and more than the rest. */
const WORTH_COMPACTING_BYTES = 64 * 1024;

type Client = { lastSeq: number; readonly rows: Map<number, Kept> };
type Kept = { readonly row: JournalRow; readonly bytes: number };

/**
 * The unsent work of one database a second time, in a file outside IndexedDB, because Chromium can lose a whole IndexedDB
 * in one unlucky kill (google/leveldb#1287). Append only: rows as they are kept, and which of them the backend has since
 * done; rewritten without the latter now and then.
 *
 * The window of loss: a row is given to the system at once (it outlives a kill of every process from there on) and to the
 * disk itself within 50 ms (it outlives a power cut from there on). The page sends it right after IndexedDB has it
 * durably, so an action is lost only if the database is lost in the milliseconds between the two, or in a power cut
 * within the 50 ms that takes the database too.
 */
export class Journal {
  readonly #disk: JournalDisk;
  readonly #after: JournalOptions['after'];
  readonly #maxBytes: number;
  readonly #clients = new Map<string, Client>();
  /** The client that rows appended to the file now belong to. */
  #current: string | null = null;
  /** The file ends in half a record, or is not there yet: it must be written anew before anything is appended. */
  #isTorn: boolean;
  #liveBytes = 0;
  #fileBytes = 0;
  #flushing: Promise<void> | null = null;

  /** Reads what there is; a torn end is left out. @throws the system's error when the file cannot be read. */
  constructor({ disk, after, maxBytes = MAX_BYTES }: JournalOptions) {
    this.#disk = disk;
    this.#after = after;
    this.#maxBytes = maxBytes;
    const bytes = disk.read();
    const { records, validBytes } = decodeRecords(bytes ?? new Uint8Array());
    for (const record of records) this.#take(record, encodeRecord(record).length);
    this.#fileBytes = validBytes;
    this.#isTorn = bytes === null || validBytes < bytes.length;
  }

  /** Clients in the order of their first row, each with its unacknowledged rows by seq; without those that are through. */
  read(): JournalClient[] {
    return [...this.#clients].flatMap(([clientId, { lastSeq, rows }]) =>
      rows.size === 0 && clientId !== this.#current
        ? []
        : [{ clientId, lastSeq, rows: [...rows.values()].map(({ row }) => row).toSorted((a, b) => a.seq - b.seq) }],
    );
  }

  /**
   * Keeps rows; those that are there already stay as they are. Resolves when they are on the disk itself.
   *
   * @throws (rejects with) the system's error when the disk refuses, or an Error when the journal is full: nothing of
   * these rows is then kept here.
   */
  async append(clientId: string, rows: readonly JournalRow[]): Promise<void> {
    const known = this.#clients.get(clientId);
    const fresh = rows.filter(({ seq }) => known?.rows.has(seq) !== true);
    if (fresh.length === 0) return;
    const records: JournalRecord[] = fresh.map((row) => ({ type: 'row', ...row }));
    if (clientId !== this.#current) {
      records.unshift({ type: 'client', version: 1, clientId, lastSeq: known?.lastSeq ?? 0 });
    }
    const parts = records.map(encodeRecord);
    const addedBytes = parts.reduce((sum, { length }) => sum + length, 0);
    if (this.#liveBytes + addedBytes > this.#maxBytes) throw new Error('the journal is full');
    this.#write(parts);
    for (const [index, record] of records.entries()) this.#take(record, parts[index]?.length ?? 0);
    await this.#flushed();
  }

  /** Lets go of rows. What is not there is no error. @throws the system's error when the disk refuses. */
  acknowledge(clientId: string, seqs: readonly number[]): void {
    const known = this.#clients.get(clientId);
    const held = seqs.filter((seq) => known?.rows.has(seq) === true);
    if (held.length === 0) return;
    const record: JournalRecord = { type: 'done', clientId, seqs: held };
    const bytes = encodeRecord(record);
    this.#write([bytes]);
    this.#take(record, bytes.length);
    const deadBytes = this.#fileBytes - this.#liveBytes;
    if (deadBytes > WORTH_COMPACTING_BYTES && deadBytes > this.#liveBytes) this.#rewrite();
  }

  #take(record: JournalRecord, bytes: number): void {
    if (record.type === 'client') {
      this.#current = record.clientId;
      const { lastSeq } = record;
      const known = this.#clients.get(record.clientId);
      if (known === undefined) this.#clients.set(record.clientId, { lastSeq, rows: new Map() });
      else known.lastSeq = Math.max(known.lastSeq, lastSeq);
      return;
    }
    if (record.type === 'done') {
      const rows = this.#clients.get(record.clientId)?.rows;
      for (const seq of record.seqs) {
        this.#liveBytes -= rows?.get(seq)?.bytes ?? 0;
        rows?.delete(seq);
      }
      return;
    }
    const client = this.#clients.get(this.#current ?? '');
    if (client === undefined) return;
    const { type: _type, ...row } = record;
    client.rows.set(row.seq, { row: { ...row, args: row.args }, bytes });
    client.lastSeq = Math.max(client.lastSeq, row.seq);
    this.#liveBytes += bytes;
  }

  #write(parts: readonly Buffer[]): void {
    if (this.#isTorn) this.#rewrite();
    const bytes = Buffer.concat(parts);
    try {
      this.#disk.append(bytes);
    } catch (error) {
      this.#isTorn = true;
      throw error;
    }
    this.#fileBytes += bytes.length;
  }

  /** Writes the file anew with what is not acknowledged, the client of the rows to come last. */
  #rewrite(): void {
    const clients = this.read();
    const ordered = clients.toSorted(
      (a, b) => Number(a.clientId === this.#current) - Number(b.clientId === this.#current),
    );
    const records = ordered.flatMap(({ clientId, lastSeq, rows }): JournalRecord[] => [
      { type: 'client', version: 1, clientId, lastSeq },
      ...rows.map((row): JournalRecord => ({ type: 'row', ...row })),
    ]);
    const bytes = Buffer.concat(records.map(encodeRecord));
    this.#disk.replace(bytes);
    this.#fileBytes = bytes.length;
    this.#isTorn = false;
    for (const [clientId, { rows }] of this.#clients) {
      if (rows.size === 0 && clientId !== this.#current) this.#clients.delete(clientId);
    }
  }

  #flushed(): Promise<void> {
    this.#flushing ??= new Promise((resolve, reject) => {
      this.#after(GROUP_MS, () => {
        this.#flushing = null;
        this.#disk.flush().then(resolve, reject);
      });
    });
    return this.#flushing;
  }
}
