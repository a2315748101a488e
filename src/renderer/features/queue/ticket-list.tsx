import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { memo, type ReactElement, useEffect, useLayoutEffect, useMemo, useReducer, useRef } from 'react';
import { flushSync } from 'react-dom';
import { isEmptyQuery, isSameQuery } from '../../../shared/search/ticket-query.ts';
import { useAttention, useOutbox } from '../../db/outbox-view.ts';
import { useTicketList } from '../../db/queue-view.ts';
import type { FoundBy } from '../../db/ticket-list.ts';
import { hasEndedOnes } from '../../db/ticket-range.ts';
import { useReadAhead } from '../../db/use-ticket-detail.ts';
import type { Workspace } from '../../db/workspace.ts';
import { boardTitle } from '../../lib/board-title.ts';
import { placeIds } from '../../lib/focus-place.ts';
import { useText } from '../../lib/text.ts';
import { useSelectionStore } from '../../stores/selection-store.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { useViewStore } from '../../stores/view-store.ts';
import { ArchiveSection } from './archive-section.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { EmptyList } from './empty-list.tsx';
import { ListHeader } from './list-header.tsx';
import { ListItem } from './list-item.tsx';
import { SearchHeader } from './search-header.tsx';
import { useTellOrder } from './use-tell-order.ts';
import styles from './ticket-list.module.css';

const ROW_HEIGHTS = { comfortable: 78, compact: 60 } as const;
/** What a piece of a message adds to a row. */
const SNIPPET_HEIGHT = 20;
const NEAR_THE_END = 20;
/** So many rows are drawn beyond those in sight, either way: what scrolls into sight is there, and a list costs little more. */
const AHEAD = 4;

/** The tickets of the chosen queue, most urgent first; walked with J, K and the arrows, however many there are. */
export const TicketList = memo(function TicketList({ workspace }: { readonly workspace: Workspace }): ReactElement {
  const say = useText();
  const { view, lane, ticketId } = useViewStore();
  const marked = useSelectionStore((state) => state.marked);
  const list = useTicketList(view, lane);
  const { tickets, total, isReady, found } = list;
  const isSearch = view.kind === 'search';
  const scroller = useRef<HTMLDivElement>(null);
  const marks = useMarks();
  const rowHeight = ROW_HEIGHTS[useSettingsStore((state) => state.density)];
  const drawn = useRef({ first: 0, last: -1 });
  const [, drawNow] = useReducer((times: number) => times + 1, 0);
  const rows = useVirtualizer({
    count: tickets.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => rowHeight + (hasSnippet(found, tickets[index]?.id) ? SNIPPET_HEIGHT : 0),
    getItemKey: (index) => tickets[index]?.id ?? index,
    overscan: AHEAD,
    // The frame in which it scrolls does not wait for rows that are drawn ahead, but for those that would be missing in it.
    useFlushSync: false,
    onChange({ range }, isScroll) {
      const { first, last } = drawn.current;
      if (isScroll && range !== null && (range.startIndex < first || range.endIndex > last)) flushSync(drawNow);
    },
  });

  useEffect(() => rows.measure(), [rows, rowHeight]);
  const order = useTellOrder({ view, lane, tickets, isReady });
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [view, lane]);

  const selectedIndex = ticketId === null ? -1 : tickets.findIndex(({ id }) => id === ticketId);
  useEffect(() => {
    // By the choice and not by the order: a list that re-sorts must not scroll away from what is being read.
    if (selectedIndex !== -1) bringIntoSight(rows, selectedIndex);
    // oxlint-disable-next-line react/exhaustive-deps
  }, [ticketId, isSearch]);

  useReadAhead(order, selectedIndex);

  const items = rows.getVirtualItems();
  useLayoutEffect(() => {
    drawn.current = { first: items[0]?.index ?? 0, last: items.at(-1)?.index ?? -1 };
  }, [items]);
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
              <ListItem
                key={ticket.id}
                ticket={ticket}
                position={item.index + 1}
                total={total}
                topPx={item.start}
                heightPx={item.size}
                isPicked={marked.size === 0 ? ticket.id === ticketId : marked.has(ticket.id)}
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

/**
 * Scrolls no further than to where a row is whole on screen. By what is known of the rows, whose heights are given: the
 * virtualizer's own way asks for the layout, and looks again in the frames that follow whether it has come to rest.
 */
function bringIntoSight(rows: Virtualizer<HTMLDivElement, Element>, index: number): void {
  const { scrollElement, scrollOffset, scrollRect } = rows;
  const row = rows.measurementsCache[index];
  if (row === undefined || scrollElement === null || scrollOffset === null || scrollRect === null) {
    rows.scrollToIndex(index, { align: 'auto' });
    return;
  }
  const highest = row.end - scrollRect.height;
  if (row.start < scrollOffset) scrollElement.scrollTop = row.start;
  else if (highest > scrollOffset) scrollElement.scrollTop = highest;
}

function hasSnippet(found: FoundBy | undefined, ticketId: string | undefined): boolean {
  return ticketId !== undefined && found?.snippets.has(ticketId) === true;
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
