/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a virtualised listbox (WAI-ARIA APG): a native select cannot hold rows like these. */
import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { memo, type MouseEvent, type ReactElement, useEffect, useMemo, useRef } from 'react';
import { isEmptyQuery, isSameQuery } from '../../../shared/search/ticket-query.ts';
import { useAttention, useOutbox } from '../../db/outbox-view.ts';
import { useTicketList } from '../../db/queue-view.ts';
import type { FoundBy } from '../../db/ticket-list.ts';
import { hasEndedOnes } from '../../db/ticket-range.ts';
import { readAhead, useReadAhead } from '../../db/use-ticket-detail.ts';
import type { Workspace } from '../../db/workspace.ts';
import { boardTitle } from '../../lib/board-title.ts';
import { focusPlace, placeIds, placeOfPicked } from '../../lib/focus-place.ts';
import { useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { useSelectionStore } from '../../stores/selection-store.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { useViewStore } from '../../stores/view-store.ts';
import { ArchiveSection } from './archive-section.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { EmptyList } from './empty-list.tsx';
import { ListHeader } from './list-header.tsx';
import { SearchHeader } from './search-header.tsx';
import { TicketRow } from './ticket-row.tsx';
import styles from './ticket-list.module.css';

const ROW_HEIGHTS = { comfortable: 78, compact: 60 } as const;
/** What a piece of a message adds to a row. */
const SNIPPET_HEIGHT = 20;
const NEAR_THE_END = 20;

/** The tickets of the chosen queue, most urgent first; walked with J, K and the arrows, however many there are. */
export const TicketList = memo(function TicketList({ workspace }: { readonly workspace: Workspace }): ReactElement {
  const say = useText();
  const { view, lane, ticketId, setOrder } = useViewStore();
  const marked = useSelectionStore((state) => state.marked);
  const list = useTicketList(view, lane);
  const { tickets, total, isReady, found } = list;
  const isSearch = view.kind === 'search';
  const scroller = useRef<HTMLDivElement>(null);
  const marks = useMarks();
  const rowHeight = ROW_HEIGHTS[useSettingsStore((state) => state.density)];
  const rows = useVirtualizer({
    count: tickets.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => rowHeight + (hasSnippet(found, tickets[index]?.id) ? SNIPPET_HEIGHT : 0),
    getItemKey: (index) => tickets[index]?.id ?? index,
    overscan: 8,
  });

  useEffect(() => rows.measure(), [rows, rowHeight]);
  // For each list anew, be its rows those of before.
  const order = useMemo(() => tickets.map(({ id }) => id), [tickets]);
  useEffect(() => setOrder(order), [order, view, lane, setOrder]);
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [view, lane]);

  const selectedIndex = ticketId === null ? -1 : tickets.findIndex(({ id }) => id === ticketId);
  useEffect(() => {
    // By the choice and not by the order: a list that re-sorts must not scroll away from what is being read.
    if (selectedIndex !== -1 && !isInSight(rows, selectedIndex)) rows.scrollToIndex(selectedIndex, { align: 'auto' });
    // oxlint-disable-next-line react/exhaustive-deps
  }, [ticketId, isSearch]);

  useReadAhead(order, selectedIndex);

  const items = rows.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (tickets.length < total && lastShown >= tickets.length - NEAR_THE_END) list.loadMore();
  }, [lastShown, tickets.length, total, list]);

  const title = useViewTitle(workspace);
  const isListbox = !isSearch || tickets.length > 0;
  return (
    <section className={styles['list']} aria-label={title}>
      {view.kind === 'search' ? (
        <SearchHeader query={view.query} total={total} progress={found?.progress ?? null} />
      ) : (
        <ListHeader title={title} lane={lane} total={total} hasEnded={hasEndedOnes(view)} />
      )}
      <div
        ref={scroller}
        id={placeIds.list}
        // The examples of an empty search are buttons, which a listbox must not hold.
        role={isListbox ? 'listbox' : 'group'}
        tabIndex={0}
        aria-multiselectable={isListbox || undefined}
        aria-label={say('list.label', { view: title })}
        aria-busy={
          (view.kind === 'search' && found !== undefined && !isSameQuery(found.query, view.query)) || undefined
        }
        aria-activedescendant={selectedIndex === -1 ? undefined : `row-${ticketId ?? ''}`}
        className={styles['scroller']}
      >
        {isReady && tickets.length === 0 ? <EmptyList view={view} lane={lane} found={found} /> : null}
        <div role="presentation" className={styles['canvas']} style={{ height: rows.getTotalSize() }}>
          {items.map((item) => {
            const ticket = tickets[item.index];
            if (ticket === undefined) return null;
            return (
              <div
                key={ticket.id}
                id={`row-${ticket.id}`}
                role="option"
                tabIndex={-1}
                aria-selected={marked.size === 0 ? ticket.id === ticketId : marked.has(ticket.id)}
                aria-setsize={total}
                aria-posinset={item.index + 1}
                aria-label={say('list.bookmark', { number: ticketNumber(ticket, say), subject: ticket.subject })}
                className={styles['item']}
                style={{ height: item.size, transform: `translateY(${item.start}px)` }}
                // The list keeps the focus, so that a row that scrolls away cannot take it along.
                onMouseDown={(event) => {
                  event.preventDefault();
                  point(event, ticket.id);
                  focusPlace(placeOfPicked());
                }}
                onMouseEnter={() => readAhead(ticket.id)}
                onDoubleClick={() => focusPlace('ticket')}
              >
                <TicketRow
                  ticket={ticket}
                  customerName={nameIn(workspace.customers, ticket.customerId)}
                  assigneeName={nameIn(workspace.users, ticket.assigneeId)}
                  isSelected={ticket.id === ticketId}
                  isMarked={marked.has(ticket.id)}
                  isUnsent={marks.unsent.has(ticket.id)}
                  needsAttention={marks.attention.has(ticket.id)}
                  meId={workspace.me.id}
                  words={found?.words}
                  snippet={found?.snippets.get(ticket.id)}
                />
              </div>
            );
          })}
        </div>
      </div>
      {view.kind !== 'search' || isEmptyQuery(view.query) ? null : (
        <ArchiveSection query={view.query} shown={tickets} workspace={workspace} />
      )}
      <BulkBar />
    </section>
  );
});

/** Whether a row is whole on screen, by what is known without asking for the layout: that would cost each key a layout more. */
function isInSight(rows: Virtualizer<HTMLDivElement, Element>, index: number): boolean {
  const row = rows.getVirtualItems().find((item) => item.index === index);
  const { scrollOffset, scrollRect } = rows;
  if (row === undefined || scrollOffset === null || scrollRect === null) return false;
  return row.start >= scrollOffset && row.end <= scrollOffset + scrollRect.height;
}

function hasSnippet(found: FoundBy | undefined, ticketId: string | undefined): boolean {
  return ticketId !== undefined && found?.snippets.has(ticketId) === true;
}

/** What a press of the mouse on a row does: with Ctrl or on its box it is one more of several, with Shift all up to it. */
function point(event: MouseEvent, ticketId: string): void {
  const { toggle, extendTo, clear, marked, mark } = useSelectionStore.getState();
  const { ticketId: chosen, order, select } = useViewStore.getState();
  const isOnBox = event.target instanceof Element && event.target.closest('[data-mark]') !== null;
  if (event.shiftKey) extendTo(ticketId, chosen);
  else if (isOnBox) toggle(ticketId);
  else if (event.ctrlKey || event.metaKey) {
    // The one that was chosen is the first of them.
    if (marked.size === 0 && chosen !== null && chosen !== ticketId && order.includes(chosen)) mark([chosen]);
    toggle(ticketId);
  } else clear();
  if (!isOnBox) select(ticketId);
}

function nameIn(rows: ReadonlyMap<string, { readonly name: string }>, id: string | null): string | null {
  return id === null ? null : (rows.get(id)?.name ?? null);
}

function useMarks(): { readonly unsent: ReadonlySet<string | null>; readonly attention: ReadonlySet<string | null> } {
  const outbox = useOutbox();
  const attention = useAttention();
  return useMemo(
    () => ({
      unsent: new Set(outbox.map((entry) => entry.ticketId)),
      attention: new Set(attention.map((entry) => entry.ticketId)),
    }),
    [outbox, attention],
  );
}

function useViewTitle({ queues, users, customers }: Workspace): string {
  const say = useText();
  const view = useViewStore((state) => state.view);
  if (view.kind === 'board') return boardTitle(view.slice, users, say);
  if (view.kind === 'customer') return nameIn(customers, view.customerId) ?? say('list.noCustomer');
  if (view.kind !== 'queue') return say(`nav.${view.kind}`);
  return queues.find(({ id }) => id === view.queueId)?.name ?? say('common.unknownQueue');
}
