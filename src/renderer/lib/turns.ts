/** Steps one after the other. One that does not succeed ends those that wait: they were meant for what it would have led to. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();
  #round = 0;

  /** Takes a step when those before it have ended; `step` says whether it succeeded. Resolves when it has ended, or is not taken. */
  take(step: () => Promise<boolean>): Promise<void> {
    const round = this.#round;
    const turn = this.#last.then(async () => {
      if (round !== this.#round) return;
      let hasSucceeded = false;
      try {
        hasSucceeded = await step();
      } finally {
        if (!hasSucceeded) this.#round += 1;
      }
    });
    this.#last = turn.catch(() => {});
    return turn;
  }
}
