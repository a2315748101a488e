import { app, shell, type Session, type WebFrameMain } from 'electron';
import { isExternal, type IsOwn } from './addresses.ts';

const GRANTED = new Set(['notifications', 'clipboard-sanitized-write', 'persistent-storage']);

/** Whether a message came from the top frame of our own page. Read `event.senderFrame` at once: it can be null later. */
export function isTrustedFrame(frame: WebFrameMain | null, isOwn: IsOwn): boolean {
  return frame !== null && frame.parent === null && isOwn(frame.url);
}

/** Denies every permission but the three the console uses, and those to other pages. */
export function hardenSession(session: Session, isOwn: IsOwn): void {
  session.setPermissionRequestHandler((_contents, permission, decide, details) =>
    decide(isOwn(details.requestingUrl) && GRANTED.has(permission)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => isOwn(origin) && GRANTED.has(permission));
  session.setDevicePermissionHandler(() => false);
}

/** Keeps every page that will ever be made where it is: no navigation away, no window, no webview. */
export function hardenContents(isOwn: IsOwn): void {
  app.on('web-contents-created', (_created, contents) => {
    contents.on('will-navigate', (event) => {
      if (!isOwn(event.url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => {
      if (!isOwn(event.url)) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      if (isExternal(url)) void shell.openExternal(url);
      return { action: 'deny' };
    });
  });
}
