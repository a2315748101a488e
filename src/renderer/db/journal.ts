import {
  acknowledgeJournal,
  appendJournal,
  forgetJournal,
  journalGeneration,
  MAX_JOURNAL_ROWS,
  readJournal,
} from '../../shared/ipc/contract.ts';
import type { JournalPort, JournalRow } from '../../shared/sync/journal.ts';
import type { Renewal } from '../../shared/sync/new-life.ts';
import { call } from '../lib/bridge.ts';
import type { ConsoleDb } from './console-db.ts';
import { levelJournal } from './unsettled.ts';

/** The journal of a database as main keeps it. */
export function journalInMain(database: string): JournalPort {
  return {
    async append(clientId, rows) {
      for (let from = 0; from < rows.length; from += MAX_JOURNAL_ROWS) {
        await call(appendJournal, { database, clientId, rows: rows.slice(from, from + MAX_JOURNAL_ROWS) });
      }
    },
    acknowledge: (clientId, seqs) => call(acknowledgeJournal, { database, clientId, seqs: [...seqs] }),
    read: async () => (await call(readJournal, { database })).clients,
    generation: async (next) =>
      (await call(journalGeneration, next === undefined ? { database } : { database, next })).generation,
    forget: () => call(forgetJournal, { database }),
  };
}

/**
 * The second copy of unsent work, written along without anybody waiting for it: IndexedDB has each action durably before
 * it comes here. The window of loss is the time a message to main takes (a millisecond or so), and up to 50 ms more
 * against a power cut, and only if IndexedDB itself is lost at that very moment. When the journal fails (full disk), the
 * next word to it, and each start, bring it level with the database.
 */
export class JournalWriter {
  readonly #db: ConsoleDb;
  readonly #port: JournalPort;
  #isBehind = false;

  constructor(db: ConsoleDb, port: JournalPort) {
    this.#db = db;
    this.#port = port;
  }

  /** Actions are kept. */
  append(clientId: string, rows: readonly JournalRow[]): Promise<void> {
    return this.#write(() => this.#port.append(clientId, rows));
  }

  /** The backend has done these, or the agent has settled them. */
  acknowledge(clientId: string, seqs: readonly number[]): Promise<void> {
    return this.#write(() => this.#port.acknowledge(clientId, seqs));
  }

  /** Actions have changed their client. */
  renew({ oldClientId, oldSeqs, clientId, rows }: Renewal): Promise<void> {
    return this.#write(async () => {
      // First what is new: a kill in between leaves both, and the next start lets go of the old.
      if (rows.length > 0) await this.#port.append(clientId, rows);
      if (oldSeqs.length > 0) await this.#port.acknowledge(oldClientId, oldSeqs);
    });
  }

  /** An action was withdrawn: what the journal has under its seq gives way to this. */
  replace(clientId: string, row: JournalRow): Promise<void> {
    return this.#write(async () => {
      await this.#port.acknowledge(clientId, [row.seq]);
      await this.#port.append(clientId, [row]);
    });
  }

  /** The account leaves this machine. Rejects when the disk refuses. */
  forget(): Promise<void> {
    return this.#port.forget();
  }

  /** Never rejects: a journal that cannot be written must not stand in the way of work that is kept. */
  async #write(work: () => Promise<void>): Promise<void> {
    try {
      await (this.#isBehind ? levelJournal(this.#db, this.#port) : work());
      this.#isBehind = false;
    } catch {
      // Main has said so in its log; the next write makes up for it.
      this.#isBehind = true;
    }
  }
}
