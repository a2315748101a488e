import { PRESENCE_FORGET_MS, type PresenceEvent, type PresenceState } from '../../shared/protocol/presence.ts';

/** Nobody works in more windows at once; of more than these the one that was silent the longest goes. */
const MAX_WINDOWS_OF_A_PERSON = 16;

/** A window's word of where it is. `window` is unique among the windows of `userId`. */
export type Sighting = {
  readonly userId: string;
  readonly window: string;
  readonly ticketId: string | null;
  readonly state: PresenceState;
};

type Entry = Sighting & { readonly ticketId: string; readonly untilMs: number };
type Person = PresenceEvent['people'][number];

/**
 * Who is at which ticket, by what their windows said last. In memory only: what is not said again within 45 s is
 * forgotten, so a window that crashed or a backend that died leaves nothing behind.
 */
export class PresenceBoard {
  /** In the order of the last word, so that the first ones are the first to be forgotten. */
  readonly #entries = new Map<string, Entry>();
  readonly #windowsOf = new Map<string, Set<string>>();
  readonly #keysAt = new Map<string, Set<string>>();

  /** The tickets that somebody is at. */
  get ticketIds(): readonly string[] {
    return [...this.#keysAt.keys()];
  }

  /** Takes a window's word. @returns the tickets of which there is something new to tell. */
  take(sighting: Sighting, nowMs: number): readonly string[] {
    const { userId, window, ticketId, state } = sighting;
    const key = `${userId} ${window}`;
    const before = this.#entries.get(key);
    if (before !== undefined) this.#remove(key, before);
    const gone = ticketId === null ? undefined : this.#add(key, { userId, window, ticketId, state }, nowMs);
    const isSame = before?.ticketId === (ticketId ?? undefined) && before?.state === state;
    const touched = [isSame ? undefined : before?.ticketId, isSame ? undefined : (ticketId ?? undefined), gone];
    return [...new Set(touched.filter((id) => id !== undefined))];
  }

  /** Forgets who has been silent for too long. @returns the tickets of which there is something new to tell. */
  forget(nowMs: number): readonly string[] {
    const left = new Set<string>();
    for (const [key, entry] of this.#entries) {
      if (entry.untilMs > nowMs) break;
      this.#remove(key, entry);
      left.add(entry.ticketId);
    }
    return [...left];
  }

  /** Who is at a ticket, once each whatever their windows, by id. Whoever answers in one of them answers. */
  peopleAt(ticketId: string): readonly Person[] {
    const people = new Map<string, PresenceState>();
    for (const key of this.#keysAt.get(ticketId) ?? []) {
      const entry = this.#entries.get(key);
      if (entry === undefined) continue;
      if (people.get(entry.userId) !== 'answering') people.set(entry.userId, entry.state);
    }
    return [...people].map(([userId, state]) => ({ userId, state })).toSorted((a, b) => (a.userId < b.userId ? -1 : 1));
  }

  /** @returns the ticket of the window that had to go for this one. */
  #add(key: string, sighting: Omit<Entry, 'untilMs'>, nowMs: number): string | undefined {
    this.#entries.set(key, { ...sighting, untilMs: nowMs + PRESENCE_FORGET_MS });
    const windows = gather(this.#windowsOf, sighting.userId, key);
    gather(this.#keysAt, sighting.ticketId, key);
    const [oldest] = windows;
    const entry = oldest === undefined ? undefined : this.#entries.get(oldest);
    if (windows.size <= MAX_WINDOWS_OF_A_PERSON || oldest === undefined || entry === undefined) return undefined;
    this.#remove(oldest, entry);
    return entry.ticketId;
  }

  #remove(key: string, { userId, ticketId }: Entry): void {
    this.#entries.delete(key);
    scatter(this.#windowsOf, userId, key);
    scatter(this.#keysAt, ticketId, key);
  }
}

function gather(sets: Map<string, Set<string>>, name: string, key: string): Set<string> {
  const set = sets.get(name) ?? new Set();
  sets.set(name, set);
  return set.add(key);
}

function scatter(sets: Map<string, Set<string>>, name: string, key: string): void {
  const set = sets.get(name);
  set?.delete(key);
  if (set?.size === 0) sets.delete(name);
}
