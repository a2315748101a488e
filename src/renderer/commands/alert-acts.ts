import { useEffect } from 'react';
import { alertActed } from '../../shared/ipc/alert-channels.ts';
import { backendNowMs, clockOffsetMs } from '../db/backend-clock.ts';
import { signedInConsole } from '../db/current-console.ts';
import { markAlerts, type MarkedAlert } from '../db/mark-alerts.ts';
import { listen } from '../lib/bridge.ts';
import { currentText } from '../lib/text.ts';
import { useToastStore } from '../stores/toast-store.ts';
import { perform } from './perform.ts';

/** Acknowledges alerts. Answers how many; says so when the disk refuses. */
export function acknowledge(alerts: readonly MarkedAlert[]): Promise<number> {
  return markOrSay(alerts, null);
}

/** Has an alert told again after so many minutes. */
export async function snooze(alert: MarkedAlert, minutes: number): Promise<void> {
  await markOrSay([alert], backendNowMs() + minutes * 60_000);
}

async function markOrSay(alerts: readonly MarkedAlert[], untilMs: number | null): Promise<number> {
  try {
    return await markAlerts(alerts, untilMs);
  } catch {
    // The disk is full or read-only; db/mutate.ts looks for room, and nothing of it was kept.
    useToastStore.getState().add('danger', currentText()('toast.storage'));
    return 0;
  }
}

/** Does what the person asked for on a notification or in the tray: whatever they did, they have seen it. */
export function useAlertActs(): void {
  useEffect(
    () =>
      listen(alertActed, ({ id, ticketId, action, untilMs }) => {
        if (action === 'snoozed' && untilMs !== null) void markOrSay([{ id, ticketId }], untilMs + clockOffsetMs());
        else void markOrSay([{ id, ticketId }], null);
        if (action === 'taken') void take(ticketId);
      }),
    [],
  );
}

/** Takes a ticket that nobody has, or accepts it where it was handed over. */
async function take(ticketId: string): Promise<void> {
  const { db, workspace } = signedInConsole();
  const handoverId = (await db.tickets.get(ticketId))?.row.pendingHandoverId ?? null;
  if (handoverId === null) await perform('ticket.claim', { ticketId }, workspace.get(), 'toast.claimed');
  else await perform('ticket.accept', { ticketId, handoverId }, workspace.get(), 'toast.accepted');
}
