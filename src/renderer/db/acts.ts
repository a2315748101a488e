import type { Result } from '../../shared/lib/result.ts';
import type { Refusal } from '../../shared/mutations/mutation.ts';
import type { Acted, Action } from '../../shared/sync/act.ts';
import type { Withdrawn } from '../../shared/sync/withdraw.ts';
import type { Acting, ActingOptions } from './acting.ts';

/**
 * What an agent does in an account's open database. The rules of all actions are fetched after the start (acting.ts): an
 * action that comes before they are there waits for them, in its turn; from then on each is shown in the tick it comes in.
 */
export class Acts {
  readonly #options: ActingOptions;
  #acting: Acting | null = null;
  #fetched: Promise<Acting> | null = null;

  constructor(options: ActingOptions) {
    this.#options = options;
  }

  /** Fetches the rules, once. Rejects when they cannot be read: nothing can be done then, and whoever acts is told. */
  fetchRules(): Promise<Acting> {
    if (this.#fetched === null) {
      this.#fetched = import('./acting.ts').then((module) => new module.Acting(this.#options));
      // Before anything that waits goes on: what comes after the waiting ones may not go before them.
      this.#fetched.then(
        (acting) => (this.#acting = acting),
        () => (this.#fetched = null),
      );
    }
    return this.#fetched;
  }

  /** Does an action; resolves and rejects as `act` (shared/sync/act.ts). */
  act(action: Action): Promise<Result<Acted, Refusal>> {
    return this.#acting?.act(action) ?? this.fetchRules().then((acting) => acting.act(action));
  }

  /** Runs the rules of several actions and keeps nothing: for each why it is refused here, or null. */
  async rehearse(actions: readonly Action[]): Promise<readonly (Refusal | null)[]> {
    return (await this.fetchRules()).rehearse(actions);
  }

  /** Takes actions back that have not been sent; resolves and rejects as `withdraw` (shared/sync/withdraw.ts). */
  async withdraw(seqs: readonly number[]): Promise<Result<Withdrawn, Refusal>> {
    return (await this.fetchRules()).withdraw(seqs);
  }
}
