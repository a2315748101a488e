import { type ReactElement, useEffect, useMemo } from 'react';
import { CommandContextValue } from '../commands/command-context.ts';
import { useKeys } from '../commands/use-keys.ts';
import { useTicketDetail } from '../db/use-ticket-detail.ts';
import type { Workspace } from '../db/workspace.ts';
import { ConnectionBanner } from '../features/sync/connection-banner.tsx';
import { RecoveryNotice } from '../features/sync/recovery-notice.tsx';
import { RoomBanner } from '../features/sync/room-banner.tsx';
import { StatusBar } from '../features/sync/status-bar.tsx';
import { ContextPane } from '../features/ticket/context-pane.tsx';
import { TicketPane } from '../features/ticket/ticket-pane.tsx';
import { ownWindowContext } from '../lib/desk-layout.ts';
import { focusPlace } from '../lib/focus-place.ts';
import { currentText, useText } from '../lib/text.ts';
import { ticketNumber } from '../lib/ticket-number.ts';
import { useKeptFocus } from '../lib/use-kept-focus.ts';
import { useTellFocusedTicket } from '../lib/use-tell-focused-ticket.ts';
import { useWindowTitle } from '../lib/use-window-title.ts';
import { useWindowWidth } from '../lib/use-window-width.ts';
import { OpenDialog } from '../open-dialog.tsx';
import { useLayoutStore } from '../stores/layout-store.ts';
import { useToastStore } from '../stores/toast-store.ts';
import { useTellPresence } from '../sync/presence.ts';
import styles from './windows.module.css';

type TicketWindowProps = { readonly ticketId: string; readonly workspace: Workspace };

/** One ticket in a window of its own, with everything that can be done on it, and the state of the connection below. */
export function TicketWindow({ ticketId, workspace }: TicketWindowProps): ReactElement {
  const say = useText();
  const detail = useTicketDetail(ticketId);
  const ticket = detail?.ticket ?? null;
  useTellPresence(ticket?.id ?? null);
  useTellFocusedTicket(ticketId);
  const context = ownWindowContext(
    useWindowWidth(),
    useLayoutStore((state) => state.context),
  );
  const commandContext = useMemo(() => ({ ticket, workspace }), [ticket, workspace]);
  useKeptFocus();
  useKeys(commandContext, (why) => useToastStore.getState().add('info', currentText()(why.key, why.values)));
  useWindowTitle(ticket === null ? say('window.ticket') : `${ticketNumber(ticket, say)} ${ticket.subject}`);
  const isThere = ticket !== null;
  useEffect(() => {
    if (isThere) focusPlace('ticket');
  }, [isThere]);
  return (
    <CommandContextValue value={commandContext}>
      <div className={styles['window']}>
        <RecoveryNotice />
        <RoomBanner />
        <ConnectionBanner />
        <main
          className={styles['whole']}
          style={context === null ? undefined : { gridTemplateColumns: `minmax(0, 1fr) ${context.width}px` }}
        >
          <TicketPane detail={detail} isChosen workspace={workspace} hasContextBeside={context !== null} />
          {context === null ? null : <ContextPane detail={detail} workspace={workspace} size={context} />}
        </main>
        <StatusBar />
      </div>
      <OpenDialog workspace={workspace} />
    </CommandContextValue>
  );
}
