const WINDOW_MS = 60_000;
const MAX_IN_WINDOW = 3;

/**
 * Tells a page that fell over once from one that cannot stand: `crashed(nowMs)` counts a crash and says whether to load it
 * again without asking. False from the fourth crash within a minute on.
 */
export class CrashLimit {
  #atMs: readonly number[] = [];

  crashed(nowMs: number): boolean {
    this.#atMs = [...this.#atMs.filter((atMs) => nowMs - atMs < WINDOW_MS), nowMs];
    return this.#atMs.length <= MAX_IN_WINDOW;
  }
}
