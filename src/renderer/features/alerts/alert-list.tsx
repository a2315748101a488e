import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type FocusEvent, type KeyboardEvent, type ReactElement, useEffect, useRef, useState } from 'react';
import { acknowledge, snooze } from '../../commands/alert-acts.ts';
import { showTicket } from '../../commands/open-in-window.ts';
import type { AlertRecord } from '../../db/use-alerts.ts';
import { useTickets } from '../../db/use-tickets.ts';
import type { Workspace } from '../../db/workspace.ts';
import { useText } from '../../lib/text.ts';
import { useDialogStore } from '../../stores/dialog-store.ts';
import { AlertItem } from './alert-item.tsx';
import styles from './alerts-screen.module.css';

type AlertListProps = {
  readonly alerts: readonly AlertRecord[];
  readonly workspace: Workspace;
  readonly nowMs: number;
  /** The last alert that has been read is near. */
  readonly onNearEnd: () => void;
};

const PAGE_STEP = 8;
const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  j: 1,
  k: -1,
  PageDown: PAGE_STEP,
  PageUp: -PAGE_STEP,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};
/** Of an alert with one line of each; measured where there is more. */
const ROW_HEIGHT = 78;
const NEAR_THE_END = 20;
/** Tickets are read for so many alerts at once, so that scrolling does not ask at every step. */
const TICKETS_AT_ONCE = 50;

/**
 * The alerts, however many, walked with the arrows; R acknowledges the one that has the focus, S puts it off. Only those
 * in sight are drawn, and the one that has the focus, which scrolling must not take away.
 */
export function AlertList({ alerts, workspace, nowMs, onNearEnd }: AlertListProps): ReactElement {
  const say = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const [activeId, setActiveId] = useState<string | null>(null);
  const found = alerts.findIndex(({ id }) => id === activeId);
  /** Where the focus was last, since what had it may go. */
  const place = useRef(0);
  if (found !== -1) place.current = found;
  /** The focus is to be put where `place` says, when that has been drawn. */
  const isFocusDue = useRef(true);
  // oxlint-disable-next-line react/incompatible-library -- what it answers is asked anew at each rendering, as it has to be.
  const rows = useVirtualizer({
    count: alerts.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => alerts[index]?.id ?? index,
    overscan: 6,
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), ...(found === -1 ? [] : [found])])].toSorted((a, b) => a - b),
  });
  const items = rows.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  const tickets = useTickets(idsAround(alerts, rows.range?.startIndex ?? 0, rows.range?.endIndex ?? 0));
  useEffect(() => {
    if (lastShown >= alerts.length - NEAR_THE_END) onNearEnd();
  }, [lastShown, alerts.length, onNearEnd]);
  useEffect(() => {
    const { activeElement } = document;
    // A focus that is elsewhere by the person's own doing is left alone.
    if (activeElement !== document.body && scroller.current?.contains(activeElement) !== true) return;
    const isGone = activeId !== null && found === -1;
    if (!isFocusDue.current && !isGone) return;
    const index = Math.min(place.current, alerts.length - 1);
    const alert = scroller.current?.querySelector<HTMLElement>(`[data-alert="${CSS.escape(alerts[index]?.id ?? '')}"]`);
    if (alert === null || alert === undefined) return;
    isFocusDue.current = false;
    alert.focus();
  });
  const moveTo = (index: number): void => {
    const next = Math.min(Math.max(0, index), alerts.length - 1);
    isFocusDue.current = true;
    setActiveId(alerts[next]?.id ?? null);
    rows.scrollToIndex(next, { align: 'auto' });
  };
  const act = (alert: AlertRecord, work: () => unknown): void => {
    moveTo(alerts.indexOf(alert));
    work();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>): void => {
    const alert = alerts[found];
    if (event.ctrlKey || event.metaKey || event.altKey || alert === undefined) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const by = STEPS[key];
    if (by !== undefined) moveTo(found + by);
    else if (key === 'r') act(alert, () => void acknowledge([alert]));
    else if (key === 's') act(alert, () => void snooze(alert, 10));
    else return;
    event.preventDefault();
  };
  const onFocus = ({ target }: FocusEvent<HTMLUListElement>): void => {
    setActiveId(target.closest('li')?.dataset['id'] ?? null);
  };
  return (
    <>
      <div ref={scroller} className={styles['scroll']}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the buttons in it, heard in one place. */}
        <ul
          className={styles['list']}
          style={{ height: rows.getTotalSize() }}
          aria-label={say('alerts.list')}
          onKeyDown={onKeyDown}
          onFocus={onFocus}
        >
          {items.map(({ index, key, start }) => {
            const alert = alerts[index];
            if (alert === undefined) return null;
            return (
              <AlertItem
                key={key}
                measure={rows.measureElement}
                index={index}
                total={alerts.length}
                start={start}
                alert={alert}
                ticket={tickets.get(alert.ticketId)}
                workspace={workspace}
                nowMs={nowMs}
                onOpen={() => openFrom(alert)}
                onAcknowledge={() => act(alert, () => void acknowledge([alert]))}
                onSnooze={(minutes) => act(alert, () => void snooze(alert, minutes))}
              />
            );
          })}
        </ul>
      </div>
      <p className={styles['keys']}>{say('alerts.keys')}</p>
    </>
  );
}

/** The tickets of the alerts in sight and of some more on both sides. */
function idsAround(alerts: readonly AlertRecord[], first: number, last: number): string[] {
  const from = (Math.floor(first / TICKETS_AT_ONCE) - 1) * TICKETS_AT_ONCE;
  const to = (Math.ceil((last + 1) / TICKETS_AT_ONCE) + 1) * TICKETS_AT_ONCE;
  return alerts.slice(Math.max(0, from), to).map(({ ticketId }) => ticketId);
}

/** Shows what an alert is about: its ticket, or what was refused with what can be done. */
function openFrom({ kind, ticketId }: AlertRecord): void {
  if (kind === 'refused_action') useDialogStore.getState().show('sync');
  else showTicket(ticketId);
}
