import type { BrowserWindow } from 'electron';
import { writeAtomically } from './atomic-file.ts';
import { log, reason } from './log.ts';

const EVERY_MS = 2_000;

/** Keeps a fresh PNG of the window in `file` until it is closed; for machines whose screen nobody sees. */
export function keepScreenshot(window: BrowserWindow, file: string): void {
  let hasFailed = false;
  const shoot = async (): Promise<void> => {
    try {
      const image = await window.webContents.capturePage();
      if (!image.isEmpty()) writeAtomically(file, image.toPNG(), 0o644);
    } catch (error) {
      // Said once: the next one is two seconds away.
      if (!hasFailed && !window.isDestroyed()) log(`no screenshot (${reason(error)})`);
      hasFailed = true;
    }
    if (!window.isDestroyed()) setTimeout(() => void shoot(), EVERY_MS);
  };
  window.webContents.once('did-finish-load', () => void shoot());
}
