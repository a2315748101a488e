import { Archive, CloudOff, RotateCw } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, useEffect, useState } from 'react';
import type { Ticket } from '../../../shared/domain/ticket.ts';
import { printQuery } from '../../../shared/search/print-query.ts';
import type { TicketQuery } from '../../../shared/search/ticket-query.ts';
import { isCutOff } from '../../../shared/sync/status.ts';
import type { Workspace } from '../../db/workspace.ts';
import { archiveRowMark } from '../../lib/archive-rows.ts';
import { focusPlace, placeOfPicked } from '../../lib/focus-place.ts';
import { shortMoment } from '../../lib/format-time.ts';
import { queueLabel } from '../../lib/queue-label.ts';
import { useLanguage, useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { useNowMinuteMs } from '../../lib/use-now.ts';
import { useArchiveSearch } from '../../queries/archive.ts';
import { useArchiveStore } from '../../stores/archive-store.ts';
import { useViewStore } from '../../stores/view-store.ts';
import { useSyncStatus } from '../../sync/status.ts';
import { Button } from '../../ui/button.tsx';
import { archiveState, readsOn } from './archive-state.ts';
import styles from './archive-section.module.css';

/** A pause of somebody who types; what stands in the field for less is not asked for. */
const PAUSE_MS = 350;

type ArchiveSectionProps = {
  readonly query: TicketQuery;
  /** The tickets found on this machine, above. */
  readonly shown: readonly Ticket[];
  readonly workspace: Workspace;
};

/** Below what was found on this machine: what the backend finds beyond it, and whether it could be asked. */
export function ArchiveSection({ query, shown, workspace }: ArchiveSectionProps): ReactElement {
  const say = useText();
  const isOnline = !isCutOff(useSyncStatus().connection);
  const q = useSettled(printQuery(query, 'pt'));
  const search = useArchiveSearch(q, isOnline);
  const { data, isPlaceholderData, error, hasNextPage, isFetching, fetchNextPage, refetch } = search;
  const here = new Set(shown.map(({ id }) => id));
  const found = data?.pages.flatMap(({ tickets }) => tickets).filter(({ id }) => !here.has(id)) ?? [];
  const answer = {
    isOnline,
    isSettled: q !== null,
    isFetching,
    error: error?.reason ?? null,
    pages: isPlaceholderData ? 0 : (data?.pages.length ?? 0),
    hasMore: hasNextPage,
    found: isPlaceholderData ? 0 : found.length,
  };
  const state = archiveState(answer);
  // What was found before stands while something else is asked for, so that nothing jumps under a typist.
  const tickets = isPlaceholderData && state !== 'asking' ? [] : found;
  const isReadingOn = readsOn(answer) && !isFetching;
  useEffect(() => {
    if (isReadingOn) void fetchNextPage();
  }, [isReadingOn, fetchNextPage]);
  return (
    <section className={styles['section']} aria-labelledby="archive-title">
      <header className={styles['header']}>
        <h2 id="archive-title" className={styles['title']}>
          {isOnline ? <Archive size={13} aria-hidden /> : <CloudOff size={13} aria-hidden />}
          {say('archive.title')}
        </h2>
        <output className={styles['state']}>{say(`archive.${state}`, { count: tickets.length })}</output>
        {!isPlaceholderData && data?.pages.at(-1)?.isWhole === false ? (
          <p className={styles['state']}>{say('archive.notWhole')}</p>
        ) : null}
        {state === 'unreachable' || state === 'failed' ? (
          <Button size="sm" icon={<RotateCw size={14} aria-hidden />} onClick={() => void refetch()}>
            {say('archive.retry')}
          </Button>
        ) : null}
      </header>
      {tickets.length === 0 ? null : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the arrows walk through the buttons in it.
        <ul
          className={styles['list']}
          aria-labelledby="archive-title"
          aria-busy={state === 'asking' || undefined}
          onKeyDown={walk}
        >
          {tickets.map((ticket) => (
            <li key={ticket.id}>
              <ArchiveRow ticket={ticket} workspace={workspace} />
            </li>
          ))}
        </ul>
      )}
      {state === 'found' || state === 'noneSoFar' ? (
        <Button size="sm" variant="ghost" className={styles['more']} onClick={() => void fetchNextPage()}>
          {say('archive.more')}
        </Button>
      ) : null}
    </section>
  );
}

/** A ticket that is not on this machine. */
function ArchiveRow({ ticket, workspace }: { readonly ticket: Ticket; readonly workspace: Workspace }): ReactElement {
  const say = useText();
  const language = useLanguage();
  const nowMs = useNowMinuteMs();
  const isOpen = useViewStore((state) => state.ticketId === ticket.id);
  const open = useArchiveStore((state) => state.open);
  const queue = workspace.queues.find(({ id }) => id === ticket.queueId);
  const customer = ticket.customerId === null ? undefined : workspace.customers.get(ticket.customerId);
  return (
    <button
      type="button"
      {...{ [archiveRowMark]: true }}
      className={styles['row']}
      aria-current={isOpen || undefined}
      onClick={(event) => {
        open(ticket.id);
        // Without a pointer's clicks it was a key, which goes into the ticket as it does from the list.
        if (event.detail === 0 || placeOfPicked() === 'ticket') focusPlace('ticket');
      }}
    >
      <span className={styles['line']}>
        <span>{ticketNumber(ticket, say)}</span>
        <span>{say(`status.${ticket.status}`)}</span>
        <span className={styles['queue']}>
          {queueLabel(queue ?? { tier: ticket.tier, name: say('common.unknownQueue') })}
        </span>
      </span>
      <span className={styles['subject']} title={ticket.subject}>
        {ticket.subject}
      </span>
      <span className={styles['line']}>
        <span className={styles['customer']}>{customer?.name ?? say('list.noCustomer')}</span>
        <span>{shortMoment(language, ticket.createdAtMs, nowMs)}</span>
      </span>
    </button>
  );
}

/** The arrows go from one row to the next, and from the first one back to the list. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>(`[${archiveRowMark}]`)];
  const at = rows.findIndex((row) => row === event.target);
  if (at === 0 && event.key === 'ArrowUp') focusPlace('list');
  else rows[event.key === 'ArrowDown' ? at + 1 : at - 1]?.focus();
  event.preventDefault();
}

/** What has stood for a moment; null before. */
function useSettled(text: string): string | null {
  const [settled, setSettled] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled === text ? settled : null;
}
