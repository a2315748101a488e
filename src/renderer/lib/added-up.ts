type Settling<Step, Plan> = {
  /** What all the steps come to; null where the signal, which says that more have come, has ended it. */
  readonly plan: (steps: readonly Step[], signal: AbortSignal) => Promise<Plan | null>;
  /** Carries that out, and says whether it did. */
  readonly carryOut: (plan: Plan) => Promise<boolean>;
};

/**
 * Steps that add up to one: those that come while it is still being worked out what the ones before would lead to are part
 * of it. What comes while it is carried out is another, and is dropped when it is not: it was meant for what it would have led to.
 */
export class AddedUp<Step, Plan> {
  readonly #settling: Settling<Step, Plan>;
  #steps: readonly Step[] = [];
  #planning: AbortController | null = null;
  #isAtWork = false;

  constructor(settling: Settling<Step, Plan>) {
    this.#settling = settling;
  }

  /** Adds a step. Resolves when nothing waits any more, at once where others are being settled. */
  async add(step: Step): Promise<void> {
    this.#steps = [...this.#steps, step];
    this.#planning?.abort();
    if (this.#isAtWork) return;
    this.#isAtWork = true;
    try {
      while (this.#steps.length > 0) await this.#settle();
    } finally {
      this.#isAtWork = false;
      this.#steps = [];
    }
  }

  async #settle(): Promise<void> {
    const planning = new AbortController();
    this.#planning = planning;
    const plan = await this.#settling.plan(this.#steps, planning.signal);
    this.#planning = null;
    if (planning.signal.aborted) return;
    this.#steps = [];
    if (plan !== null && !(await this.#settling.carryOut(plan))) this.#steps = [];
  }
}
