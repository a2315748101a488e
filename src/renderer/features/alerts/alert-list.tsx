import { type KeyboardEvent, type ReactElement, useEffect, useRef } from 'react';
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
};

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 };

/** The alerts, walked with the arrows; R acknowledges the one that has the focus, S puts it off. */
export function AlertList({ alerts, workspace, nowMs }: AlertListProps): ReactElement {
  const say = useText();
  const tickets = useTickets(alerts.map(({ ticketId }) => ticketId));
  const list = useRef<HTMLUListElement>(null);
  /** Where the focus was when something was done, since what had it may go. */
  const place = useRef<number | null>(0);
  useEffect(() => {
    // Only where rendering took the focus away; one that is elsewhere is left alone.
    if (place.current === null || document.activeElement !== document.body) return;
    focusAt(list.current, place.current);
    place.current = null;
  });
  const act = (index: number, work: () => unknown): void => {
    place.current = index;
    focusAt(list.current, index);
    work();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const items = [...event.currentTarget.children];
    const index = items.findIndex((item) => item.contains(document.activeElement));
    const alert = alerts[index];
    if (alert === undefined) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const by = STEPS[key];
    if (by !== undefined) focusAt(list.current, index + by);
    else if (key === 'Home') focusAt(list.current, 0);
    else if (key === 'End') focusAt(list.current, items.length - 1);
    else if (key === 'r') act(index, () => void acknowledge([alert]));
    else if (key === 's') act(index, () => void snooze(alert, 10));
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className={styles['scroll']}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the buttons in it, heard in one place. */}
        <ul ref={list} className={styles['list']} aria-label={say('alerts.list')} onKeyDown={onKeyDown}>
          {alerts.map((alert, index) => (
            <AlertItem
              key={alert.id}
              alert={alert}
              ticket={tickets.get(alert.ticketId)}
              workspace={workspace}
              nowMs={nowMs}
              onOpen={() => openFrom(alert)}
              onAcknowledge={() => act(index, () => void acknowledge([alert]))}
              onSnooze={(minutes) => act(index, () => void snooze(alert, minutes))}
            />
          ))}
        </ul>
      </div>
      <p className={styles['keys']}>{say('alerts.keys')}</p>
    </>
  );
}

/** Puts the focus on the alert at a place, or on the one nearest to it. */
function focusAt(list: HTMLUListElement | null, index: number): void {
  const all = list?.querySelectorAll<HTMLElement>('[data-alert]');
  all?.[Math.min(Math.max(0, index), all.length - 1)]?.focus();
}

/** Shows what an alert is about: its ticket, or what was refused with what can be done. */
function openFrom({ kind, ticketId }: AlertRecord): void {
  if (kind === 'refused_action') useDialogStore.getState().show('sync');
  else showTicket(ticketId);
}
