import { Notification } from 'electron';
import { alertBody } from './alert-body.ts';

/** One alert on the desktop. */
export type NativeAlert = {
  readonly title: string;
  /** Plain text, as it was written. */
  readonly body: string;
  readonly isCritical: boolean;
  /** Without the sound of the desktop, where that can be asked for. */
  readonly isSilent: boolean;
  readonly onClick: () => void;
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

/** Shows an alert outside the window. Says so through the alert itself when it cannot. */
export function showNativeAlert(alert: NativeAlert): void {
  if (!Notification.isSupported()) {
    alert.onFailed();
    return;
  }
  const notification = new Notification({
    title: alert.title,
    body: alertBody(alert.body, process.platform),
    urgency: alert.isCritical ? 'critical' : 'normal',
    timeoutType: alert.isCritical ? 'never' : 'default',
    silent: alert.isSilent,
  });
  // On Linux no 'close' follows a click.
  notification.on('click', () => {
    shown.delete(notification);
    alert.onClick();
  });
  notification.on('close', () => shown.delete(notification));
  notification.on('show', () => alert.onShown?.());
  // Documented for Windows and macOS; seen on Linux too, where no notification service runs.
  notification.on('failed', () => {
    shown.delete(notification);
    alert.onFailed();
  });
  for (const oldest of shown) {
    if (shown.size < MAX_SHOWN) break;
    shown.delete(oldest);
  }
  shown.add(notification);
  notification.show();
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
