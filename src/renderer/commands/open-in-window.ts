import { openWindow } from '../../shared/ipc/contract.ts';
import type { BoardSlice, WindowRequest } from '../../shared/ipc/page-window.ts';
import { call } from '../lib/bridge.ts';
import { focusPlace } from '../lib/focus-place.ts';
import { thisWindow } from '../lib/page-window.ts';
import { currentText } from '../lib/text.ts';
import { useScreenStore } from '../stores/screen-store.ts';
import { useToastStore } from '../stores/toast-store.ts';
import { useViewStore } from '../stores/view-store.ts';

/** Opens a window, or brings it to the front; says so when no further one is opened. */
export function openInWindow(request: WindowRequest): void {
  void ask(request);
}

async function ask(request: WindowRequest): Promise<void> {
  const { outcome } = await call(openWindow, request);
  if (outcome === 'tooMany') useToastStore.getState().add('info', currentText()('window.tooMany'));
}

/** Shows a ticket in the console: here, when this window is it. */
export function showTicket(ticketId: string): void {
  if (thisWindow().kind !== 'console') {
    openInWindow({ kind: 'console', show: { kind: 'ticket', ticketId } });
    return;
  }
  useScreenStore.getState().showDesk('ticket');
  useViewStore.getState().select(ticketId);
  focusPlace('ticket');
}

/** Shows the tickets behind a figure of the wallboard in the console: here, when this window is it. */
export function showSlice(slice: BoardSlice): void {
  if (thisWindow().kind !== 'console') {
    openInWindow({ kind: 'console', show: { kind: 'list', slice } });
    return;
  }
  useScreenStore.getState().showDesk('list');
  useViewStore.getState().show({ kind: 'board', slice });
  focusPlace('list');
}

/** Shows a queue in the console, which main has brought to the front. */
export function showQueue(queueId: string): void {
  useScreenStore.getState().showDesk('list');
  useViewStore.getState().show({ kind: 'queue', queueId });
  focusPlace('list');
}
