import type { BrowserWindow } from 'electron';

// A panel that goes away takes the icon along, and with it the way back to the window.
const LOOK_AGAIN_MS = 60_000;

export type ClosingPorts = {
  /** The person wants the console to stay in the tray. */
  readonly isWanted: () => boolean;
  /** Whether there is an icon in a tray that they can see. */
  readonly hasTray: () => Promise<boolean>;
  /** The console has gone to the tray. */
  readonly onHidden: () => void;
};

/**
 * Closing the console hides it, so that its page goes on syncing and planning alerts, where an icon in a tray leads back to
 * it. Where there is none, or the person does not want it so, and when the app quits, it closes.
 */
export class CloseToTray {
  readonly #ports: ClosingPorts;
  #isQuitting = false;

  constructor(ports: ClosingPorts) {
    this.#ports = ports;
  }

  /** From now on windows close. */
  quitting(): void {
    this.#isQuitting = true;
  }

  guard(window: BrowserWindow): void {
    let mayClose = false;
    window.on('close', (event) => {
      if (mayClose || this.#isQuitting || !this.#ports.isWanted()) return;
      event.preventDefault();
      const decide = async (): Promise<void> => {
        const hasTray = await this.#ports.hasTray();
        if (window.isDestroyed()) return;
        if (hasTray && !this.#isQuitting) {
          this.#hide(window);
          return;
        }
        mayClose = true;
        window.close();
      };
      void decide();
    });
  }

  #hide(window: BrowserWindow): void {
    window.hide();
    this.#ports.onHidden();
    const look = setInterval(() => void this.#comeBackWithoutTray(window), LOOK_AGAIN_MS);
    const end = (): void => clearInterval(look);
    window.once('show', end);
    window.once('closed', end);
  }

  async #comeBackWithoutTray(window: BrowserWindow): Promise<void> {
    const hasTray = await this.#ports.hasTray();
    if (!hasTray && !window.isDestroyed() && !window.isVisible()) window.showInactive();
  }
}
