/** Both of a machine's clocks at one instant: the one that can be set, and one that only runs (it may stand in sleep). */
export type ClockReading = { readonly wallMs: number; readonly steadyMs: number };

/** What is known of the backend's clock: add `offsetMs` to the wall clock; measured when the backend's showed `measuredAtMs`. */
export type ClockKnowledge = { readonly offsetMs: number; readonly measuredAtMs: number | null };

/** The two clocks never go quite alike; more than this apart, somebody has set one of them. */
const SET_MS = 2_000;
/** A jump that makes countdowns doubtful until the backend has been asked (sla.md, rule 8). */
const DOUBTFUL_JUMP_MS = 60_000;
/** A measurement older than this is doubtful (sla.md, rule 8). */
const DOUBTFUL_AGE_MS = 24 * 3_600_000;
/** The word that the machine has slept may come this much later than the clocks show it. */
const RESUME_WITHIN_MS = 15_000;

/**
 * The backend's time on a machine whose clock may be set by hand at any moment. When the wall clock moves against the
 * steady one, the offset takes the move up, so that the backend's time goes on smoothly. A sleep looks the same where
 * the steady clock stands still meanwhile: when the system says that it has resumed, the wall clock is trusted again and
 * wants to be measured. Never behind what the backend's clock has been seen to show.
 */
export class ClockWatch {
  #last: ClockReading;
  #offsetMs = 0;
  #measuredAtMs: number | null = null;
  #seenMs = Number.NEGATIVE_INFINITY;
  #jumpedMs = 0;
  /** The last move taken up, and when on the steady clock. */
  #taken: { readonly moveMs: number; readonly atSteadyMs: number } | null = null;
  #resumedAtSteadyMs = Number.NEGATIVE_INFINITY;

  constructor(reading: ClockReading) {
    this.#last = reading;
  }

  /** What the backend's clock shows, epoch ms. */
  nowMs(reading: ClockReading): number {
    this.look(reading);
    return Math.max(reading.wallMs + this.#offsetMs, this.#seenMs);
  }

  /** What to add to the wall clock as it goes now. */
  offsetMs(reading: ClockReading): number {
    this.look(reading);
    return this.#offsetMs;
  }

  /** Whether countdowns are to be marked as estimated. */
  isEstimated(reading: ClockReading): boolean {
    const nowMs = this.nowMs(reading);
    return (
      this.#measuredAtMs === null ||
      Math.abs(this.#jumpedMs) > DOUBTFUL_JUMP_MS ||
      nowMs - this.#measuredAtMs > DOUBTFUL_AGE_MS
    );
  }

  /** Compares the clocks; to be called every second or so. Answers whether the wall clock was set meanwhile. */
  look(reading: ClockReading): boolean {
    const moveMs = reading.wallMs - this.#last.wallMs - (reading.steadyMs - this.#last.steadyMs);
    if (Math.abs(moveMs) <= SET_MS) {
      // Moves too small to tell from drift add up: the reading compared with stays where they began.
      if (Math.abs(moveMs) < SET_MS / 20) this.#last = reading;
      return false;
    }
    this.#last = reading;
    const hasSlept = moveMs > 0 && reading.steadyMs - this.#resumedAtSteadyMs < RESUME_WITHIN_MS;
    if (hasSlept) return false;
    this.#offsetMs -= moveMs;
    this.#jumpedMs += moveMs;
    this.#taken = { moveMs, atSteadyMs: reading.steadyMs };
    return true;
  }

  /** The system says that the machine has slept: what looked like a clock put forward was the time going by. */
  resumed(reading: ClockReading): void {
    this.look(reading);
    this.#resumedAtSteadyMs = reading.steadyMs;
    const taken = this.#taken;
    if (taken === null || taken.moveMs < 0 || reading.steadyMs - taken.atSteadyMs > RESUME_WITHIN_MS) return;
    this.#offsetMs += taken.moveMs;
    this.#jumpedMs -= taken.moveMs;
    this.#taken = null;
  }

  /** Takes what was measured, here or by whoever leads. */
  know({ offsetMs, measuredAtMs }: ClockKnowledge, reading: ClockReading): void {
    this.look(reading);
    const isNewer = measuredAtMs !== null && measuredAtMs > (this.#measuredAtMs ?? Number.NEGATIVE_INFINITY);
    if (isNewer || this.#measuredAtMs === null) {
      this.#offsetMs = offsetMs;
      this.#measuredAtMs = measuredAtMs;
      this.#jumpedMs = 0;
      this.#taken = null;
    }
    if (measuredAtMs !== null) this.#seenMs = Math.max(this.#seenMs, measuredAtMs);
  }
}
