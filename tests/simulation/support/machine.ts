import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { ConsoleDb } from '../../../src/renderer/db/console-db.ts';
import { establish } from '../../../src/renderer/db/establish.ts';
import { IndexedDbStorage } from '../../../src/renderer/db/indexed-db-storage.ts';
import type { Ticket } from '../../../src/shared/domain/ticket.ts';
import type { User } from '../../../src/shared/domain/workspace.ts';
import type { Result } from '../../../src/shared/lib/result.ts';
import type { Refusal } from '../../../src/shared/mutations/mutation.ts';
import { ActQueue } from '../../../src/shared/sync/act-queue.ts';
import type { Acted } from '../../../src/shared/sync/act.ts';
import { SyncEngine } from '../../../src/shared/sync/engine.ts';
import { LeadLost } from '../../../src/shared/sync/lead.ts';
import type { Renewal } from '../../../src/shared/sync/new-life.ts';
import type { Identity } from '../../../src/shared/sync/replay.ts';
import type { Storage } from '../../../src/shared/sync/storage.ts';
import type { Transport } from '../../../src/shared/sync/transport.ts';
import { withdraw } from '../../../src/shared/sync/withdraw.ts';
import { MemoryMain } from '../../support/memory-journal.ts';
import { MemoryState } from '../../support/memory-storage.ts';
import { type Action, nameAction, suiting } from './agent-moves.ts';
import { HaltedStorage } from './halted-storage.ts';
import { Ledger } from './ledger.ts';
import { Life, never } from './mortal.ts';
import { plainClone } from './plain-clone.ts';
import { type Profile, profileOf, putProfile } from './profile.ts';
import { readWhole } from './read-whole.ts';
import { stillEnvironment } from './still-environment.ts';
import { redo, WatchedStorage, type Write } from './watched-storage.ts';

const DATABASE = 'client';

// The range class is a global in a page. The database copies whatever goes in and out.
Object.assign(globalThis, { IDBKeyRange, structuredClone: plainClone });

/** What a machine meets outside itself, and the naive ways of doing things that tests try instead of the right ones. */
export type Surroundings = {
  /** The backend's clock, epoch ms. */
  readonly nowMs: () => number;
  readonly newId: () => string;
  /** A line to the backend; `exchanged` is called when an answer has come, may hold it back, and says if it is lost. */
  readonly transport: (machine: Machine, exchanged: () => Promise<boolean>) => Transport;
  /** Told of every commit, after the machine's own copy of the database has followed. */
  readonly onCommit: (machine: Machine, writes: readonly Write[]) => void;
  /** Told of what a restarted app finds, and of what the last commit before had left. */
  readonly onReopen: (machine: Machine, found: MemoryState, left: MemoryState) => void;
  readonly naive: Naive;
};

/** A thing done wrongly on purpose, to see that the simulation notices. */
export type Naive = {
  readonly storage?: (storage: Storage, window: number) => Storage;
  readonly transport?: (transport: Transport) => Transport;
  /** The agent is told that an action is kept before its transaction has been written. */
  readonly tellsEarly?: boolean;
};

type Window = {
  readonly db: ConsoleDb;
  readonly storage: Storage;
  readonly engine: SyncEngine;
  readonly identity: Identity;
  readonly acts: ActQueue;
  /** The storage as the engine has it, which works apart from the page. */
  readonly engineStorage: HaltedStorage;
  /** A round of sync that is held up in the middle. */
  frozen: { readonly round: Promise<unknown>; readonly thaw: (isLost: boolean) => void; isLost: boolean } | null;
  /** How many more answers come before the next is held back; null when none will be. */
  freezeAfter: number | null;
};

/** What an agent wants to do, to which of their tickets. */
export type Wish = { readonly action: Action; readonly pick: number };

type Doing = {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly performedAtMs: number;
};

export type ActOutcome =
  | { readonly kind: 'impossible' | 'killed' }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'kept'; readonly seq: number; readonly name: string; readonly ticketId: string };

export type SyncOutcome = 'done' | 'failed' | 'killed' | 'frozen' | 'lead lost' | 'is frozen';

/** One agent's machine: two windows over the real storage and engine on an IndexedDB in memory, with a clock of its own. */
export class Machine {
  readonly name: string;
  readonly user: User;
  readonly ledger = new Ledger();
  readonly main = new MemoryMain();
  /** The database as its last commit left it. */
  state = new MemoryState();
  /** How far the machine's clock is off, ms. */
  skewMs: number;
  readonly #around: Surroundings;
  readonly #isJournalDeaf: boolean;
  #factory = new IDBFactory();
  #life = new Life();
  #windows: (Window | null)[] = [null, null];
  #leader: Window | null = null;
  #offsetMs = 0;
  /** Whether `state` is what the database must hold. */
  #isFollowed = false;

  constructor(
    user: User,
    around: Surroundings,
    options: { readonly name: string; readonly skewMs: number; readonly isJournalDeaf: boolean },
  ) {
    this.name = options.name;
    this.user = user;
    this.skewMs = options.skewMs;
    this.#isJournalDeaf = options.isJournalDeaf;
    this.#around = around;
  }

  get clientId(): string {
    return this.state.meta.clientId;
  }

  /** The life of the app that runs now. */
  get life(): Life {
    return this.#life;
  }

  /** The backend's time as the machine knows it. */
  get nowMs(): number {
    return Math.max(0, this.#machineMs + this.#offsetMs);
  }

  get #machineMs(): number {
    return Math.max(0, this.#around.nowMs() + this.skewMs);
  }

  /** Starts the app on whatever the machine holds; again until it is not killed at the start. Answers how often it was. */
  async start(): Promise<number> {
    for (let kills = 0; ; kills += 1) {
      if ((await this.#alive(async () => this.#window(0))) !== 'killed') return kills;
      this.#end();
    }
  }

  /** Ends the app. Answers what it leaves on the machine. */
  leave(): Profile {
    this.#end();
    return profileOf(this.#factory, DATABASE, this.main);
  }

  /** Begins on a copy of what an app has left on a machine whose clock was right; starts the app on it. */
  async takeOver(profile: Profile): Promise<void> {
    this.#factory = putProfile(profile, this.skewMs, this.main);
    await this.start();
  }

  /** The app is killed and started again. What was kept is on disk. */
  async restart(): Promise<number> {
    const { isDoomed } = this.#life;
    this.#end();
    if (isDoomed) this.#life.endAfter(7);
    return this.start();
  }

  /** Chromium finds its IndexedDB broken and begins an empty one without a word. */
  async wipe(): Promise<number> {
    this.#factory = new IDBFactory();
    this.#isFollowed = false;
    return this.restart();
  }

  /** The database is not the one that main knows: a profile was put together from two copies. */
  async swap(): Promise<number> {
    await this.main.port.generation(this.#around.newId());
    return this.restart();
  }

  close(): void {
    this.#end();
  }

  /** Does things to some tickets the agent sees, in one of the windows, each begun before the one before is kept. */
  async act(index: number, wishes: readonly Wish[]): Promise<ActOutcome[]> {
    const doings = wishes.map((wish) => this.#doingOf(wish));
    const named = doings.flatMap((doing) => doing ?? []);
    const early = this.#around.naive.tellsEarly === true ? this.state.nextSeq : null;
    const [first] = named;
    if (early !== null && first !== undefined) this.ledger.add({ clientId: this.clientId, seq: early, ...first });
    const done = await this.#alive(async () => {
      const window = await this.#window(index);
      return Promise.all(named.map((doing) => window.acts.act(doing)));
    });
    if (done === 'killed') {
      await this.#comeBack();
      return doings.map((doing) => ({ kind: doing === null ? 'impossible' : 'killed' }));
    }
    const outcomes = new Map(named.map((doing, place) => [doing, done[place]]));
    return Promise.all(doings.map((doing) => this.#outcomeOf(doing, doing === null ? undefined : outcomes.get(doing))));
  }

  #doingOf({ action: wanted, pick }: Wish): Doing | null {
    const tickets = (this.state.rowsOf('ticket') as Ticket[]).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const self = (this.state.rows.get(`user:${this.user.id}`)?.row ?? this.user) as User;
    // Where there is nothing to act on, something is made.
    const action = tickets.length === 0 ? 'create' : wanted;
    const suited = suiting(action, tickets);
    const named = nameAction(action, suited[pick % Math.max(1, suited.length)], self, this.#around.newId);
    if (named === null) return null;
    return { name: named.name, args: named.args as Doing['args'], performedAtMs: this.nowMs };
  }

  async #outcomeOf(doing: Doing | null, done: Result<Acted, Refusal> | undefined): Promise<ActOutcome> {
    if (doing === null || done === undefined) return { kind: 'impossible' };
    if (!done.ok) return { kind: 'refused', code: done.error.code };
    const { clientId, wireSeq: seq } = done.value;
    await this.main.port.append(clientId, [{ ...doing, seq }]);
    return { kind: 'kept', seq, name: doing.name, ticketId: String(doing.args['ticketId']) };
  }

  /** Takes one of the actions that wait back. */
  async undo(index: number, pick: number): Promise<ActOutcome> {
    const waiting = [...this.state.outbox.values()].filter(({ outcome }) => outcome === null);
    const row = waiting[pick % Math.max(1, waiting.length)];
    if (row === undefined) return { kind: 'impossible' };
    const done = await this.#alive(async () => {
      const window = await this.#window(index);
      return withdraw(window.storage, window.identity, [row.seq]);
    });
    if (done === 'killed') {
      await this.#comeBack();
      return { kind: 'killed' };
    }
    if (!done.ok) return { kind: 'refused', code: done.error.code };
    const { clientId, rows } = done.value;
    await this.main.port.acknowledge(
      clientId,
      rows.map(({ seq }) => seq),
    );
    await this.main.port.append(clientId, rows);
    const { ticketId } = row.args as { readonly ticketId?: string };
    return { kind: 'kept', seq: rows[0]?.seq ?? 0, name: row.name, ticketId: ticketId ?? '' };
  }

  /** Answers that are held back do not come any more. */
  loseHeldAnswers(): void {
    for (const window of this.#windows) {
      const frozen = window?.frozen ?? null;
      if (frozen !== null) frozen.isLost = true;
    }
  }

  /** One round of sync by a window, which takes the lead if it has not got it. */
  async sync(index: number, freezeAfter: number | null): Promise<SyncOutcome> {
    const done = await this.#alive(async () => {
      const window = await this.#window(index);
      if (window.frozen !== null) return 'is frozen';
      if (this.#leader !== window) await window.engine.takeLead();
      this.#leader = window;
      window.freezeAfter = freezeAfter;
      const held = Promise.withResolvers<'frozen'>();
      this.#onFreeze = (thaw) => {
        window.frozen = { round, thaw, isLost: false };
        // More than the answer that is held back may be under way.
        void window.engineStorage.halt().then(() => held.resolve('frozen'));
      };
      const round = this.#round(window);
      return Promise.race([round, held.promise]);
    });
    if (done === 'killed') await this.#comeBack();
    return done;
  }

  /** A leader that was frozen goes on where it was; another may have taken the lead. */
  async thaw(index: number): Promise<SyncOutcome | null> {
    const window = this.#windows[index];
    const frozen = window?.frozen ?? null;
    if (window === null || window === undefined || frozen === null) return null;
    window.frozen = null;
    const done = await this.#alive(async () => {
      window.engineStorage.goOn();
      frozen.thaw(frozen.isLost);
      return frozen.round as Promise<SyncOutcome>;
    });
    if (done === 'killed') await this.#comeBack();
    return done;
  }

  #onFreeze: (thaw: (isLost: boolean) => void) => void = () => undefined;

  async #round(window: Window): Promise<SyncOutcome> {
    try {
      return (await window.engine.syncOnce()) === null ? 'done' : 'failed';
    } catch (error) {
      if (!(error instanceof LeadLost)) throw error;
      return 'lead lost';
    }
  }

  /** Holds an answer back when that is planned. */
  async #exchanged(window: () => Window | null): Promise<boolean> {
    const own = window();
    if (own === null || own.freezeAfter === null) return false;
    own.freezeAfter -= 1;
    if (own.freezeAfter >= 0) return false;
    own.freezeAfter = null;
    return new Promise((resolve) => this.#onFreeze(resolve));
  }

  async #window(index: number): Promise<Window> {
    const known = this.#windows[index];
    if (known !== null && known !== undefined) return known;
    const life = this.#life;
    const db = new ConsoleDb(DATABASE, { indexedDB: this.#factory, IDBKeyRange });
    const real = new IndexedDbStorage(db, () => this.nowMs);
    if (index === 0 && this.#isFollowed) this.#around.onReopen(this, await readWhole(db, real), this.state);
    this.#isFollowed &&= index > 0;
    const watched = new WatchedStorage(real, life, (writes) => {
      if (!this.#isFollowed) return;
      const { meta } = this.state;
      const before = { meta, outbox: new Map(this.state.outbox), recovered: new Map(this.state.recovered) };
      redo(this.state, writes);
      this.ledger.follow(before, this.state);
      this.#around.onCommit(this, writes);
    });
    const storage = this.#around.naive.storage?.(watched, index) ?? watched;
    const meta = await establish(db, watched, this.main.port);
    this.state = await readWhole(db, real);
    this.#isFollowed = true;
    this.#offsetMs = meta.clockOffsetMs;
    this.#around.onCommit(this, []);
    let window: Window | null = null;
    const line = this.#around.transport(this, () => this.#exchanged(() => window));
    const identity = { user: this.user };
    const engineStorage = new HaltedStorage(storage);
    const engine = new SyncEngine({
      storage: engineStorage,
      transport: this.#around.naive.transport?.(line) ?? line,
      identity,
      environment: stillEnvironment(
        () => this.#machineMs,
        () => this.#around.newId(),
      ),
      onChange: () => undefined,
      onStatus: () => undefined,
      onClock: ({ offsetMs }) => {
        this.#offsetMs = offsetMs;
      },
      onRenewed: (renewal) => this.#renew(renewal),
      onAnswered: (clientId, seqs) => {
        if (!this.#isJournalDeaf) this.main.journal.acknowledge(clientId, seqs);
      },
    });
    const acts = new ActQueue(storage, identity, () => undefined);
    window = { db, storage, engine, engineStorage, identity, acts, frozen: null, freezeAfter: null };
    this.#windows[index] = window;
    return window;
  }

  async #alive<T>(work: () => Promise<T>): Promise<T | 'killed'> {
    const life = this.#life;
    // Whatever a killed app still has under way fails unheard.
    const done = work().catch((error: unknown) => (life.endedAt === null ? Promise.reject(error) : never()));
    return Promise.race([done, life.end]);
  }

  #end(): void {
    this.#life.endNow();
    for (const window of this.#windows) window?.db.close();
    this.#windows = [null, null];
    this.#leader = null;
    this.#life = new Life();
    this.main.restart();
  }

  async #comeBack(): Promise<void> {
    this.#end();
    await this.start();
  }

  async #renew({ oldClientId, oldSeqs, clientId, rows }: Renewal): Promise<void> {
    if (rows.length > 0) await this.main.port.append(clientId, rows);
    await this.main.port.acknowledge(oldClientId, oldSeqs);
  }
}
