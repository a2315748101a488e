/** What an ordered list is sorted by: `order`, then `id`. */
export type Ordered = { readonly id: string; readonly order: number };

/** Whether `a` comes before `b`. */
export function isBefore(a: Ordered, b: Ordered): boolean {
  return a.order < b.order || (a.order === b.order && a.id < b.id);
}

/**
 * The first rows of a long ordered list, kept in order as rows change, without reading the list again. It is filled
 * from storage with `fill` and knows by itself when it can no longer be sure of its end (`needsRefill`).
 */
export class OrderedWindow<Row extends Ordered> {
  #rows: Row[] = [];
  #limit: number;
  #isWhole = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get rows(): readonly Row[] {
    return this.#rows;
  }

  /** Whether the window holds the whole list, and not only its beginning. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  get limit(): number {
    return this.#limit;
  }

  /** Rows have left the window so that what follows it should move up, and only storage knows what that is. */
  get needsRefill(): boolean {
    return !this.#isWhole && this.#rows.length < this.#limit;
  }

  /** Takes the first `limit` rows of the list, in order. */
  fill(rows: readonly Row[], limit: number): void {
    this.#limit = limit;
    this.#rows = [...rows];
    this.#isWhole = rows.length < limit;
  }

  /**
   * Takes changes in: for each id the row as it is in the list now, or null when it is not in it (any more).
   *
   * @returns whether anything in the window is different.
   */
  apply(changes: ReadonlyMap<string, Row | null>): boolean {
    const kept = this.#rows.filter(({ id }) => !changes.has(id));
    let isDifferent = kept.length !== this.#rows.length;
    const last = this.#rows.at(-1);
    for (const row of changes.values()) {
      if (row === null) continue;
      const isInside = this.#isWhole || (last !== undefined && !isBefore(last, row));
      if (!isInside) continue;
      kept.splice(position(kept, row), 0, row);
      isDifferent = true;
    }
    if (!isDifferent) return false;
    if (kept.length > this.#limit) {
      this.#isWhole = false;
      kept.length = this.#limit;
    }
    this.#rows = kept;
    return true;
  }
}

function position<Row extends Ordered>(rows: readonly Row[], row: Row): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const candidate = rows[middle];
    if (candidate !== undefined && isBefore(candidate, row)) low = middle + 1;
    else high = middle;
  }
  return low;
}
