/** Steps one after the other. One that does not succeed ends those that wait: they were meant for what it would have led to. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();
  #round = 0;

  /** Takes a step when those before it have ended; `step` says whether it succeeded. Resolves when it has ended, or is not taken. */
  take(step: () => Promise<boolean>): Promise<void> {
    const turn = this.#takeAfter(this.#last, step, this.#round);
    this.#last = turn.catch(() => {});
    return turn;
  }

  async #takeAfter(last: Promise<unknown>, step: () => Promise<boolean>, round: number): Promise<void> {
    await last;
    if (round !== this.#round) return;
    let hasSucceeded = false;
    try {
      hasSucceeded = await step();
    } finally {
      if (!hasSucceeded) this.#round += 1;
    }
  }
}
