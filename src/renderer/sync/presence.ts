import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { PresenceEvent } from '../../shared/protocol/presence.ts';
import { PresenceAnnouncer } from './presence-announcer.ts';
import { peopleAt, subscribePresence } from './presence-store.ts';
import { currentStatus, subscribeStatus } from './status-store.ts';
import { sayPlace } from './sync-client.ts';

type People = PresenceEvent['people'];
const NOBODY: People = [];

/** Names this window among those of its client, for as long as its page lives. */
const windowId = crypto.randomUUID();
const announcer = new PresenceAnnouncer((place) => sayPlace({ windowId, ...place }));

/** Who else is at a ticket now, as far as is known: nobody while there is no line. */
export function useOthersAt(ticketId: string, meId: string): People {
  const people = useSyncExternalStore(subscribePresence, () => peopleAt(ticketId) ?? NOBODY);
  // A dead line takes a while to be noticed; a failed exchange has said so before.
  const isOnline = useIsOnline();
  return useMemo(() => {
    const others = isOnline ? people.filter(({ userId }) => userId !== meId) : NOBODY;
    return others.length === 0 ? NOBODY : others;
  }, [people, meId, isOnline]);
}

/** Tells colleagues that this window shows a ticket, for as long as it does and somebody can see it. */
export function useTellPresence(ticketId: string | null): void {
  const isOnline = useIsOnline();
  useEffect(() => {
    const look = (): void => announcer.lookAt(document.visibilityState === 'visible' ? ticketId : null);
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [ticketId]);
  useEffect(() => () => announcer.stop(), []);
  useEffect(() => {
    if (isOnline) announcer.renew();
  }, [isOnline]);
}

function useIsOnline(): boolean {
  return useSyncExternalStore(subscribeStatus, () => currentStatus().connection === 'online');
}

/** Tells colleagues that an answer to a ticket is being written: to be called at each change of its text. */
export function tellTyping(ticketId: string, text: string): void {
  if (text === '') announcer.doneTyping();
  else announcer.typed(ticketId);
}
