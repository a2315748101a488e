import { Eye, MousePointerClick } from 'lucide-react';
import type { ReactElement } from 'react';
import type { TicketDetail } from '../../db/ticket-detail.ts';
import type { Workspace } from '../../db/workspace.ts';
import { placeIds } from '../../lib/focus-place.ts';
import { useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { type TicketTab, useComposerStore } from '../../stores/composer-store.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { Attempts } from './attempts.tsx';
import { ClockStrip } from './clock-strip.tsx';
import { Composer } from './composer.tsx';
import { Conversation } from './conversation.tsx';
import { History } from './history.tsx';
import { TicketHeader } from './ticket-header.tsx';
import styles from './ticket-pane.module.css';

type TicketPaneProps = {
  /** null: nothing chosen, or no longer in view; undefined: being read. */
  readonly detail: TicketDetail | null | undefined;
  readonly isChosen: boolean;
  readonly workspace: Workspace;
};

/** The ticket beside the list: what it is, how long is left, what was said and tried, and where to write. */
export function TicketPane({ detail, isChosen, workspace }: TicketPaneProps): ReactElement {
  const say = useText();
  if (detail === null || detail === undefined) {
    return (
      <section id={placeIds.ticket} tabIndex={-1} className={styles['pane']} aria-label={say('ticket.noneOpen')}>
        {detail === undefined ? null : isChosen ? (
          <EmptyState icon={<Eye />} title={say('ticket.gone')} hint={say('ticket.goneHint')} />
        ) : (
          <EmptyState icon={<MousePointerClick />} title={say('ticket.noneOpen')} hint={say('ticket.noneOpenHint')} />
        )}
      </section>
    );
  }
  const { ticket } = detail;
  return (
    <section
      id={placeIds.ticket}
      tabIndex={-1}
      className={styles['pane']}
      aria-label={say('ticket.label', { number: ticketNumber(ticket, say) })}
    >
      <TicketHeader detail={detail} workspace={workspace} />
      <ClockStrip ticket={ticket} />
      <Parts detail={detail} workspace={workspace} />
    </section>
  );
}

function Parts({ detail, workspace }: { readonly detail: TicketDetail; readonly workspace: Workspace }): ReactElement {
  const say = useText();
  const { ticket } = detail;
  const tab = useComposerStore((state) => (state.ticketId === ticket.id ? state.tab : 'conversation'));
  const setTab = useComposerStore((state) => state.setTab);
  return (
    <Tabs<TicketTab>
      label={say('ticket.tabs')}
      selected={tab}
      onSelect={(chosen) => setTab(ticket.id, chosen)}
      tabs={[
        {
          id: 'conversation',
          label: say('ticket.tab.conversation'),
          count: detail.messages.length,
          panel: (
            <>
              <Conversation key={ticket.id} detail={detail} workspace={workspace} />
              <Composer
                key={`${ticket.id}-composer`}
                ticket={ticket}
                messages={detail.messages}
                workspace={workspace}
              />
            </>
          ),
        },
        {
          id: 'attempts',
          label: say('ticket.tab.attempts'),
          count: detail.attempts.length,
          panel: <Attempts key={ticket.id} detail={detail} workspace={workspace} />,
        },
        {
          id: 'history',
          label: say('ticket.tab.history'),
          panel: <History key={ticket.id} detail={detail} workspace={workspace} />,
        },
      ]}
    />
  );
}
