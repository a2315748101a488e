import { useSyncExternalStore } from 'react';
import { signedInConsole } from './current-console.ts';
import type { TicketDetail } from './ticket-detail.ts';

const nothing = (): null => null;
const noSubscription = (): (() => void) => () => undefined;

/** A ticket as it is in the database; undefined while it is read, null when it is not in this account's view. */
export function useTicketDetail(ticketId: string | null): TicketDetail | null | undefined {
  const { details } = signedInConsole();
  const model = ticketId === null ? null : details.of(ticketId);
  return useSyncExternalStore(model?.subscribe ?? noSubscription, model?.get ?? nothing);
}
