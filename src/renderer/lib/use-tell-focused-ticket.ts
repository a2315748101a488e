import { useEffect } from 'react';
import { focusedTicket } from '../../shared/ipc/alert-channels.ts';
import { call } from './bridge.ts';

/** Tells main which ticket is open in this window: who looks at it needs no alert of it. */
export function useTellFocusedTicket(ticketId: string | null): void {
  useEffect(() => void call(focusedTicket, { ticketId }), [ticketId]);
}
