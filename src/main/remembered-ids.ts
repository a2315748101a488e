import path from 'node:path';
import { z } from 'zod';
import { readJson, writeAtomically } from './atomic-file.ts';
import { log, reason } from './log.ts';

// Ten full plans: an id old enough to be pushed out is far more than an hour old, and is planned no more.
const MAX_REMEMBERED = 2_000;

/** Ids of alerts, on disk, so that a restart does not repeat what is over. */
export class RememberedIds {
  readonly #file: string;
  readonly #ids: Set<string>;

  constructor(file: string) {
    this.#file = file;
    this.#ids = new Set(readJson(file, z.array(z.string())) ?? []);
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** Remembers some ids, the oldest ones giving way. A disk that refuses costs the memory across restarts, not the alert. */
  add(ids: readonly string[]): void {
    if (ids.every((id) => this.#ids.has(id))) return;
    for (const id of ids) this.#ids.add(id);
    for (const id of this.#ids) {
      if (this.#ids.size <= MAX_REMEMBERED) break;
      this.#ids.delete(id);
    }
    try {
      writeAtomically(this.#file, JSON.stringify([...this.#ids]));
    } catch (error) {
      log(`${path.basename(this.#file)} cannot be written (${reason(error)})`);
    }
  }
}
