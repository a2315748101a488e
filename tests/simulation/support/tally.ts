/** Counts what has happened in schedules, to see that they are about something. */
export class Tally {
  readonly #counts = new Map<string, number>();

  count(what: string, times = 1): void {
    if (times > 0) this.#counts.set(what, (this.#counts.get(what) ?? 0) + times);
  }

  of(what: string): number {
    return this.#counts.get(what) ?? 0;
  }

  /** The sum over everything whose name begins like this. */
  sum(beginning: string): number {
    return [...this.#counts].reduce((sum, [what, times]) => sum + (what.startsWith(beginning) ? times : 0), 0);
  }

  toString(): string {
    return [...this.#counts]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([what, times]) => `${what}: ${times}`)
      .join('\n');
  }
}
