import { type ReactElement, useEffect } from 'react';
import type { TicketDetail } from './db/ticket-detail.ts';
import type { Workspace } from './db/workspace.ts';
import { TicketList } from './features/queue/ticket-list.tsx';
import { SearchField } from './features/search/search-field.tsx';
import { TicketPane } from './features/ticket/ticket-pane.tsx';
import { focusPlace } from './lib/focus-place.ts';
import { useViewStore } from './stores/view-store.ts';
import styles from './desk.module.css';

type DeskProps = {
  /** The chosen ticket: null when none is, or it is out of view; undefined while it is read. */
  readonly detail: TicketDetail | null | undefined;
  readonly workspace: Workspace;
};

/** Where an agent works: the list of a queue, or what a search finds, and the chosen ticket beside it. */
export function Desk({ detail, workspace }: DeskProps): ReactElement {
  const isChosen = useViewStore((state) => state.ticketId !== null);
  useEffect(() => focusPlace('list'), []);
  return (
    <>
      <div className={styles['column']}>
        <SearchField workspace={workspace} />
        <TicketList workspace={workspace} />
      </div>
      <TicketPane detail={detail} isChosen={isChosen} workspace={workspace} />
    </>
  );
}
