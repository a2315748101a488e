import { BrowserWindow, type WebContents } from 'electron';

/** Which ticket each window has open, as its page says. */
export class FocusedTickets {
  readonly #open = new WeakMap<WebContents, string>();

  /** A page has opened a ticket, or none. */
  open(contents: WebContents, ticketId: string | null): void {
    if (ticketId === null) this.#open.delete(contents);
    else this.#open.set(contents, ticketId);
  }

  /** Forgets what the page of a window said when that page is gone. */
  attach(contents: WebContents): void {
    contents.on('render-process-gone', () => this.#open.delete(contents));
    contents.on('did-start-navigation', (details) => {
      if (details.isMainFrame && !details.isSameDocument) this.#open.delete(contents);
    });
  }

  /** Whether the person has this ticket before them: its window has the focus. */
  isInFront(ticketId: string): boolean {
    const window = BrowserWindow.getFocusedWindow();
    return window !== null && this.#open.get(window.webContents) === ticketId;
  }
}
