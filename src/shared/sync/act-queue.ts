import type { Result } from '../lib/result.ts';
import type { Refusal } from '../mutations/mutation.ts';
import type { Written } from '../mutations/unit-of-work.ts';
import { type Acted, type Action, actTogether } from './act.ts';
import type { Identity } from './replay.ts';
import type { Change, Storage } from './storage.ts';

/** As many as the journal takes in one message. */
const MOST_TOGETHER = 200;

/** Actions that one transaction has kept, in order, and what it changed. */
export type Kept = { readonly clientId: string; readonly rows: readonly KeptRow[]; readonly change: Change };
export type KeptRow = Action & { readonly seq: number };

type Waiting = {
  readonly action: Action;
  /** Told of the rows it led to, or of null when nothing has come of it, before anybody else is told. */
  readonly settle: (written: readonly Written[] | null) => void;
  readonly resolve: (outcome: Result<Acted, Refusal>) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * A window's actions on their way to the disk. The first is written at once; those that come while a transaction is under
 * way are put together into the next one, since what a durable transaction costs is its flush. Each is kept when its own
 * transaction is complete, in the order in which they came; a transaction that fails keeps none of its own, and those
 * that came after it are written all the same.
 */
export class ActQueue {
  readonly #storage: Storage;
  readonly #identity: Identity;
  readonly #onKept: (kept: Kept) => void;
  #waiting: Waiting[] = [];
  #isWriting = false;

  /** `onKept` is told of each transaction; `seq` in it is that of the wire. */
  constructor(storage: Storage, identity: Identity, onKept: (kept: Kept) => void) {
    this.#storage = storage;
    this.#identity = identity;
    this.#onKept = onKept;
  }

  /** Does an action; resolves and rejects as `act` of one alone. */
  act(action: Action, settle: Waiting['settle'] = () => undefined): Promise<Result<Acted, Refusal>> {
    const { promise, resolve, reject } = Promise.withResolvers<Result<Acted, Refusal>>();
    this.#waiting.push({ action, settle, resolve, reject });
    if (!this.#isWriting) void this.#writeAll();
    return promise;
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    while (this.#waiting.length > 0) {
      const together = this.#waiting.slice(0, MOST_TOGETHER);
      this.#waiting = this.#waiting.slice(MOST_TOGETHER);
      await this.#write(together);
    }
    this.#isWriting = false;
  }

  async #write(together: readonly Waiting[]): Promise<void> {
    let outcomes: Result<Acted, Refusal>[];
    try {
      const actions = together.map(({ action }) => action);
      outcomes = await actTogether(this.#storage, this.#identity, actions);
    } catch (error) {
      for (const { settle } of together) settle(null);
      for (const { reject } of together) reject(error);
      return;
    }
    this.#tell(together, outcomes);
  }

  #tell(together: readonly Waiting[], outcomes: readonly Result<Acted, Refusal>[]): void {
    const kept: { readonly action: Action; readonly acted: Acted }[] = [];
    for (const [index, { action, settle }] of together.entries()) {
      const outcome = outcomes[index];
      settle(outcome?.ok === true ? outcome.value.written : null);
      if (outcome?.ok === true) kept.push({ action, acted: outcome.value });
    }
    const [first] = kept;
    if (first !== undefined) {
      const rows = kept.map(({ action, acted }): KeptRow => ({ ...action, seq: acted.wireSeq }));
      this.#onKept({ clientId: first.acted.clientId, rows, change: first.acted.change });
    }
    for (const [index, { resolve }] of together.entries()) {
      const outcome = outcomes[index];
      if (outcome !== undefined) resolve(outcome);
    }
  }
}
