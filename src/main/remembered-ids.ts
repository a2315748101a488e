import { z } from 'zod';
import { readJson, writeAtomically } from './atomic-file.ts';
import { log, reason } from './log.ts';

// Ten full plans: an id old enough to be pushed out is far more than ten minutes late, and late alerts do not fire.
const MAX_REMEMBERED = 2_000;

/** The ids of the alerts that have fired, on disk, so that a restart does not repeat them. */
export class FiredAlerts {
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
    for (const id of ids) this.#ids.add(id);
    for (const id of this.#ids) {
      if (this.#ids.size <= MAX_REMEMBERED) break;
      this.#ids.delete(id);
    }
    try {
      writeAtomically(this.#file, JSON.stringify([...this.#ids]));
    } catch (error) {
      log(`fired alerts cannot be remembered on disk (${reason(error)})`);
    }
  }
}
