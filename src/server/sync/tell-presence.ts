import type { PresenceEvent } from '../../shared/protocol/presence.ts';
import type { PresenceHub } from './presence-hub.ts';

/**
 * Tells one person who is at the tickets of their view: all of it first, then what is new, each ticket only when it
 * differs from what they were told of it. A ticket that leaves their view is told as empty. Ends when the function it
 * returns is called.
 */
export function tellPresence(hub: PresenceHub, viewerId: string, tell: (event: PresenceEvent) => void): () => void {
  const told = new Map<string, string>();
  return hub.subscribe(({ ticketIds, peopleAt, present }) => {
    for (const ticketId of ticketIds ?? new Set([...present, ...told.keys()])) {
      const people = peopleAt(ticketId, viewerId);
      const text = people.map(({ userId, state }) => `${userId} ${state}`).join();
      if ((told.get(ticketId) ?? '') === text) continue;
      if (text === '') told.delete(ticketId);
      else told.set(ticketId, text);
      tell({ ticketId, people });
    }
  });
}
