import { isGlimpse } from '../../shared/access/glimpse.ts';
import type { User } from '../../shared/domain/workspace.ts';
import { queryWords } from '../../shared/search/query-words.ts';
import type { TicketQuery } from '../../shared/search/ticket-query.ts';
import type { Change } from '../../shared/sync/storage.ts';
import type { BundleRecord, ConsoleDb } from '../db/console-db.ts';
import { readWorkspace } from '../db/read-workspace.ts';
import { between, queueIds } from '../db/ticket-range.ts';
import type { IndexProgress, Search, TicketHit, TicketHits } from './messages.ts';
import { hasAll, snippetOf } from './snippet.ts';
import { type IndexHits, type SearchedMessage, TicketIndex } from './ticket-index.ts';

/** Few enough that a search which comes meanwhile hardly waits, many enough that reading them costs little. */
const CHUNK = 200;

type Environment = {
  readonly nowMs: () => number;
  /** Lets others have the machine; the longer while the first sync goes on. */
  readonly rest: (isFirstSync: boolean) => Promise<void>;
  /** Another search may find something else now. */
  readonly onChange: (progress: IndexProgress | null) => void;
};

/**
 * Feeds an index from the account's database and keeps it up to date: everything once, open tickets first, then what
 * changes. Works in small pieces and finds what it has meanwhile.
 */
export class IndexFeeder {
  readonly #db: ConsoleDb;
  readonly #user: User;
  readonly #environment: Environment;
  #index: TicketIndex | null = null;
  /** Tickets to be read again, in this order. */
  readonly #pending = new Set<string>();
  /** What there was to do when the index was last found to lack much. */
  #building: number | null = null;
  #isFeeding = false;
  #isStale = true;
  #isRenamed = false;
  #isEnded = false;
  #policyVersion: unknown = undefined;

  constructor(db: ConsoleDb, user: User, environment: Environment) {
    this.#db = db;
    this.#user = user;
    this.#environment = environment;
  }

  /** How far it is; null once everything is in it. */
  get progress(): IndexProgress | null {
    if (this.#isStale) return { done: 0, total: 0 };
    if (this.#building === null || this.#pending.size === 0) return null;
    return { done: Math.max(0, this.#building - this.#pending.size), total: this.#building };
  }

  /** Notes what has changed. */
  take(change: Change): void {
    if (change.isReset) this.#isStale = true;
    if (change.hasWorkspace) this.#isRenamed = true;
    for (const id of change.ticketIds) this.#pending.add(id);
  }

  end(): void {
    this.#isEnded = true;
  }

  /** Works until everything is in the index. Called while it works, it does nothing: what was noted is done too. @throws the database's error. */
  async feed(): Promise<void> {
    if (this.#isFeeding) return;
    this.#isFeeding = true;
    try {
      while (!this.#isEnded && (this.#isStale || this.#isRenamed || this.#pending.size > 0)) {
        await this.#prepare();
        // The first sync has brought nothing yet; what it brings is told.
        if (this.#index === null) return;
        await this.#feedSome(this.#index);
        this.#environment.onChange(this.progress);
        await this.#environment.rest(this.#building !== null && !(await this.#isComplete()));
      }
      this.#building = null;
    } finally {
      this.#isFeeding = false;
    }
  }

  /** The tickets that are looked for, of those that are in the index. */
  async search(wanted: Search): Promise<TicketHits> {
    const found = 'query' in wanted ? this.#find(wanted.query, wanted.limit) : this.#findOf(wanted);
    if (found === undefined) return { hits: [], total: 0, words: [], progress: this.progress };
    const text = 'query' in wanted ? wanted.query.text : '';
    const hits = await this.#hitsOf(found.ids, queryWords(text), found.words);
    return { hits, total: found.total, words: found.words, progress: this.progress };
  }

  #find(query: TicketQuery, limit: number): IndexHits | undefined {
    return this.#index?.search(query, limit, this.#environment.nowMs());
  }

  #findOf({ customerId, limit }: { readonly customerId: string; readonly limit: number }): IndexHits | undefined {
    return this.#index?.ofCustomer(customerId, limit);
  }

  async #prepare(): Promise<void> {
    if (this.#isRenamed || this.#index === null) {
      this.#isRenamed = false;
      await this.#lookAtPolicies();
      const workspace = await readWorkspace(this.#db, this.#user);
      if (workspace === null) return;
      if (this.#index === null) this.#index = new TicketIndex(workspace);
      else for (const id of this.#index.rename(workspace)) this.#pending.add(id);
    }
    if (!this.#isStale) return;
    this.#isStale = false;
    for (const id of this.#index.ids()) this.#pending.add(id);
    const queues = await queueIds(this.#db);
    for (const lane of [0, 1] as const) {
      for (const queue of queues) {
        const ids = await between(this.#db, '[queue+lane+order]', queue, lane).primaryKeys();
        for (const id of ids) this.#pending.add(id);
      }
    }
    this.#building = this.#pending.size;
  }

  async #feedSome(index: TicketIndex): Promise<void> {
    const ids = firstOf(this.#pending, CHUNK);
    const [records, bundles] = await Promise.all([
      this.#db.tickets.bulkGet([...ids]),
      this.#db.bundles.bulkGet([...ids]),
    ]);
    const nowMs = this.#environment.nowMs();
    ids.forEach((id, at) => {
      this.#pending.delete(id);
      const record = records[at];
      if (record === undefined || isGlimpse(record.row)) index.remove(id);
      else index.put(record, messagesOf(bundles[at]), nowMs);
    });
  }

  /** Other policies put every ticket at another place. */
  async #lookAtPolicies(): Promise<void> {
    const { policyVersion: version } = await this.#db.remembered();
    if (version !== this.#policyVersion) this.#isStale = true;
    this.#policyVersion = version;
  }

  async #isComplete(): Promise<boolean> {
    return (await this.#db.remembered()).isComplete;
  }

  async #hitsOf(
    ids: readonly string[],
    wanted: readonly string[],
    marked: readonly string[],
  ): Promise<readonly TicketHit[]> {
    // Both at once: the way to the database and back is what takes time.
    const [records, bundles] = await Promise.all([
      this.#db.tickets.bulkGet([...ids]),
      wanted.length === 0 ? [] : this.#db.bundles.bulkGet([...ids]),
    ]);
    return records.flatMap((record, at) => {
      if (record === undefined) return [];
      const { id, number, subject } = record.row;
      const isTold = wanted.length === 0 || hasAll(subject, wanted);
      const said = isTold ? [] : messagesOf(bundles[at]).map(({ body }) => body);
      return [{ id, number, subject, ticket: record.row, snippet: snippetOf(said, marked) }];
    });
  }
}

/** What was said on a ticket, the newest last. */
function messagesOf(bundle: BundleRecord | undefined): readonly SearchedMessage[] {
  const messages = (bundle?.parts ?? []).flatMap(({ kind, row }) =>
    kind === 'message' && 'writtenAtMs' in row ? [{ id: row.id, body: row.body, atMs: row.writtenAtMs }] : [],
  );
  return messages.toSorted((a, b) => a.atMs - b.atMs);
}

function firstOf(ids: Iterable<string>, count: number): readonly string[] {
  const first: string[] = [];
  for (const id of ids) {
    if (first.length === count) break;
    first.push(id);
  }
  return first;
}
