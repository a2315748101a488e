import { Notification } from 'electron';
import { alertBody } from './alert-body.ts';
import { type Notice, type NoticeAction } from './notice.ts';

/** A notification with what its desktop has to know besides. */
export type NativeAlert = Notice & {
  /** Without the sound of the desktop, where that can be asked for. */
  readonly isSilent: boolean;
  /** What the buttons say. */
  readonly labels: Readonly<Record<NoticeAction, string>>;
  /** It is on the screen, as far as the desktop says. */
  readonly onShown?: () => void;
  /** The desktop could not show it: there is no notification service, or it is switched off for this app. */
  readonly onFailed: () => void;
};

// Collected notifications lose their click, and not every desktop says when one is gone.
const MAX_SHOWN = 200;
const shown = new Set<Notification>();
/** A desktop that has said nothing by then says nothing. */
const ANSWERS_WITHIN_MS = 4_000;

/**
 * Shows an alert outside the window, with buttons on Windows and macOS; Linux has the click alone. Returns what takes it off
 * the screen again. Says so through the alert itself when it cannot.
 */
export function showNativeAlert(alert: NativeAlert): () => void {
  if (!Notification.isSupported()) {
    alert.onFailed();
    return () => undefined;
  }
  const notification = new Notification({
    title: alert.title,
    body: alertBody(alert.body, process.platform),
    urgency: alert.isCritical ? 'critical' : 'normal',
    timeoutType: alert.isCritical ? 'never' : 'default',
    silent: alert.isSilent,
    actions: alert.actions.map((action) => ({ type: 'button', text: alert.labels[action] })),
  });
  const forget = (): boolean => shown.delete(notification);
  const act = (action: NoticeAction): void => {
    // A click on what was taken off meanwhile comes to nothing, and so does a second one.
    if (forget()) alert.onAction(action);
  };
  // On Linux no 'close' follows a click.
  notification.on('click', () => act('open'));
  notification.on('action', ({ actionIndex }) => act(alert.actions[actionIndex] ?? 'open'));
  notification.on('close', () => {
    if (forget()) alert.onGone();
  });
  notification.on('show', () => alert.onShown?.());
  // Documented for Windows and macOS; seen on Linux too, where no notification service runs.
  notification.on('failed', () => {
    forget();
    alert.onGone();
    alert.onFailed();
  });
  for (const oldest of shown) {
    if (shown.size < MAX_SHOWN) break;
    shown.delete(oldest);
  }
  shown.add(notification);
  notification.show();
  return () => {
    if (forget()) notification.close();
  };
}

/** Shows an alert and says what the desktop made of it. */
export function tryNativeAlert(
  alert: Omit<NativeAlert, 'onShown' | 'onFailed'>,
): Promise<'shown' | 'blocked' | 'unsure'> {
  const { promise, resolve } = Promise.withResolvers<'shown' | 'blocked' | 'unsure'>();
  const late = setTimeout(() => resolve('unsure'), ANSWERS_WITHIN_MS);
  const settle = (outcome: 'shown' | 'blocked'): void => {
    clearTimeout(late);
    resolve(outcome);
  };
  showNativeAlert({ ...alert, onShown: () => settle('shown'), onFailed: () => settle('blocked') });
  return promise;
}
