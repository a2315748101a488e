import { ipcMain, type WebContents } from 'electron';
import { z } from 'zod';
import { EVENT_CHANNELS, LISTENING_CHANNEL } from '../shared/ipc/channel-names.ts';
import type { EventChannel } from '../shared/ipc/contract.ts';
import type { IsOwn } from './addresses.ts';
import { EventQueue } from './event-queue.ts';
import { isTrustedFrame } from './security.ts';

const listeningSchema = z.object({ channel: z.enum(EVENT_CHANNELS), isListening: z.boolean() });

/**
 * Events for the page, kept until it listens: the click on an alert that starts the app, or that comes while the page
 * reloads after a crash, reaches it when it is ready.
 */
export class PageEvents {
  #contents: WebContents | null = null;
  readonly #queue = new EventQueue((channel, payload) => this.#contents?.send(channel, payload));

  constructor(isOwn: IsOwn) {
    ipcMain.on(LISTENING_CHANNEL, (event, raw: unknown) => {
      if (event.sender !== this.#contents || !isTrustedFrame(event.senderFrame, isOwn)) return;
      const word = listeningSchema.safeParse(raw);
      if (word.success) this.#queue.hear(word.data.channel, word.data.isListening);
    });
  }

  /** Sends to this page from now on. */
  attach(contents: WebContents): void {
    this.#contents = contents;
    contents.on('did-start-navigation', (details) => {
      if (details.isMainFrame && !details.isSameDocument) this.#queue.pageGone();
    });
    contents.on('render-process-gone', () => this.#queue.pageGone());
    contents.on('destroyed', () => {
      this.#queue.pageGone();
      this.#contents = null;
    });
  }

  /** Sends an event now, or when the page listens to it. */
  send<Payload>(channel: EventChannel<Payload>, payload: Payload): void {
    this.#queue.send(channel.name, payload);
  }
}
