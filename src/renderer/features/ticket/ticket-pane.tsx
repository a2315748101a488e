import { Eye, MousePointerClick } from 'lucide-react';
import { memo, type ReactElement, type ReactNode } from 'react';
import type { TicketDetail } from '../../db/ticket-detail.ts';
import type { Workspace } from '../../db/workspace.ts';
import { placeIds } from '../../lib/focus-place.ts';
import { useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { type TicketTab, useComposerStore } from '../../stores/composer-store.ts';
import { useViewStore } from '../../stores/view-store.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { Attempts } from './attempts.tsx';
import { ClockStrip } from './clock-strip.tsx';
import { Composer } from './composer.tsx';
import { Conversation } from './conversation.tsx';
import { History } from './history.tsx';
import { Subtickets } from './subtickets.tsx';
import { TicketContext } from './ticket-context.tsx';
import { TicketHeader } from './ticket-header.tsx';
import { VendorCases } from './vendor-cases.tsx';
import styles from './ticket-pane.module.css';

type TicketPaneProps = {
  /** null: nothing chosen, or no longer in view; undefined: being read. */
  readonly detail: TicketDetail | null | undefined;
  readonly isChosen: boolean;
  /** What else there is to know stands beside it; else it is a tab. */
  readonly hasContextBeside: boolean;
  /** The way back to the list, where the ticket has its place. */
  readonly back?: ReactNode;
  readonly workspace: Workspace;
};

/** The ticket beside the list: what it is, how long is left, what was said and tried, and where to write. */
export const TicketPane = memo(function TicketPane(props: TicketPaneProps): ReactElement {
  const { detail, isChosen, workspace, hasContextBeside, back = null } = props;
  const say = useText();
  if (detail === null || detail === undefined) {
    return (
      <section id={placeIds.ticket} tabIndex={-1} className={styles['pane']} aria-label={say('ticket.noneOpen')}>
        {back === null ? null : <div className={styles['back']}>{back}</div>}
        {detail === undefined ? null : isChosen ? (
          <EmptyState icon={<Eye />} title={say('ticket.gone')} hint={say('ticket.goneHint')} />
        ) : (
          <NoneOpen />
        )}
      </section>
    );
  }
  const { ticket } = detail;
  return (
    <section
      id={placeIds.ticket}
      data-ticket={ticket.id}
      tabIndex={-1}
      className={styles['pane']}
      aria-label={say('ticket.label', { number: ticketNumber(ticket, say) })}
    >
      <TicketHeader detail={detail} workspace={workspace} hasContextBeside={hasContextBeside} back={back} />
      <ClockStrip ticket={ticket} />
      <Subtickets detail={detail} workspace={workspace} />
      <VendorCases detail={detail} workspace={workspace} />
      <Parts detail={detail} workspace={workspace} hasContextTab={!hasContextBeside} />
    </section>
  );
});

/** What to do where no ticket is chosen, if there is one to choose. */
function NoneOpen(): ReactElement {
  const say = useText();
  const isListEmpty = useViewStore(({ isRead, order }) => isRead && order.length === 0);
  const hint = isListEmpty ? {} : { hint: say('ticket.noneOpenHint') };
  return <EmptyState icon={<MousePointerClick />} title={say('ticket.noneOpen')} {...hint} />;
}

type PartsProps = {
  readonly detail: TicketDetail;
  readonly workspace: Workspace;
  readonly hasContextTab: boolean;
};

function Parts({ detail, workspace, hasContextTab }: PartsProps): ReactElement {
  const say = useText();
  const { ticket } = detail;
  const wanted = useComposerStore((state) => (state.ticketId === ticket.id ? state.tab : 'conversation'));
  const tab = wanted === 'context' && !hasContextTab ? 'conversation' : wanted;
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
        ...(hasContextTab
          ? [
              {
                id: 'context' as const,
                label: say('ticket.tab.context'),
                panel: <TicketContext ticket={ticket} workspace={workspace} />,
              },
            ]
          : []),
      ]}
    />
  );
}
