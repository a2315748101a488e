import { useEffect, useSyncExternalStore } from 'react';
import { signedInConsole } from './current-console.ts';
import type { TicketDetail } from './ticket-detail.ts';

const nothing = (): null => null;
const noSubscription = (): (() => void) => () => undefined;

/** Reads a ticket before it is asked for, so that opening it does not wait for the disk. */
export function readAhead(ticketId: string): void {
  signedInConsole().details.of(ticketId);
}

/** Reads the tickets that a key would open next, once the page has nothing else to do. `order` is the list's, as ids. */
export function useReadAhead(order: readonly string[], index: number): void {
  const next = [index + 1, index - 1, index + 2].flatMap((at) => order[at] ?? []).join(' ');
  useEffect(() => {
    if (next === '') return undefined;
    const idle = requestIdleCallback(() => next.split(' ').forEach(readAhead));
    return () => cancelIdleCallback(idle);
  }, [next]);
}

/** A ticket as it is in the database; undefined while it is read, null when it is not in this account's view. */
export function useTicketDetail(ticketId: string | null): TicketDetail | null | undefined {
  const { details } = signedInConsole();
  const model = ticketId === null ? null : details.of(ticketId);
  return useSyncExternalStore(model?.subscribe ?? noSubscription, model?.get ?? nothing);
}
