import type { UseQueryResult } from '@tanstack/react-query';
import { Archive, CloudDownload, CloudOff, Eye, RotateCw, TriangleAlert } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { TicketDetail } from '../../db/ticket-detail.ts';
import type { Workspace } from '../../db/workspace.ts';
import { placeIds } from '../../lib/focus-place.ts';
import { useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import type { NoAnswer } from '../../queries/ask-backend.ts';
import { type TicketTab, useComposerStore } from '../../stores/composer-store.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { Attempts } from './attempts.tsx';
import { Conversation } from './conversation.tsx';
import { History } from './history.tsx';
import { TicketContext } from './ticket-context.tsx';
import { TicketFacts } from './ticket-facts.tsx';
import headerStyles from './ticket-header.module.css';
import styles from './ticket-pane.module.css';

type ArchivedPaneProps = {
  readonly answer: UseQueryResult<TicketDetail, NoAnswer>;
  readonly isOnline: boolean;
  readonly workspace: Workspace;
  readonly hasContextBeside: boolean;
  readonly back: ReactNode;
};

/** A ticket that is not on this machine, as the backend has it: to be read, with a mark that says so, and nothing to act on it. */
export function ArchivedPane({ answer, isOnline, workspace, hasContextBeside, back }: ArchivedPaneProps): ReactElement {
  const say = useText();
  const detail = answer.data;
  const label =
    detail === undefined ? say('archive.title') : say('ticket.label', { number: ticketNumber(detail.ticket, say) });
  return (
    <section id={placeIds.ticket} tabIndex={-1} className={styles['pane']} aria-label={label}>
      {detail === undefined ? (
        <>
          {back === null ? null : <div className={styles['back']}>{back}</div>}
          <NotRead answer={answer} isOnline={isOnline} />
        </>
      ) : (
        <>
          <header className={headerStyles['header']}>
            <div className={headerStyles['top']}>
              {back}
              <span className={headerStyles['number']}>{ticketNumber(detail.ticket, say)}</span>
            </div>
            <h2 className={headerStyles['subject']}>{detail.ticket.subject}</h2>
            <TicketFacts ticket={detail.ticket} workspace={workspace} hasContextBeside={hasContextBeside} />
          </header>
          <Banner tone="info" icon={<Archive size={15} />}>
            {say('archive.notice')}
          </Banner>
          <ArchivedParts detail={detail} workspace={workspace} hasContextTab={!hasContextBeside} />
        </>
      )}
    </section>
  );
}

/** Why there is nothing to read yet, and what to do about it. */
function NotRead({ answer, isOnline }: Pick<ArchivedPaneProps, 'answer' | 'isOnline'>): ReactElement {
  const say = useText();
  const { error, isFetching, refetch } = answer;
  if (!isOnline) {
    return <EmptyState icon={<CloudOff />} title={say('archive.needsLine')} hint={say('archive.needsLineHint')} />;
  }
  if (error === null || isFetching) {
    return (
      <output>
        <EmptyState icon={<CloudDownload />} title={say('archive.opening')} />
      </output>
    );
  }
  if (error.reason.kind === 'refused' && error.reason.code === 'not_found') {
    return <EmptyState icon={<Eye />} title={say('ticket.gone')} hint={say('ticket.goneHint')} />;
  }
  return (
    <div className={styles['failed']} role="alert">
      <EmptyState icon={<TriangleAlert />} title={say('archive.noAnswer')} hint={say('archive.noAnswerHint')} />
      <Button icon={<RotateCw size={14} aria-hidden />} onClick={() => void refetch()}>
        {say('archive.retry')}
      </Button>
    </div>
  );
}

type PartsProps = { readonly detail: TicketDetail; readonly workspace: Workspace; readonly hasContextTab: boolean };

function ArchivedParts({ detail, workspace, hasContextTab }: PartsProps): ReactElement {
  const say = useText();
  const { ticket } = detail;
  const wanted = useComposerStore((state) => (state.ticketId === ticket.id ? state.tab : 'conversation'));
  const setTab = useComposerStore((state) => state.setTab);
  const panels = {
    conversation: <Conversation key={ticket.id} detail={detail} workspace={workspace} />,
    attempts: <Attempts key={ticket.id} detail={detail} workspace={workspace} />,
    history: <History key={ticket.id} detail={detail} workspace={workspace} />,
    context: <TicketContext ticket={ticket} workspace={workspace} />,
  };
  const counts = { conversation: detail.messages.length, attempts: detail.attempts.length };
  const ids: readonly TicketTab[] = [
    'conversation',
    'attempts',
    'history',
    ...(hasContextTab ? ['context' as const] : []),
  ];
  return (
    <Tabs<TicketTab>
      label={say('ticket.tabs')}
      selected={ids.includes(wanted) ? wanted : 'conversation'}
      onSelect={(chosen) => setTab(ticket.id, chosen)}
      tabs={ids.map((id) => ({
        id,
        label: say(`ticket.tab.${id}`),
        panel: panels[id],
        ...(id === 'conversation' || id === 'attempts' ? { count: counts[id] } : {}),
      }))}
    />
  );
}
