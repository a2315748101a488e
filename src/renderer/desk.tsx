import { ArrowLeft } from 'lucide-react';
import { type ComponentProps, type ReactElement, useEffect } from 'react';
import { isCutOff } from '../shared/sync/status.ts';
import type { TicketDetail } from './db/ticket-detail.ts';
import type { Workspace } from './db/workspace.ts';
import { TicketList } from './features/queue/ticket-list.tsx';
import { SearchField } from './features/search/search-field.tsx';
import { ArchivedPane } from './features/ticket/archived-pane.tsx';
import { ContextPane } from './features/ticket/context-pane.tsx';
import { TicketPane } from './features/ticket/ticket-pane.tsx';
import { useHeldDetail } from './features/ticket/use-held-detail.ts';
import { focusPlace, placeIds, showPlace } from './lib/focus-place.ts';
import { useText } from './lib/text.ts';
import { useArchivedTicket } from './queries/archive.ts';
import { useArchiveStore } from './stores/archive-store.ts';
import { useComposerStore } from './stores/composer-store.ts';
import { useLayoutStore } from './stores/layout-store.ts';
import { type DeskFocus, useScreenStore } from './stores/screen-store.ts';
import { useDeskLayout } from './stores/use-desk-layout.ts';
import { useViewStore } from './stores/view-store.ts';
import { useSyncStatus } from './sync/status.ts';
import { Button } from './ui/button.tsx';
import { classNames } from './ui/class-names.ts';
import { Splitter } from './ui/splitter.tsx';
import styles from './desk.module.css';

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

/**
 * Where an agent works: the list of a queue, or what a search finds, the chosen ticket beside it and its context beside that,
 * as far as there is room.
 */
export function Desk({ detail, workspace }: DeskProps): ReactElement {
  const say = useText();
  const chosenId = useViewStore((state) => state.ticketId);
  const isChosen = chosenId !== null;
  const resize = useLayoutStore((state) => state.resize);
  const { isOnePane, list, context } = useDeskLayout();
  // Without a ticket there is nothing to give context to.
  const shownContext = isChosen ? context : null;
  const archived = useArchived(detail);
  const shown = useHeldDetail(detail, chosenId);
  useEffect(() => focusDesk(useScreenStore.getState().deskFocus), []);
  return (
    <div
      className={styles['desk']}
      data-one-pane={isOnePane || undefined}
      style={{ gridTemplateColumns: columnsOf(isOnePane, list.width, shownContext?.width ?? null) }}
    >
      <div className={classNames(styles['pane'], styles['list'])} onFocusCapture={() => showPlace('list')}>
        <SearchField workspace={workspace} />
        <TicketList workspace={workspace} />
        {isOnePane ? null : (
          <Splitter
            label={say('layout.resizeList')}
            {...list}
            edge="end"
            onResize={(width) => resize('list', width)}
            onReset={() => resize('list', null)}
          />
        )}
      </div>
      <div className={classNames(styles['pane'], styles['ticket'])} onFocusCapture={() => showPlace('ticket')}>
        {archived === null ? (
          <TicketPane
            detail={shown}
            isChosen={isChosen}
            workspace={workspace}
            hasContextBeside={shownContext !== null}
            back={isOnePane ? <BackToList /> : null}
          />
        ) : (
          <ArchivedPane
            {...archived}
            workspace={workspace}
            hasContextBeside={shownContext !== null}
            back={isOnePane ? <BackToList /> : null}
          />
        )}
      </div>
      {shownContext === null ? null : (
        <ContextPane detail={shown ?? archived?.answer.data} workspace={workspace} size={shownContext} />
      )}
    </div>
  );
}

/** The chosen ticket as the backend has it, when it was opened from the archive and is not on this machine; null else. */
function useArchived(
  detail: DeskProps['detail'],
): Pick<ComponentProps<typeof ArchivedPane>, 'answer' | 'isOnline'> | null {
  const ticketId = useViewStore((state) => state.ticketId);
  const openedId = useArchiveStore((state) => state.openedId);
  const isOnline = !isCutOff(useSyncStatus().connection);
  const wantedId = detail === null && ticketId === openedId ? ticketId : null;
  const answer = useArchivedTicket(wantedId, isOnline);
  return wantedId === null ? null : { answer, isOnline };
}

function columnsOf(isOnePane: boolean, list: number, context: number | null): string {
  if (isOnePane) return 'minmax(0, 1fr)';
  return `${list}px minmax(0, 1fr)${context === null ? '' : ` ${context}px`}`;
}

/** The way back where the ticket has taken the list's place; Esc is the other. */
function BackToList(): ReactElement {
  const say = useText();
  return (
    <Button
      variant="ghost"
      size="sm"
      aria-label={say('layout.back')}
      tooltip={`${say('layout.back')} · Esc`}
      icon={<ArrowLeft size={16} />}
      onClick={() => focusPlace('list')}
    />
  );
}
