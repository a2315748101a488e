/* oxlint-disable jsx-a11y/prefer-tag-over-role -- an option of a virtualised listbox (WAI-ARIA APG): a native one cannot hold a row like this. */
import { memo, type MouseEvent, type ReactElement } from 'react';
import { readAhead } from '../../db/use-ticket-detail.ts';
import { focusPlace, placeOfPicked } from '../../lib/focus-place.ts';
import { useText } from '../../lib/text.ts';
import { ticketNumber } from '../../lib/ticket-number.ts';
import { useSelectionStore } from '../../stores/selection-store.ts';
import { useViewStore } from '../../stores/view-store.ts';
import { TicketRow, type TicketRowProps } from './ticket-row.tsx';
import styles from './ticket-list.module.css';

type ListItemProps = TicketRowProps & {
  /** Its place in the list, from 1, and how long that is. */
  readonly position: number;
  readonly total: number;
  readonly topPx: number;
  readonly heightPx: number;
  /** What is done now is done to it: as the chosen ticket, or as one of several. */
  readonly isPicked: boolean;
};

/** A ticket in its place of the list. Memoised: a step draws the two rows between which it goes, and not all in sight. */
export const ListItem = memo(function ListItem(props: ListItemProps): ReactElement {
  const { position, total, topPx, heightPx, isPicked, ...row } = props;
  const { ticket } = row;
  const say = useText();
  return (
    <div
      id={`row-${ticket.id}`}
      role="option"
      tabIndex={-1}
      aria-selected={isPicked}
      aria-setsize={total}
      aria-posinset={position}
      aria-label={say('list.bookmark', { number: ticketNumber(ticket, say), subject: ticket.subject })}
      className={styles['item']}
      style={{ height: heightPx, transform: `translateY(${topPx}px)` }}
      // The list keeps the focus, so that a row that scrolls away cannot take it along.
      onMouseDown={(event) => {
        event.preventDefault();
        point(event, ticket.id);
        focusPlace(placeOfPicked());
      }}
      onMouseEnter={() => readAhead(ticket.id)}
      onDoubleClick={() => focusPlace('ticket')}
    >
      <TicketRow {...row} />
    </div>
  );
});

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
