/** A row of the queue on screen. */
export type LiveRow = { readonly id: string; readonly subject: string; readonly status: string };

/** How many rows are shown. */
export const SHOWN = 50;

type Waiter = { readonly isThere: (rows: readonly LiveRow[]) => boolean; readonly tell: (atMs: number) => void };

const PATIENCE_MS = 300_000;

/** The first rows of the queue as the page shows them, and a way to wait for what they should be. */
export class LiveRows {
  #rows: readonly LiveRow[] = [];
  #waiters: Waiter[] = [];
  readonly #element = document.getElementById('rows');

  get rows(): readonly LiveRow[] {
    return this.#rows;
  }

  /** Puts rows on the page. */
  show(rows: readonly LiveRow[]): void {
    this.#rows = rows;
    if (this.#element !== null) this.#element.textContent = rows.map(({ subject }) => subject).join('\n');
    const atMs = performance.now();
    this.#waiters = this.#waiters.filter(({ isThere, tell }) => {
      if (!isThere(rows)) return true;
      tell(atMs);
      return false;
    });
  }

  /** When the rows are as `isThere` wants them, by the page's clock; now, if they are. Rejects after five minutes. */
  until(isThere: Waiter['isThere']): Promise<number> {
    if (isThere(this.#rows)) return Promise.resolve(performance.now());
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const timer = setTimeout(
      () => reject(new Error(`the rows never came; ${this.#rows.length} are shown`)),
      PATIENCE_MS,
    );
    const tell = (atMs: number): void => {
      clearTimeout(timer);
      resolve(atMs);
    };
    this.#waiters.push({ isThere, tell });
    return promise;
  }
}
