import { app, type BrowserWindow } from 'electron';
import type { TrayState } from '../shared/ipc/alert-channels.ts';
import { imageOf } from './app-tray.ts';

/** Shows the count on the dock (macOS), the launcher (some Linux desktops) or over the icon on the taskbar (Windows). */
export function showBadge(windows: readonly BrowserWindow[], { count, state }: TrayState, description: string): void {
  if (process.platform !== 'win32') {
    app.setBadgeCount(count);
    return;
  }
  const image = count === 0 ? null : imageOf({ state, count, isTemplate: false });
  for (const window of windows) window.setOverlayIcon(image, image === null ? '' : description);
}
