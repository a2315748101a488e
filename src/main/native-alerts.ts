import { Notification } from 'electron';
import { alertBody } from './alert-body.ts';
import { type Notice, type NoticeAction } from './notice.ts';
import { activatedToast, toastTag } from './toast-activation.ts';

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
/** Of all notifications of this run. */
const ownTags = new Set<string>();
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
  const tag = toastTag(alert.ticketId);
  ownTags.add(tag);
  const notification = new Notification({
    id: tag,
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
  notification.on('close', ({ reason }) => {
    // On Windows one that has had its time goes on in the Action Center, where it is clicked and taken off all the same.
    if (reason !== 'timedOut' && forget()) alert.onGone();
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

/**
 * Windows: has a click on a notification that an earlier run has shown open its ticket, the click that starts the app too,
 * whatever button it was on. Once, when Electron is ready. Not tried on a Windows machine yet.
 */
export function answerLeftovers(open: (ticketId: string | null) => void): void {
  if (process.platform !== 'win32') return;
  // This makes Electron's part of it, which registers with Windows: the callback alone does not.
  Notification.isSupported();
  Notification.handleActivation(({ arguments: activation }) => {
    const toast = activatedToast(activation);
    // Those of this run say it themselves.
    if (toast !== null && !ownTags.has(toast.tag)) open(toast.ticketId);
  });
}

/** Takes off what an earlier run has left in the Notification Center of macOS: nobody would withdraw it any more. */
export function takeOffLeftovers(): void {
  // Not in Electron before 43.
  if (process.platform === 'darwin') Notification.removeAll?.();
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
