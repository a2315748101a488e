import { app, nativeImage, type BrowserWindow, type NativeImage } from 'electron';

const SIDE = 16;

/** Shows a count on the dock (macOS), the launcher (some Linux desktops) or as a dot on the taskbar (Windows). */
export function showBadge(windows: readonly BrowserWindow[], count: number): void {
  if (process.platform !== 'win32') {
    app.setBadgeCount(count);
    return;
  }
  for (const window of windows) window.setOverlayIcon(count === 0 ? null : redDot(), count === 0 ? '' : String(count));
}

/** Drawn here: Windows shows an overlay at 16 pixels, where a number of two figures cannot be read. */
function redDot(): NativeImage {
  const pixels = Buffer.alloc(SIDE * SIDE * 4);
  const centre = (SIDE - 1) / 2;
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const isInside = Math.hypot(x - centre, y - centre) <= SIDE / 2;
      // BGRA, premultiplied.
      if (isInside) pixels.set([0x26, 0x26, 0xdc, 0xff], (y * SIDE + x) * 4);
    }
  }
  return nativeImage.createFromBitmap(pixels, { width: SIDE, height: SIDE });
}
