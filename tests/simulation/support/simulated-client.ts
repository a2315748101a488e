import { randomUUID } from 'node:crypto';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { ConsoleDb } from '../../../src/renderer/db/console-db.ts';
import { establish } from '../../../src/renderer/db/establish.ts';
import { IndexedDbStorage } from '../../../src/renderer/db/indexed-db-storage.ts';
import type { User } from '../../../src/shared/domain/workspace.ts';
import { act } from '../../../src/shared/sync/act.ts';
import { SyncEngine } from '../../../src/shared/sync/engine.ts';
import type { Renewal } from '../../../src/shared/sync/new-life.ts';
import type { AttentionRow, OutboxRow, RecoveredRow } from '../../../src/shared/sync/storage.ts';
import { withdraw } from '../../../src/shared/sync/withdraw.ts';
import { MemoryMain } from '../../support/memory-journal.ts';
import { type Action, nameAction } from './agent-moves.ts';
import type { ClientState } from './invariants.ts';
import type { Fault, SimulatedBackend } from './simulated-backend.ts';
import { stillEnvironment } from './still-environment.ts';

export type ClientOptions = {
  readonly skewMs: number;
  readonly pageLimit: number;
  /** Main never hears which actions the backend has done, as when the app is always killed before. */
  readonly isJournalDeaf: boolean;
};

// The range class is a global in a page.
Object.assign(globalThis, { IDBKeyRange });

type DatabaseCopy = ReadonlyMap<string, readonly unknown[]>;

/** One agent's machine: the real storage and engine on an IndexedDB in memory, with a clock of its own. */
export class SimulatedClient {
  readonly user: User;
  /** What `act` said was kept, by the client it was done as and its seq. */
  readonly kept = new Map<string, Map<number, string>>();
  /** The files of main's, which no loss of the database touches. */
  readonly main: MemoryMain;
  readonly #backend: SimulatedBackend;
  readonly #options: ClientOptions;
  #factory: IDBFactory;
  #clientId = '';
  #faults: { push: Fault; pull: Fault } = { push: 'none', pull: 'none' };
  #db!: ConsoleDb;
  #storage!: IndexedDbStorage;
  #engine!: SyncEngine;
  #offsetMs = 0;

  /** `found`: what the machine holds already. */
  constructor(
    backend: SimulatedBackend,
    user: User,
    options: ClientOptions,
    found: { readonly indexedDB?: IDBFactory; readonly main?: MemoryMain } = {},
  ) {
    this.#factory = found.indexedDB ?? new IDBFactory();
    this.main = found.main ?? new MemoryMain();
    this.#backend = backend;
    this.user = user;
    this.#options = options;
  }

  /** The client that new work is done as. */
  get clientId(): string {
    return this.#clientId;
  }

  /** Starts the app, on whatever the machine holds. */
  async start(): Promise<void> {
    // The clones that real IndexedDB makes are made by fake-indexeddb too.
    this.#db = new ConsoleDb('client', { indexedDB: this.#factory, IDBKeyRange });
    this.#storage = new IndexedDbStorage(this.#db, () => this.#nowMs());
    this.#clientId = (await establish(this.#db, this.#storage, this.main.port)).clientId;
    const { pageLimit, isJournalDeaf } = this.#options;
    const transport = this.#backend.transport(this.user.id, (exchange) => this.#faults[exchange], pageLimit);
    this.#engine = new SyncEngine({
      storage: this.#storage,
      transport,
      identity: { user: this.user },
      environment: stillEnvironment(() => this.#machineMs(), randomUUID),
      onChange: () => undefined,
      onStatus: () => undefined,
      onClock: ({ offsetMs }) => {
        this.#offsetMs = offsetMs;
      },
      onRenewed: (renewal) => this.#renew(renewal),
      onAnswered: (clientId, seqs) => {
        if (!isJournalDeaf) this.main.journal.acknowledge(clientId, seqs);
      },
    });
    await this.#engine.takeLead();
  }

  /** The app is killed. What was kept is on disk. */
  async restart(): Promise<void> {
    this.#db.close();
    this.main.restart();
    await this.start();
  }

  /** The app is killed, and Chromium finds its IndexedDB broken and begins an empty one without a word. */
  async wipe(): Promise<void> {
    this.#factory = new IDBFactory();
    await this.restart();
  }

  /** The app is killed, and its database is not the one that main knows: a profile was put together from two copies. */
  async swap(): Promise<void> {
    await this.main.port.generation(randomUUID());
    await this.restart();
  }

  /** A copy of the database as it is now: every table. Its next seq follows from the outbox. */
  async copyDatabase(): Promise<DatabaseCopy> {
    const tables = this.#db.tables.map(async (table): Promise<[string, unknown[]]> => [
      table.name,
      await table.toArray(),
    ]);
    return new Map(await Promise.all(tables));
  }

  /** The app is killed, and somebody puts an older copy of the database in the place of the newest. */
  async putBack(copy: DatabaseCopy): Promise<void> {
    this.#db.close();
    this.#factory = new IDBFactory();
    const older = new ConsoleDb('client', { indexedDB: this.#factory, IDBKeyRange });
    for (const [name, rows] of copy) await older.table(name).bulkAdd(rows);
    older.close();
    await this.restart();
  }

  close(): void {
    this.#db.close();
  }

  /** One round of sync under the faults of the network. */
  async sync(faults: { push: Fault; pull: Fault } = { push: 'none', pull: 'none' }): Promise<void> {
    this.#faults = faults;
    await this.#engine.syncOnce();
  }

  /** Does something to some ticket this agent sees. */
  async act(wanted: Action, pick: number): Promise<void> {
    const ids = await this.#db.tickets.toCollection().primaryKeys();
    const ticket = (await this.#db.tickets.get(ids[pick % Math.max(1, ids.length)] ?? ''))?.row;
    const named = nameAction(wanted, ticket, this.user, randomUUID);
    if (named === null) return;
    const action = { ...named, performedAtMs: this.#nowMs() };
    const done = await act(this.#storage, { user: this.user }, action);
    if (!done.ok) return;
    const { clientId, wireSeq } = done.value;
    await this.main.port.append(clientId, [{ ...action, seq: wireSeq }]);
    this.kept.set(clientId, (this.kept.get(clientId) ?? new Map<number, string>()).set(wireSeq, named.name));
  }

  /** Takes an action of the outbox back. Answers the refusal's code, or null. */
  async undo(seq: number): Promise<string | null> {
    const done = await withdraw(this.#storage, { user: this.user }, [seq]);
    if (!done.ok) return done.error.code;
    const { clientId, rows } = done.value;
    await this.main.port.acknowledge(
      clientId,
      rows.map((row) => row.seq),
    );
    await this.main.port.append(clientId, rows);
    return null;
  }

  /** Puts an action into the outbox as if its rule had let it pass. */
  async keepUnchecked(name: string, args: unknown): Promise<void> {
    await this.#db.outbox.add({ name, args, performedAtMs: this.#nowMs(), outcome: null, isCovered: false });
  }

  /** Every row on the machine, by table and id. */
  async rows(): Promise<Map<string, unknown>> {
    const [tickets, bundles, workspace] = await Promise.all([
      this.#db.tickets.toArray(),
      this.#db.bundles.toArray(),
      this.#db.workspace.toArray(),
    ]);
    return new Map<string, unknown>([
      ...tickets.map(({ id, row }): [string, unknown] => [`ticket:${id}`, row]),
      ...bundles.flatMap(({ parts }) => parts).map(({ kind, row }): [string, unknown] => [`${kind}:${row.id}`, row]),
      ...workspace.map(({ kind, id, row }): [string, unknown] => [`${kind}:${id}`, row]),
    ]);
  }

  /** What the invariants of one database speak of. Nothing else may write meanwhile. */
  async state(): Promise<ClientState> {
    const meta = await this.#storage.transact('sync', (tx) => tx.meta());
    const bases = await this.#storage.transact('sync', (tx) => tx.allBases());
    return { user: this.user, meta, rows: await this.rows(), bases, outbox: await this.outbox() };
  }

  async outbox(): Promise<readonly OutboxRow[]> {
    return this.#db.outbox.toArray();
  }

  async recovered(): Promise<readonly RecoveredRow[]> {
    return this.#db.recovered.toArray();
  }

  async recovery(): Promise<unknown> {
    return (await this.#db.remembered()).recovery;
  }

  async attention(): Promise<readonly AttentionRow[]> {
    return this.#db.attention.toArray();
  }

  async markCount(): Promise<number> {
    return this.#db.marks.count();
  }

  async baseCount(): Promise<number> {
    return this.#db.baseRows.count();
  }

  async #renew({ oldClientId, oldSeqs, clientId, rows }: Renewal): Promise<void> {
    if (oldClientId === this.#clientId) this.#clientId = clientId;
    const old = this.kept.get(oldClientId);
    for (const seq of oldSeqs) old?.delete(seq);
    if (rows.length > 0) this.kept.set(clientId, new Map(rows.map(({ seq, name }) => [seq, name])));
    if (rows.length > 0) await this.main.port.append(clientId, rows);
    await this.main.port.acknowledge(oldClientId, oldSeqs);
  }

  #machineMs(): number {
    return Math.max(0, this.#backend.nowMs + this.#options.skewMs);
  }

  #nowMs(): number {
    return Math.max(0, this.#machineMs() + this.#offsetMs);
  }
}
