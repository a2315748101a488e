import type { Result } from '../lib/result.ts';
import type { PresenceEvent } from '../protocol/presence.ts';
import type { PullResponse } from '../protocol/pull.ts';
import { applyPage, WentBack } from './apply-page.ts';
import { backoffMs } from './backoff.ts';
import { measureClock } from './clock-offset.ts';
import type { ClockKnowledge } from './clock-watch.ts';
import { LeadLost, metaOfLeader } from './lead.ts';
import { mergePages } from './merge-pages.ts';
import { beginNewLife, type Forgotten, type Renewal } from './new-life.ts';
import { pushPending } from './push-pending.ts';
import { pushRecovered } from './push-recovered.ts';
import type { Identity } from './replay.ts';
import { initialStatus, type SyncStatus } from './status.ts';
import type { Change, Meta, Storage, StorageTx } from './storage.ts';
import { sweepAll } from './sweep.ts';
import type { Transport, TransportError } from './transport.ts';

/** What the engine needs of the world around it. Times in ms. */
export type EngineEnvironment = {
  readonly nowMs: () => number;
  readonly random: () => number;
  /** A new UUID that nobody else has. */
  readonly newId: () => string;
  /** Sleeps for `ms`, or until woken. */
  readonly sleep: (ms: number) => Sleep;
};

export type Sleep = { readonly over: Promise<void>; readonly wake: () => void };

export type EngineOptions = {
  readonly storage: Storage;
  readonly transport: Transport;
  readonly identity: Identity;
  readonly environment: EngineEnvironment;
  readonly onChange: (change: Change) => void;
  readonly onStatus: (status: SyncStatus) => void;
  /** Told of each new measurement of the backend's clock against the machine's. */
  readonly onClock: (known: ClockKnowledge) => void;
  /** Told of the actions of a client that the backend has done: they need no second copy any more. */
  readonly onAnswered: (clientId: string, seqs: readonly number[]) => void;
  /** Told of actions that changed their client; nothing is sent under the new one before this resolves. */
  readonly onRenewed: (renewal: Renewal) => Promise<void>;
  /** Told who is at a ticket now; null when the line that says so is gone, and with it all that was known. */
  readonly onPresence?: (event: PresenceEvent | null) => void;
};

/** The settings of a workspace, some hundred rows, and enough open tickets to begin with. */
const FIRST_PAGE = 1_500;
const PAGE = 4_000;
/** Without a poke the engine looks this often. */
const IDLE_MS = 60_000;

/**
 * Brings a client's database and the backend together: pushes what waits, pulls what changed, and again whenever
 * there is reason to. Strictly in order, one push in flight; no lock is held over HTTP.
 *
 *          kick, poke, work, a minute                failed
 *   idle ----------------------> push -> pull --------------------> wait (backoff)
 *     ^                            ^       | done                          |
 *     |____________________________|_______|      kick, poke, time is up   |
 *                                  |_______________________________________|
 */
export class SyncEngine {
  readonly #options: EngineOptions;
  #status: SyncStatus = initialStatus;
  #leaderEpoch = 0;
  #isStopped = false;
  #wanted = true;
  #hasWork = false;
  /** Where the last pull has ended. */
  #head: Head | null = null;
  /** Rounds in a row that failed. */
  #failures = 0;
  #idle: Sleep | null = null;
  #reconnecting: Sleep | null = null;

  constructor(options: EngineOptions) {
    this.#options = options;
  }

  /** The newest status. */
  get status(): SyncStatus {
    return this.#status;
  }

  /** There is reason to look (the network is back, a poke, somebody asks): sync now, or again after a round under way. */
  kick(): void {
    this.#wanted = true;
    this.#idle?.wake();
    this.#reconnecting?.wake();
  }

  /**
   * There is something to send: as `kick`, but what failed last is tried again in its time. Nobody's work makes the line
   * better, and an agent offline acts often.
   */
  tellWork(): void {
    this.#hasWork = true;
    if (this.#failures === 0) this.#idle?.wake();
  }

  /** Ends `run` soon; what is under way is cut off. */
  stop(): void {
    this.#isStopped = true;
    this.#idle?.wake();
    this.#reconnecting?.wake();
    this.#options.transport.close();
  }

  /** Syncs until it is stopped or another engine takes the lead. Rejects when the database fails. */
  async run(): Promise<void> {
    await this.takeLead();
    await Promise.all([this.#keepInStep(), this.#listen()]);
  }

  async #keepInStep(): Promise<void> {
    const { environment } = this.#options;
    try {
      while (!this.#isStopped) {
        this.#wanted = false;
        this.#hasWork = false;
        const failure = await this.syncOnce();
        this.#failures = failure === null ? 0 : this.#failures + 1;
        if (this.#wanted || this.#isStopped || (this.#hasWork && failure === null)) continue;
        this.#idle = environment.sleep(failure === null ? IDLE_MS : backoffMs(this.#failures, environment.random()));
        await this.#idle.over;
      }
    } catch (error) {
      this.stop();
      if (!(error instanceof LeadLost)) throw error;
    }
  }

  /** The machine's clock was set: remembers what makes up for it, and has it measured. @throws LeadLost as any write. */
  async clockMoved(clockOffsetMs: number): Promise<void> {
    await this.#asLeader((tx) => tx.putMeta({ clockOffsetMs }));
    this.kick();
  }

  /** Becomes the one engine whose writes count; those of an earlier one are refused from here on. */
  async takeLead(): Promise<void> {
    const meta = await this.#options.storage.transact('sync', async (tx) => {
      const known = await tx.meta();
      await tx.putMeta({ leaderEpoch: known.leaderEpoch + 1 });
      // Windows may have been told of a page whose transaction ended with the engine before: what is told now is newer.
      await tx.raiseRevision();
      return known;
    });
    this.#leaderEpoch = meta.leaderEpoch + 1;
    this.#tell({ lastPullAtMs: meta.lastPullAtMs });
  }

  /** Keeps the live stream open; when it breaks, a round finds out why. */
  async #listen(): Promise<void> {
    const { transport, environment, onPresence = () => undefined } = this.#options;
    let failures = 0;
    while (!this.#isStopped) {
      let hasBeenPoked = false;
      await transport.live({
        onPoke: () => {
          hasBeenPoked = true;
          this.kick();
        },
        onPresence,
      });
      onPresence(null);
      if (this.#isStopped) return;
      failures = hasBeenPoked ? 1 : failures + 1;
      this.#reconnecting = environment.sleep(backoffMs(failures, environment.random()));
      await this.#reconnecting.over;
    }
  }

  /**
   * One push of everything that waits, first of all what was brought back, and one pull to the head. A push that the
   * backend refuses as a whole does not keep the agent from what is new. Answers what went wrong, or null.
   *
   * @throws LeadLost when another engine leads.
   */
  async syncOnce(): Promise<TransportError | null> {
    this.#tell({ isSyncing: true });
    const ahead = this.#head === null ? null : this.#pullAhead(this.#head);
    this.#head = null;
    // Most rounds only fetch: one look tells, where each step would look for itself.
    const look = await this.#look();
    const unsent =
      (look.hasRecovered ? await this.#pushRecovered() : null) ?? (look.hasPending ? await this.#pushPending() : null);
    const hasPushed = look.hasRecovered || look.hasPending;
    const unpulled =
      unsent === null || unsent.kind === 'refused'
        ? await (hasPushed ? this.#pullAll(null, null) : this.#pullAll(look.meta, ahead))
        : unsent;
    const failure = unsent ?? unpulled;
    if (this.#isStopped) return failure;
    const lastError = failure?.detail ?? null;
    if (unpulled === null) this.#tell({ isSyncing: false, firstSync: null, connection: 'online', lastError });
    else this.#tell({ isSyncing: false, connection: connectionOf(unpulled), lastError });
    return failure;
  }

  async #look(): Promise<{ readonly meta: Meta; readonly hasRecovered: boolean; readonly hasPending: boolean }> {
    return this.#options.storage.look(async (tx) => {
      const [meta, recovered, outbox] = await Promise.all([
        metaOfLeader(tx, this.#leaderEpoch),
        tx.recovered(),
        tx.outbox(),
      ]);
      const hasPending = outbox.some(({ outcome }) => outcome === null);
      return { meta, hasRecovered: recovered.length > 0, hasPending };
    });
  }

  async #pushRecovered(): Promise<TransportError | null> {
    const { storage, transport, environment, onChange, onAnswered, onRenewed } = this.#options;
    const isStopped = (): boolean => this.#isStopped;
    const { nowMs, newId } = environment;
    return pushRecovered({
      storage,
      transport,
      leaderEpoch: this.#leaderEpoch,
      isStopped,
      nowMs,
      newId,
      onChange,
      onAnswered,
      onRenewed,
    });
  }

  async #pushPending(): Promise<TransportError | null> {
    const { storage, transport, identity, environment, onChange, onAnswered } = this.#options;
    return pushPending({
      storage,
      transport,
      identity,
      leaderEpoch: this.#leaderEpoch,
      isStopped: () => this.#isStopped,
      onSending: (sending) => this.#tell({ sending }),
      onAnswer: (sentAtMs, serverTimeMs) =>
        this.#measure({ sentAtMs, receivedAtMs: environment.nowMs(), serverTimeMs }),
      nowMs: environment.nowMs,
      onChange,
      onAnswered,
      onForgotten: (forgotten) => this.#beginNewLife(forgotten),
    });
  }

  async #beginNewLife(forgotten: Forgotten): Promise<boolean> {
    const { storage, identity, environment, onChange, onRenewed } = this.#options;
    const at = { leaderEpoch: this.#leaderEpoch, newClientId: environment.newId() };
    const begun = await beginNewLife(storage, identity, forgotten, at);
    if (begun === null) return false;
    onChange(begun.change);
    await onRenewed(begun.renewal);
    return true;
  }

  /**
   * Pulls to the head, from the start where the backend has gone back in time. `known` is what is remembered, if it is
   * fresh; `ahead` a page that is on its way already.
   */
  async #pullAll(known: Meta | null, ahead: Ahead | null): Promise<TransportError | null> {
    try {
      return await this.#pullToHead(known, ahead);
    } catch (error) {
      if (!(error instanceof WentBack)) throw error;
      await this.#beginNewLife(error.forgotten);
      return this.#pullToHead();
    }
  }

  /** Pulls to the head. Pages of a first sync are taken in one by one; those of a later one together. */
  async #pullToHead(known: Meta | null = null, ahead: Ahead | null = null): Promise<TransportError | null> {
    const { storage, identity, onChange } = this.#options;
    const meta = known ?? (await this.#look()).meta;
    if (meta.sweep === 'sweeping') await this.#sweep();
    const { clientId } = meta;
    let held: PullResponse | null = null;
    let received = 0;
    let isFilling = !meta.isComplete || meta.sweep !== null;
    const isAhead = ahead?.head.clientId === clientId && ahead.head.cookie === meta.cookie;
    let next = isAhead ? ahead.pulled : this.#pullPage(clientId, meta.cookie, meta.cookie === null ? FIRST_PAGE : PAGE);
    while (!this.#isStopped) {
      const { answer, sentAtMs, receivedAtMs }: Pulled = await next;
      if (!answer.ok) {
        if (!isForeignCookie(answer.error) || meta.cookie === null) return answer.error;
        // A restored database or another account's: the view starts anew, what waits to be sent stays.
        await this.#asLeader((tx) => tx.putMeta({ cookie: null }));
        return this.#pullToHead();
      }
      const page = answer.value;
      // The next page travels while this one is written.
      if (page.more) next = this.#pullPage(clientId, page.cookie, PAGE);
      received += page.patch.length;
      isFilling ||= page.reset;
      held = mergePages(held, page);
      if (page.more && !isFilling && held.patch.length < PAGE * 5) continue;
      await applyPage(storage, identity, held, {
        leaderEpoch: this.#leaderEpoch,
        nowMs: page.serverTimeMs,
        onChange,
      });
      held = null;
      if (!meta.isComplete) this.#tell({ firstSync: { received }, connection: 'online' });
      if (!page.more) {
        // After the page, so that nobody waits for it.
        await this.#measure({ sentAtMs, receivedAtMs, serverTimeMs: page.serverTimeMs });
        if (isFilling) await this.#sweep();
        this.#tell({ lastPullAtMs: page.serverTimeMs });
        this.#head = { clientId, cookie: page.cookie };
        return null;
      }
    }
    return null;
  }

  /** Lets what the view no longer holds go, when it was started anew. */
  #sweep(): Promise<void> {
    const { storage, identity, onChange } = this.#options;
    return sweepAll(storage, identity, this.#leaderEpoch, onChange, () => this.#isStopped);
  }

  /**
   * Asks for what is new since the last pull while the database is still being looked at. Nothing of this engine's is on
   * its way to the backend then; where the look finds that something has to go first, or the database at another place, the
   * answer is let go.
   */
  #pullAhead(head: Head): Ahead {
    const pulled = this.#pullPage(head.clientId, head.cookie, PAGE);
    pulled.catch(() => undefined);
    return { head, pulled };
  }

  async #pullPage(clientId: string, cookie: string | null, limit: number): Promise<Pulled> {
    const { transport, environment } = this.#options;
    const sentAtMs = environment.nowMs();
    const answer = await transport.pull({ clientId, cookie, limit });
    return { answer, sentAtMs, receivedAtMs: environment.nowMs() };
  }

  async #measure(exchange: Exchange): Promise<void> {
    const change = await this.#asLeader(async (tx, meta) => {
      const measured = measureClock(meta, exchange);
      if (measured !== null) await tx.putMeta(measured);
      return measured;
    });
    if (change !== null)
      this.#options.onClock({ offsetMs: change.clockOffsetMs, measuredAtMs: change.clockMeasuredAtMs });
  }

  /** One transaction, if this engine still leads. */
  #asLeader<T>(work: (tx: StorageTx, meta: Meta) => Promise<T>): Promise<T> {
    return this.#options.storage.transact('sync', async (tx) => work(tx, await metaOfLeader(tx, this.#leaderEpoch)));
  }

  #tell(change: Partial<SyncStatus>): void {
    this.#status = { ...this.#status, ...change };
    this.#options.onStatus(this.#status);
  }
}

/** A page with when it was asked for and when it came, by the machine's clock. */
type Pulled = {
  readonly answer: Result<PullResponse, TransportError>;
  readonly sentAtMs: number;
  readonly receivedAtMs: number;
};

/** As which client, and from where, the next pull goes on. */
type Head = { readonly clientId: string; readonly cookie: string };

type Ahead = { readonly head: Head; readonly pulled: Promise<Pulled> };

type Exchange = Parameters<typeof measureClock>[1];

function connectionOf(failure: TransportError): SyncStatus['connection'] {
  switch (failure.kind) {
    case 'signed_out':
      return 'signed_out';
    case 'update':
      return 'update_required';
    case 'unreachable':
      return 'offline';
    case 'refused':
      return failure.status >= 500 ? 'offline' : 'online';
  }
}

function isForeignCookie(error: TransportError): boolean {
  return error.kind === 'refused' && error.code === 'sync.cookie';
}
