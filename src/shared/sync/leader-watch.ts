/** How often a leading engine says that it lives, ms. */
export const BEAT_EVERY_MS = 2_000;
/** How often a follower looks, ms. */
export const LOOK_EVERY_MS = 1_000;
/** A leader that has said nothing for this long is frozen: with the looks between, it is replaced within 10 s. */
const SILENT_MS = 6_500;
/** A look that comes this much later than the one before: the follower itself slept, or was frozen. */
const OVERSLEPT_MS = 2_500;

/**
 * Decides for a follower when to take the lead from an engine that holds it and does nothing: its heartbeat has been
 * silent for too long while the follower was awake all the time. After a sleep of the machine everybody was silent, so
 * that counting begins anew. Times are of a clock that nobody sets, ms.
 */
export class LeaderWatch {
  #heardAtMs: number;
  #lookedAtMs: number;

  constructor(nowMs: number) {
    this.#heardAtMs = nowMs;
    this.#lookedAtMs = nowMs;
  }

  /** The leader lives. */
  heard(nowMs: number): void {
    this.#heardAtMs = nowMs;
  }

  /** To be asked every second: whether to take the lead now. */
  look(nowMs: number): boolean {
    const hasOverslept = nowMs - this.#lookedAtMs > OVERSLEPT_MS;
    this.#lookedAtMs = nowMs;
    if (hasOverslept) this.#heardAtMs = nowMs;
    return nowMs - this.#heardAtMs > SILENT_MS;
  }
}
