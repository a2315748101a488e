import type { PresenceEvent } from '../../shared/protocol/presence.ts';

let known: ReadonlyMap<string, PresenceEvent['people']> = new Map();
const listeners = new Set<() => void>();

/** Who is at a ticket, by what the leading worker said last; undefined when nobody is, or nothing is known. */
export function peopleAt(ticketId: string): PresenceEvent['people'] | undefined {
  return known.get(ticketId);
}

/** Takes what the leading worker says: all that is known, or what is new. */
export function takePresence(events: readonly PresenceEvent[], isWhole: boolean): void {
  const next = new Map(isWhole ? [] : known);
  for (const { ticketId, people } of events) {
    if (people.length === 0) next.delete(ticketId);
    else next.set(ticketId, people);
  }
  known = next;
  for (const listener of listeners) listener();
}

/** Forgets everybody: the line is gone, or another account comes. */
export function forgetPresence(): void {
  if (known.size > 0) takePresence([], true);
}

/** Listens until the function it returns is called. */
export function subscribePresence(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
