import type { Result } from '../../shared/lib/result.ts';
import type { Refusal } from '../../shared/mutations/mutation.ts';
import { ActQueue, type Kept } from '../../shared/sync/act-queue.ts';
import type { Acted, Action } from '../../shared/sync/act.ts';
import { rehearse } from '../../shared/sync/rehearse.ts';
import type { Identity } from '../../shared/sync/replay.ts';
import type { Storage } from '../../shared/sync/storage.ts';
import { withdraw, type Withdrawn } from '../../shared/sync/withdraw.ts';
import { Foresight } from './foresight.ts';
import type { Workspace } from './read-workspace.ts';
import type { TicketDetails } from './ticket-details.ts';
import type { TicketLists } from './ticket-lists.ts';

export type ActingOptions = {
  readonly storage: Storage;
  readonly identity: Identity;
  readonly workspace: () => Workspace | null;
  readonly lists: TicketLists;
  readonly details: TicketDetails;
  /** Told of each transaction that kept something. */
  readonly onKept: (kept: Kept) => void;
};

/**
 * What acts on an open database. It knows the rules of all actions, of which none is needed to show a row: to be imported
 * by acts.ts alone, and later than the start.
 */
export class Acting {
  readonly #storage: Storage;
  readonly #identity: Identity;
  readonly #foresight: Foresight;
  readonly #queue: ActQueue;

  constructor({ storage, identity, workspace, lists, details, onKept }: ActingOptions) {
    this.#storage = storage;
    this.#identity = identity;
    this.#foresight = new Foresight({ identity, workspace, lists, details });
    this.#queue = new ActQueue(storage, identity, onKept);
  }

  /** Shows what an action leads to, at once, and keeps it. Resolves and rejects as `act` does (shared/sync/act.ts). */
  act(action: Action): Promise<Result<Acted, Refusal>> {
    return this.#queue.act(action, this.#foresight.show(action).settle);
  }

  /** Runs the rules of several actions and keeps nothing (shared/sync/rehearse.ts). */
  rehearse(actions: readonly Action[]): Promise<readonly (Refusal | null)[]> {
    return rehearse(this.#storage, this.#identity, actions);
  }

  /** Takes actions back that have not been sent (shared/sync/withdraw.ts). */
  withdraw(seqs: readonly number[]): Promise<Result<Withdrawn, Refusal>> {
    return withdraw(this.#storage, this.#identity, seqs);
  }
}
