/** When a draft was written and by which window: a total order over all windows of this machine. */
export type DraftStamp = { readonly atMs: number; readonly by: string };

/** A draft as it was after a key, as one window tells it to the others. */
export type DraftNews = { readonly key: string; readonly text: string; readonly stamp: DraftStamp };

/**
 * Which window's text of a draft holds: that of the last key pressed. Each key gets a stamp later than all that this window
 * has seen of the draft, so that windows which hear of one another in any order end with the same text.
 */
export class DraftLedger {
  readonly #by: string;
  readonly #nowMs: () => number;
  readonly #latest = new Map<string, DraftStamp>();

  /** `by` names the window, differently from every other. */
  constructor(by: string, nowMs: () => number) {
    this.#by = by;
    this.#nowMs = nowMs;
  }

  /** A key was pressed here. */
  write(key: string, text: string): DraftNews {
    const seen = this.#latest.get(key);
    const stamp = { atMs: Math.max(this.#nowMs(), (seen?.atMs ?? 0) + 1), by: this.#by };
    this.#latest.set(key, stamp);
    return { key, text, stamp };
  }

  /** Another window tells of a key; answers whether its text holds here too. */
  take({ key, stamp }: DraftNews): boolean {
    const seen = this.#latest.get(key);
    if (seen !== undefined && !isLater(stamp, seen)) return false;
    this.#latest.set(key, stamp);
    return true;
  }

  /** For a change of person. */
  forget(): void {
    this.#latest.clear();
  }
}

function isLater(a: DraftStamp, b: DraftStamp): boolean {
  return a.atMs > b.atMs || (a.atMs === b.atMs && a.by > b.by);
}
