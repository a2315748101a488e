/** Ends the work of a process that was killed. The code is PostgreSQL's for a backend that is being shut down. */
export class Killed extends Error {
  override readonly name = 'Killed';
  readonly code = '57P01';
}

/** What somebody waits for who has been killed. Each has one of their own: a common one would hold all of them for ever. */
export function never(): Promise<never> {
  return new Promise(() => undefined);
}

/**
 * The life of a process, in steps. It can be told to end at one that is still to come; from then on no step of it
 * succeeds.
 */
export class Life {
  readonly #ended = Promise.withResolvers<'killed'>();
  #stepsLeft: number | null = null;
  #isListening = true;
  /** The step at which it ended; null while it lives. */
  endedAt: string | null = null;

  /** Resolves when it has ended. */
  get end(): Promise<'killed'> {
    return this.#ended.promise;
  }

  /** Lets so many more steps succeed and ends it at the next. */
  endAfter(steps: number): void {
    this.#stepsLeft = steps;
  }

  /** Takes the plan back to end it. */
  spare(): void {
    this.#stepsLeft = null;
  }

  /** Whether it is to end at a step to come. */
  get isDoomed(): boolean {
    return this.#stepsLeft !== null;
  }

  /** What is done meanwhile counts as no step: it is others' work. */
  async aside<T>(work: () => Promise<T>): Promise<T> {
    this.#isListening = false;
    try {
      return await work();
    } finally {
      this.#isListening = true;
    }
  }

  /** Ends it now. */
  endNow(): void {
    this.endedAt ??= 'by itself';
    this.#ended.resolve('killed');
  }

  /** One step. @throws Killed at its last one, and ever after. */
  step(name: string): void {
    if (!this.#isListening) return;
    if (this.endedAt !== null) throw new Killed(name);
    if (this.#stepsLeft === null) return;
    if (this.#stepsLeft > 0) {
      this.#stepsLeft -= 1;
      return;
    }
    this.endedAt = name;
    this.#ended.resolve('killed');
    throw new Killed(name);
  }
}
