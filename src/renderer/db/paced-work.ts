/** It rests so many times as long as it took: whatever the machine, the database is others' for nine tenths of the time. */
const RESTS_TIMES = 9;
/** However long it took (a write was in its way), it is not put off for longer. */
const LONGEST_REST_MS = 5_000;

/**
 * Work that nobody waits for, that has to be done again when something has changed, and that holds others up while it is
 * done: counting, above all, for which every write of the database waits. Done at once after a quiet time, and once for
 * all the changes of a busy one; the last change is always followed by it.
 */
export class PacedWork {
  readonly #work: () => Promise<void>;
  readonly #leastRestMs: number;
  readonly #restsTimes: number;
  #isBusy = false;
  #isWanted = false;

  /** `restsTimes`: as many times as it took; fewer for what somebody waits for after all. */
  constructor(work: () => Promise<void>, leastRestMs: number, restsTimes: number = RESTS_TIMES) {
    this.#work = work;
    this.#restsTimes = restsTimes;
    this.#leastRestMs = leastRestMs;
  }

  /** Does it, now or after its rest. */
  ask(): void {
    this.#isWanted = true;
    if (!this.#isBusy) void this.#doAndRest();
  }

  async #doAndRest(): Promise<void> {
    this.#isBusy = true;
    this.#isWanted = false;
    const startedAtMs = performance.now();
    try {
      await this.#work();
    } finally {
      const tookMs = performance.now() - startedAtMs;
      const restMs = Math.min(Math.max(this.#leastRestMs, this.#restsTimes * tookMs), LONGEST_REST_MS);
      setTimeout(() => {
        this.#isBusy = false;
        if (this.#isWanted) void this.#doAndRest();
      }, restMs);
    }
  }
}
