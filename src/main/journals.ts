import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { readJson, writeAtomically } from './atomic-file.ts';
import { databaseFileName } from './database-file-name.ts';
import { fileDisk } from './journal-disk.ts';
import { Journal } from './journal.ts';

const generationSchema = z.object({ database: z.string(), generation: z.uuid() });
type Open = { readonly journal: Journal; close(): void };

/** The journals of this profile, one per database, each with the name of its database's present life beside it. */
export class Journals {
  readonly #folder: string;
  readonly #open = new Map<string, Open>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The journal of a database, begun when it is first written to. @throws the system's error when it cannot be read. */
  of(database: string): Journal {
    const known = this.#open.get(database);
    if (known !== undefined) return known.journal;
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const disk = fileDisk(this.#file(database, 'log'));
    const journal = new Journal({ disk, after: (delayMs, callback) => void setTimeout(callback, delayMs) });
    this.#open.set(database, { journal, close: () => disk.close() });
    return journal;
  }

  /**
   * Which life of a database is known here, after taking `next` for it where that is given; null when none is.
   *
   * @throws the system's error when the disk refuses `next`; the old one then stays.
   */
  generation(database: string, next?: string): string | null {
    const file = this.#file(database, 'generation');
    if (next === undefined) return readJson(file, generationSchema)?.generation ?? null;
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    writeAtomically(file, JSON.stringify({ database, generation: next }));
    return next;
  }

  /** Removes what is kept of a database. @throws the system's error when the disk refuses. */
  forget(database: string): void {
    this.#open.get(database)?.close();
    this.#open.delete(database);
    for (const end of ['generation', 'log']) rmSync(this.#file(database, end), { force: true });
  }

  #file(database: string, end: string): string {
    return path.join(this.#folder, `${databaseFileName(database)}.${end}`);
  }
}
