import { z } from 'zod';
import { canSee, type Sighted, waitingSenderId } from '../../shared/access/access.ts';
import type { Ticket } from '../../shared/domain/ticket.ts';
import { parseJson } from '../../shared/lib/parse-json.ts';
import { presenceStateSchema, type PresenceEvent } from '../../shared/protocol/presence.ts';
import type { Database } from '../db/database.ts';
import type { LiveHub } from './live-hub.ts';
import { PresenceBoard, type Sighting } from './presence-board.ts';
import { WORKSPACE_SCOPE } from './scopes.ts';
import type { WorkspaceCache } from './workspace-cache.ts';

const CHANNEL = 'patamar_presence';
/** Words are told to the other processes together after this long; nobody sees the difference. */
const GATHER_MS = 50;
/** PostgreSQL takes payloads below 8,000 bytes, and a word has 200 at most. */
const WORDS_AT_ONCE = 35;
const SWEEP_MS = 1_000;
/** Tickets move between queues all the time; where those are that somebody is at is looked up this often at most. */
const LOOK_AGAIN_MS = 500;

const wordsSchema = z.array(z.tuple([z.uuid(), z.string(), z.uuid().nullable(), presenceStateSchema]));

/** What a listener is told: of which tickets there may be news (null: of all), and how each is now for a person's eyes. */
export type PresenceNews = {
  readonly ticketIds: readonly string[] | null;
  /** Who is at a ticket, for somebody whose view it may be outside of: nobody then. */
  readonly peopleAt: (ticketId: string, viewerId: string) => PresenceEvent['people'];
  /** The tickets that somebody is at. */
  readonly present: readonly string[];
};
type PresenceListener = (news: PresenceNews) => void;

type PresenceHubOptions = {
  readonly db: Database;
  readonly cache: WorkspaceCache;
  readonly pokes: LiveHub;
  readonly nowMs: () => number;
  readonly onFault: (error: unknown) => void;
};

/**
 * Keeps, in every process alike, who is at which ticket: each word is told to all processes (this one included) outside
 * any transaction, and held in memory until it is forgotten. A process that has just started, or has missed something,
 * knows all of it after one round of renewals (20 s). Never to be relied on.
 */
export class PresenceHub {
  readonly #options: PresenceHubOptions;
  readonly #board = new PresenceBoard();
  readonly #listeners = new Set<PresenceListener>();
  /** Those who have been told nothing yet. */
  readonly #fresh = new Set<PresenceListener>();
  /** The tickets that somebody is at, as far as it decides in whose view they are. */
  readonly #placeOf = new Map<string, Sighted>();
  #waiting: Sighting[] = [];
  #flushing: Promise<void> | null = null;
  #untold: Set<string> | 'all' = new Set();
  #telling: Promise<void> | null = null;
  #looking: NodeJS.Timeout | undefined;
  #sweeping: NodeJS.Timeout | undefined;
  #stops: (() => void | Promise<void>)[] = [];

  constructor(options: PresenceHubOptions) {
    this.#options = options;
  }

  /** Starts to hear all processes, and to forget. */
  async start(): Promise<void> {
    const { db, pokes, nowMs } = this.#options;
    const unlisten = await db.listen(
      CHANNEL,
      (payload) => this.#hear(payload),
      () => undefined,
    );
    const unsubscribe = pokes.subscribe((scopes) => this.#poked(scopes));
    this.#stops = [unlisten, unsubscribe];
    this.#sweeping = setInterval(() => this.#tell(this.#board.forget(nowMs())), SWEEP_MS);
  }

  /** Tells all processes where a window is; resolves when they have been told, so that its words stay in order. */
  announce(sighting: Sighting): Promise<void> {
    this.#waiting.push(sighting);
    this.#flushing ??= new Promise((resolve) => setTimeout(() => resolve(this.#flush()), GATHER_MS));
    return this.#flushing;
  }

  /** Tells a listener how all is now, soon, and then what changes, until the function it returns is called. */
  subscribe(listener: PresenceListener): () => void {
    this.#listeners.add(listener);
    this.#fresh.add(listener);
    this.#tellSoon();
    return () => {
      this.#listeners.delete(listener);
      this.#fresh.delete(listener);
    };
  }

  async stop(): Promise<void> {
    clearTimeout(this.#looking);
    clearInterval(this.#sweeping);
    this.#listeners.clear();
    this.#fresh.clear();
    await this.#flushing;
    await this.#telling;
    for (const stop of this.#stops) await stop();
  }

  async #flush(): Promise<void> {
    const words = this.#waiting;
    this.#waiting = [];
    this.#flushing = null;
    const { db, onFault } = this.#options;
    for (let from = 0; from < words.length; from += WORDS_AT_ONCE) {
      const payload = words
        .slice(from, from + WORDS_AT_ONCE)
        .map(({ userId, window, ticketId, state }) => [userId, window, ticketId, state]);
      await db.notify(CHANNEL, JSON.stringify(payload)).catch(onFault);
    }
  }

  #hear(payload: string): void {
    const words = wordsSchema.safeParse(parseJson(payload));
    // A process of another version may say it in another way; what it means is forgotten by itself.
    if (!words.success) return;
    const nowMs = this.#options.nowMs();
    this.#tell(
      words.data.flatMap(([userId, window, ticketId, state]) =>
        this.#board.take({ userId, window, ticketId, state }, nowMs),
      ),
    );
  }

  /** Something was written: a ticket that somebody is at may have moved, or somebody's rights have changed. */
  #poked(scopes: ReadonlySet<string> | null): void {
    if (this.#board.ticketIds.length === 0) return;
    if (scopes === null || scopes.has(WORKSPACE_SCOPE)) this.#tell('all');
    this.#looking ??= setTimeout(() => {
      this.#looking = undefined;
      this.#lookUp(this.#board.ticketIds).catch(this.#options.onFault);
    }, LOOK_AGAIN_MS);
  }

  /** Learns where some tickets are. When one has come into a view or left it, everybody is told anew. */
  async #lookUp(ticketIds: readonly string[]): Promise<void> {
    if (ticketIds.length === 0) return;
    const rows = await this.#options.db.raw<{ row: Ticket }>('select row from ticket where id = any($1::uuid[])', [
      `{${ticketIds.join(',')}}`,
    ]);
    for (const { row } of rows) {
      const { id, queueId, status, pendingHandoverId, stays } = row;
      const before = this.#placeOf.get(id);
      const hasMoved = before?.queueId !== queueId || waitingSenderId(before) !== waitingSenderId(row);
      if (before !== undefined && hasMoved) this.#tell('all');
      this.#placeOf.set(id, { queueId, status, pendingHandoverId, stays });
    }
  }

  #tell(ticketIds: readonly string[] | 'all'): void {
    if (ticketIds.length === 0) return;
    this.#untold = ticketIds === 'all' || this.#untold === 'all' ? 'all' : new Set([...this.#untold, ...ticketIds]);
    this.#tellSoon();
  }

  /** One round at a time, each with all that has gathered meanwhile. */
  #tellSoon(): void {
    this.#telling ??= this.#tellAll()
      .catch((error: unknown) => {
        // What was not told is made up for at the next round.
        this.#untold = 'all';
        this.#options.onFault(error);
      })
      .finally(() => {
        this.#telling = null;
      });
  }

  async #tellAll(): Promise<void> {
    const { db, cache } = this.#options;
    while (this.#listeners.size > 0 && (this.#fresh.size > 0 || this.#untold === 'all' || this.#untold.size > 0)) {
      // Read before the news is taken, so that a change that comes while it is read is in the next round.
      const present = this.#board.ticketIds;
      const ticketIds = this.#untold === 'all' ? null : [...this.#untold];
      this.#untold = new Set();
      const { users, queues } = await cache.people(db);
      await this.#lookUp(present.filter((id) => !this.#placeOf.has(id)));
      const peopleAt = (ticketId: string, viewerId: string): PresenceEvent['people'] => {
        const viewer = users.get(viewerId);
        const place = this.#placeOf.get(ticketId);
        return viewer !== undefined && place !== undefined && queues.has(place.queueId) && canSee(viewer, place)
          ? [...this.#board.peopleAt(ticketId)]
          : [];
      };
      const fresh = new Set(this.#fresh);
      this.#fresh.clear();
      for (const listener of this.#listeners) {
        listener({ ticketIds: fresh.has(listener) ? null : ticketIds, peopleAt, present });
      }
      const isPresent = new Set(this.#board.ticketIds);
      for (const id of this.#placeOf.keys()) if (!isPresent.has(id)) this.#placeOf.delete(id);
    }
    this.#untold = this.#listeners.size === 0 ? new Set() : this.#untold;
  }
}
