import { type ReactElement, useEffect } from 'react';
import type { TicketDetail } from './db/ticket-detail.ts';
import type { Workspace } from './db/workspace.ts';
import { TicketList } from './features/queue/ticket-list.tsx';
import { TicketPane } from './features/ticket/ticket-pane.tsx';
import { focusPlace, placeIds } from './lib/focus-place.ts';
import { useComposerStore } from './stores/composer-store.ts';
import { useScreenStore } from './stores/screen-store.ts';
import { useViewStore } from './stores/view-store.ts';

export type DeskProps = {
  /** The chosen ticket: null when none is, or it is out of view; undefined while it is read. */
  readonly detail: TicketDetail | null | undefined;
  readonly workspace: Workspace;
};

/** Gives the focus back to what had it when the desk was left, or to what stands in its place now; else to the list. */
function focusDesk(before: Element | null): void {
  if (before instanceof HTMLElement && before.isConnected && before !== document.body) {
    before.focus();
    return;
  }
  // What was taken off the screen still knows where in the ticket it was.
  if (before?.closest(`#${placeIds.ticket}`) === null || before === null) {
    focusPlace('list');
    return;
  }
  const { ticketId } = useViewStore.getState();
  const { isLoggingAttempt, mode, logAttempt, write } = useComposerStore.getState();
  if (!(before instanceof HTMLTextAreaElement) || ticketId === null) focusPlace('ticket');
  else if (isLoggingAttempt) logAttempt(ticketId);
  else write(ticketId, mode);
}

/** Where an agent works: the list of a queue and the chosen ticket beside it. */
export function Desk({ detail, workspace }: DeskProps): ReactElement {
  const isChosen = useViewStore((state) => state.ticketId !== null);
  useEffect(() => focusDesk(useScreenStore.getState().focusOfDesk), []);
  return (
    <>
      <TicketList workspace={workspace} />
      <TicketPane detail={detail} isChosen={isChosen} workspace={workspace} />
    </>
  );
}
