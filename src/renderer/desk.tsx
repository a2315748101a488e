import { type ReactElement, useEffect } from 'react';
import type { TicketDetail } from './db/ticket-detail.ts';
import type { Workspace } from './db/workspace.ts';
import { TicketList } from './features/queue/ticket-list.tsx';
import { TicketPane } from './features/ticket/ticket-pane.tsx';
import { focusPlace, placeIds } from './lib/focus-place.ts';
import { useComposerStore } from './stores/composer-store.ts';
import { type DeskFocus, useScreenStore } from './stores/screen-store.ts';
import { useViewStore } from './stores/view-store.ts';

export type DeskProps = {
  /** The chosen ticket: null when none is, or it is out of view; undefined while it is read. */
  readonly detail: TicketDetail | null | undefined;
  readonly workspace: Workspace;
};

/** Gives the focus back to what had it when the desk was left, or to what stands in its place now; else to the list. */
function focusDesk(wanted: DeskFocus): void {
  if (wanted === null || wanted === 'list' || wanted === 'ticket') {
    focusPlace(wanted ?? 'list');
    return;
  }
  if (wanted instanceof HTMLElement && wanted.isConnected && wanted !== document.body) {
    wanted.focus();
    return;
  }
  // What was taken off the screen still knows where in the ticket it was.
  const { ticketId } = useViewStore.getState();
  const isOfTicket = wanted.closest(`#${placeIds.ticket}`) !== null;
  if (!isOfTicket || !(wanted instanceof HTMLTextAreaElement) || ticketId === null) {
    focusPlace(isOfTicket ? 'ticket' : 'list');
    return;
  }
  const { isLoggingAttempt, mode, logAttempt, write } = useComposerStore.getState();
  if (isLoggingAttempt) logAttempt(ticketId);
  else write(ticketId, mode);
}

/** Where an agent works: the list of a queue and the chosen ticket beside it. */
export function Desk({ detail, workspace }: DeskProps): ReactElement {
  const isChosen = useViewStore((state) => state.ticketId !== null);
  useEffect(() => focusDesk(useScreenStore.getState().deskFocus), []);
  return (
    <>
      <TicketList workspace={workspace} />
      <TicketPane detail={detail} isChosen={isChosen} workspace={workspace} />
    </>
  );
}
