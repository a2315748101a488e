import { z } from 'zod';
import { readJson, writeAtomically } from './atomic-file.ts';
import { log, reason } from './log.ts';

// Nobody waits longer for an alert, and a plan that has left one out for so long will not have it again.
const KEPT_FOR_MS = 24 * 60 * 60_000;

/** Until when alerts are put off, on disk, so that they come again after a restart too. */
export class SnoozedAlerts {
  readonly #file: string;
  readonly #until: Map<string, number>;

  constructor(file: string, nowMs: number) {
    this.#file = file;
    const kept = Object.entries(readJson(file, z.record(z.string(), z.int())) ?? {});
    this.#until = new Map(kept.filter(([, untilMs]) => untilMs > nowMs - KEPT_FOR_MS));
  }

  /** When this alert comes again; null where it is not put off. */
  untilMs(id: string): number | null {
    return this.#until.get(id) ?? null;
  }

  set(id: string, untilMs: number): void {
    this.#until.set(id, untilMs);
    this.#write();
  }

  /** They have come again, or are known. */
  drop(ids: readonly string[]): void {
    const dropped = ids.filter((id) => this.#until.delete(id));
    if (dropped.length > 0) this.#write();
  }

  /** A disk that refuses costs the memory across restarts, not the alert. */
  #write(): void {
    try {
      writeAtomically(this.#file, JSON.stringify(Object.fromEntries(this.#until)));
    } catch (error) {
      log(`put off alerts cannot be remembered on disk (${reason(error)})`);
    }
  }
}
