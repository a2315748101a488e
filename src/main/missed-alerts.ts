import { z } from 'zod';
import { readJson, writeAtomically } from './atomic-file.ts';
import { log, reason } from './log.ts';

const missedSchema = z.object({
  // The first form of the file had none.
  id: z.string().default(''),
  ticketId: z.uuid(),
  title: z.string(),
});
/** An alert that came due in quiet hours. */
export type MissedAlert = z.infer<typeof missedSchema>;

// A summary says how many and names three.
const MOST = 500;

/** What was missed in quiet hours, on disk, so that it is told at the next opening where the app was closed meanwhile. */
export class MissedAlerts {
  readonly #file: string;
  #alerts: readonly MissedAlert[];

  constructor(file: string) {
    this.#file = file;
    this.#alerts = readJson(file, z.array(missedSchema)) ?? [];
  }

  /** Oldest first. */
  all(): readonly MissedAlert[] {
    return this.#alerts;
  }

  add(alerts: readonly MissedAlert[]): void {
    this.#write([...this.#alerts, ...alerts].slice(-MOST));
  }

  /** These are known meanwhile. */
  drop(ids: readonly string[]): void {
    const kept = this.#alerts.filter(({ id }) => !ids.includes(id));
    if (kept.length < this.#alerts.length) this.#write(kept);
  }

  /** They have been told, or their account has left this machine. */
  clear(): void {
    if (this.#alerts.length > 0) this.#write([]);
  }

  /** A disk that refuses costs the memory across restarts, not the summary. */
  #write(alerts: readonly MissedAlert[]): void {
    this.#alerts = alerts;
    try {
      writeAtomically(this.#file, JSON.stringify(alerts));
    } catch (error) {
      log(`missed alerts cannot be remembered on disk (${reason(error)})`);
    }
  }
}
