import { isDeepStrictEqual } from 'node:util';
import { canSee, toldSenderId } from '../../../src/shared/access/access.ts';
import type { Ticket } from '../../../src/shared/domain/ticket.ts';
import type { User } from '../../../src/shared/domain/workspace.ts';
import type { Result } from '../../../src/shared/lib/result.ts';
import type { PullResponse } from '../../../src/shared/protocol/pull.ts';
import type { PushRequest, PushResponse, PushResult } from '../../../src/shared/protocol/push.ts';
import { wireSeqOf } from '../../../src/shared/sync/life.ts';
import { type AnyRow, refKey } from '../../../src/shared/sync/storage.ts';
import type { TransportError } from '../../../src/shared/sync/transport.ts';
import type { MemoryState } from '../../support/memory-storage.ts';
import { people } from '../../support/workspace.ts';
import { assertHolds, assertSame, assertSameRows } from './broken.ts';
import { expectReplay, ForwardWatch } from './invariants.ts';
import { madeBy } from './ledger.ts';
import type { Machine } from './machine.ts';
import type { SimulatedBackend } from './simulated-backend.ts';
import type { Write } from './watched-storage.ts';

/** What a machine showed of its own actions when it had taken in a page. */
type Pulled = {
  readonly machine: Machine;
  readonly clientId: string;
  readonly lastSeq: number;
  /** Whether the page was the last one. */
  readonly isHead: boolean;
  /** The effects of actions after this one must be there: of those that the page covers, or at the head of all. */
  readonly afterSeq: number;
  readonly seen: readonly {
    readonly seq: number;
    readonly key: string;
    readonly isThere: boolean;
    readonly isTicketThere: boolean;
  }[];
};

type View = Pick<User, 'role' | 'queueIds'>;

/** What must hold at every commit of every machine, and in every exchange. */
export class CommitChecks {
  readonly #backend: SimulatedBackend;
  readonly #watches = new Map<Machine, ForwardWatch>();
  readonly #owners = new Map<string, string>();
  readonly #answers = new Map<string, PushResult>();
  readonly #views = new Map<string, View>(Object.values(people).map((user) => [user.id, user]));
  /** The view as of which a cookie was given. */
  readonly #viewOfCookie = new Map<string, View>();
  /** How far the rows of a client covered its actions after the last page. */
  readonly #covered = new Map<string, number>();
  #pulled: Pulled[] = [];
  #failure: unknown = null;

  constructor(backend: SimulatedBackend) {
    this.#backend = backend;
  }

  /** The backend is as it was: what was answered since has not been, and clients may have to go back with it. */
  seeRestored(users: readonly User[]): void {
    this.#answers.clear();
    for (const user of users) this.#views.set(user.id, user);
    for (const machine of this.#watches.keys()) this.#watches.set(machine, new ForwardWatch());
  }

  /** From here on this is what a person sees. */
  hasView(userId: string, view: View): void {
    this.#views.set(userId, view);
  }

  ownerOf(machine: Machine): void {
    this.#watches.set(machine, new ForwardWatch());
  }

  /** A cookie that was given before anything was watched, for the view that a person began with. */
  knowsCookie(machine: Machine, cookie: string): void {
    const view = this.#views.get(machine.user.id);
    if (view !== undefined) this.#viewOfCookie.set(cookie, view);
  }

  /** A machine has committed something. What is wrong with it is thrown by the next `settle`. */
  see(machine: Machine, writes: readonly Write[]): void {
    this.#try(() => {
      const { state, user } = machine;
      this.#owners.set(state.meta.clientId, user.id);
      const rows = new Map([...state.rows].map(([key, { row }]): [string, unknown] => [key, row]));
      const bases = [...state.bases.values()];
      const outbox = [...state.outbox.values()].toSorted((a, b) => a.seq - b.seq);
      const client = { user, meta: state.meta, rows, bases, outbox };
      if (writes.some(({ name }) => /Rows|Tickets|Bases|Outbox/.test(name))) expectReplay(client);
      this.#watches.get(machine)?.see(client);
      const change = writes.findLast(({ name }) => name === 'putMeta')?.args[0] as
        | { readonly cookie?: string; readonly sweep?: string | null }
        | undefined;
      // After a view that was started anew it is at the head when what it has not brought is gone too.
      const isSwept = state.meta.sweep === null;
      if (typeof change?.cookie === 'string')
        this.#seePage(machine, change.cookie, isSwept && 'lastPullAtMs' in change);
      else if (change?.sweep === null && state.meta.cookie !== null) this.#seePage(machine, state.meta.cookie, true);
    });
  }

  /** A restarted app finds what the last commit before had left. */
  seeReopened(machine: Machine, found: MemoryState, left: MemoryState): void {
    this.#try(() => {
      // The app may have been killed right after a page was in, before anybody saw it.
      this.#covered.set(found.meta.clientId, wireSeqOf(found.meta, found.meta.lastSeq));
      assertSame(
        [...found.outbox.values()],
        [...left.outbox.values()].toSorted((a, b) => a.seq - b.seq),
        13,
        'the outbox',
      );
      assertSame([toldMeta(found)], [toldMeta(left)], 13, 'what is remembered beside rows');
      assertSameRows(found.rows, left.rows, 13, `the rows of ${machine.name}`);
      assertSameRows(found.bases, left.bases, 13, `the bases of ${machine.name}`);
    });
  }

  /** The backend has answered a push, or has not been heard. */
  seePush(machine: Machine, { clientId }: PushRequest, answer: Result<PushResponse, TransportError>): void {
    this.#try(() => {
      const owner = this.#owners.get(clientId);
      assertHolds(
        owner === undefined || owner === machine.user.id,
        10,
        () => `${machine.name} sent the work of another account`,
      );
      if (!answer.ok) return;
      for (const result of answer.value.results) {
        const key = `${clientId}:${result.seq}`;
        const known = this.#answers.get(key);
        this.#answers.set(key, known ?? result);
        if (known === undefined) continue;
        assertHolds(result.status === 'duplicate', 3, () => `action ${result.seq} of ${machine.name} was done twice`);
        assertHolds(
          isDeepStrictEqual(known.error, result.error),
          3,
          () => `action ${result.seq} was answered differently`,
        );
      }
    });
  }

  /** The backend has given a page. */
  seePull(machine: Machine, answer: Result<PullResponse, TransportError>): void {
    const view = this.#views.get(machine.user.id);
    if (answer.ok && !answer.value.more && view !== undefined) this.#viewOfCookie.set(answer.value.cookie, view);
  }

  /** @throws the first thing that was found wrong. */
  async settle(): Promise<void> {
    const pulled = this.#pulled;
    this.#pulled = [];
    if (this.#failure !== null) throw this.#failure;
    for (const { machine, clientId, lastSeq, isHead, afterSeq, seen } of pulled) {
      const decisions = await this.#backend.decisions(clientId);
      const isDone = ({ isRefused, name }: { isRefused: boolean; name: string }): boolean =>
        !isRefused && name !== 'sync.withdraw';
      const applied = new Set(decisions.filter(isDone).map(({ seq }) => seq));
      for (const { seq, key, isThere, isTicketThere } of seen) {
        const isDue = seq > afterSeq && seq <= lastSeq && applied.has(seq) && isTicketThere;
        assertHolds(
          !isDue || isThere,
          5,
          () => `${machine.name} has lastSeq ${lastSeq}, and not ${key} that ${seq} made`,
        );
        const isEarly = isHead && isThere && (seq > lastSeq || !applied.has(seq));
        assertHolds(
          !isEarly,
          5,
          () => `${machine.name} has ${key} from the backend, and lastSeq ${lastSeq} before ${seq}`,
        );
      }
    }
  }

  /** The backend's rows on a machine, without what is pending, right after a page. */
  #seePage(machine: Machine, cookie: string, isHead: boolean): void {
    const { state } = machine;
    const confirmed = new Map<string, AnyRow>([...state.rows].map(([key, { row }]) => [key, row]));
    for (const { ref, row } of state.bases.values()) {
      if (row === null) confirmed.delete(refKey(ref));
      else confirmed.set(refKey(ref), row);
    }
    const view = this.#viewOfCookie.get(cookie);
    if (isHead && view !== undefined) assertPrivate(machine, confirmed, view);
    const { clientId } = state.meta;
    const lastSeq = wireSeqOf(state.meta, state.meta.lastSeq);
    const known = this.#covered.get(clientId) ?? 0;
    this.#covered.set(clientId, lastSeq);
    // A reset that is under way has begun with an empty view.
    const afterSeq = isHead ? 0 : known;
    const seen = machine.ledger.entries(clientId).flatMap((entry) => {
      const key = madeBy(entry);
      if (key === null || entry.isForgotten) return [];
      // What was taken back stands as if it had never been until the view that begins anew is whole, and is told then.
      if (entry.isWithdrawn && !isHead && state.meta.sweep !== null) return [];
      const isThere = confirmed.has(key);
      return [
        {
          seq: entry.seq,
          key,
          isThere,
          isTicketThere: isInSight(confirmed.get(`ticket:${String(entry.args['ticketId'])}`)),
        },
      ];
    });
    if (seen.length > 0) this.#pulled.push({ machine, clientId, lastSeq, isHead, afterSeq, seen });
  }

  #try(check: () => void): void {
    try {
      check();
    } catch (error) {
      this.#failure ??= error;
    }
  }
}

/** What is remembered beside rows, but for the counters that the storage keeps for itself. */
function toldMeta({ meta }: MemoryState): object {
  const { policyVersion: _policies, workspaceVersion: _workspace, revision: _revision, ...told } = meta;
  return told;
}

/** No ticket that is not in the person's view but for glimpses of what they are told of, and no part whose ticket is not there. */
function assertPrivate(machine: Machine, confirmed: ReadonlyMap<string, AnyRow>, view: View): void {
  const person = { ...machine.user, ...view };
  for (const [key, row] of confirmed) {
    if (key.startsWith('ticket:')) {
      assertHolds(isTheirs(person, row as Ticket), 10, () => `${machine.name} has ${key}, which is not theirs to see`);
    } else if ('ticketId' in row) {
      assertHolds(confirmed.has(`ticket:${row.ticketId}`), 5, () => `${machine.name} has ${key} without its ticket`);
    }
  }
}

function isTheirs(person: User, ticket: Ticket): boolean {
  return ticket.isGlimpse === true ? toldSenderId(ticket) === person.id : canSee(person, ticket);
}

/** Whether a ticket is there with its parts: of a glimpse they are not. */
function isInSight(ticket: AnyRow | undefined): boolean {
  return ticket !== undefined && !('isGlimpse' in ticket && ticket.isGlimpse === true);
}
